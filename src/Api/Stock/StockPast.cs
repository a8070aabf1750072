using OrleansStore.Api.Access;
using OrleansStore.Api.History;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Silo.History;
using OrleansStore.Silo.Outbound;

namespace OrleansStore.Api.Stock;

/// <summary>Stocks as they were; for who may read their ledgers.</summary>
internal sealed class StockPast(
    StockHandlers stocks, StreamHistory<StockView> history, StreamHistory<ProductView> products, RelatedEvents related, PublicEvents names, TimeProvider time)
{
    private static readonly Policy _policy = Policy.Needs(Permissions.Stock);

    private readonly Lookback<StockView> _past = new(history, names, time, ProductErrors.NotFound);

    /// <summary>The figures, as they are for everybody, or as they were.</summary>
    public async Task<Answer> Get(Call call, Guid id, IQueryCollection query)
    {
        if (!When.IsAsked(query)) return await stocks.Get(call, id);
        if (_policy.Check(call.Caller) is { } refusal) return refusal;
        if (When.Read(query, out var when) is { } wrong) return wrong;
        var (seen, problem) = await _past.FindAsync(id, when, call.Cancellation);
        if (seen is not null) return Answer.Of(seen.View!, 200, seen.Position, seen.Version);
        return await WasEmptyAsync(call, id, when, problem!) ? Answer.Of(new StockView(id, 0, 0, 0, 0, 0, 0, 0, 0)) : problem!;
    }

    /// <summary>What happened to it.</summary>
    public async Task<Answer> History(Call call, Guid id, ListQuery query)
    {
        var answer = await _past.HistoryAsync(call, id, query, seesAll: true, ApiJson.Encode, page => related.CausesOfAsync(page, call.Cancellation));
        return answer.Status == 404 && (await products.NewestAsync(id, call.Cancellation)).View is not null ? Answer.Of(new HistoryPage([], null)) : answer;
    }

    /// <summary>What differs between two moments.</summary>
    public Task<Answer> Diff(Call call, Guid id, IQueryCollection query) => _past.DiffAsync(id, query, ApiJson.Encode, call.Cancellation);

    /// <summary>There was the product, and none of it had come in yet.</summary>
    private async Task<bool> WasEmptyAsync(Call call, Guid id, When when, Problem problem) =>
        problem.Status == 404 && when.Time is { } time && (await products.AtAsync(id, time, call.Cancellation)).View is not null;
}
