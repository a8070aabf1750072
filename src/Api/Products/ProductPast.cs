using System.Globalization;
using OrleansStore.Api.History;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Products;
using OrleansStore.ReadModels.Products;
using OrleansStore.Silo.History;
using OrleansStore.Silo.Outbound;

namespace OrleansStore.Api.Products;

/// <summary>Products as they were. What other things tell of them (stock, reviews) is not part of their past.</summary>
internal sealed class ProductPast(StreamHistory<ProductView> history, PriceHistory prices, RelatedEvents related, PublicEvents names, TimeProvider time)
{
    /// <summary>What the lowest price is looked for in.</summary>
    private static readonly TimeSpan _lately = TimeSpan.FromDays(30);

    private readonly Lookback<ProductView> _past = new(history, names, time, ProductErrors.NotFound);

    /// <summary>A product as it was.</summary>
    public async Task<Answer> Get(Guid id, IQueryCollection query, CancellationToken cancellation)
    {
        if (When.Read(query, out var when) is { } wrong) return wrong;
        var (seen, problem) = await _past.FindAsync(id, when, cancellation);
        return problem ?? Answer.Of(seen!.View!, 200, seen.Position, seen.Version);
    }

    /// <summary>What happened to it.</summary>
    public Task<Answer> History(Call call, Guid id, ListQuery query) =>
        _past.HistoryAsync(call, id, query, seesAll: true, ApiJson.Encode, page => related.CausesOfAsync(page, call.Cancellation));

    /// <summary>What differs between two moments.</summary>
    public Task<Answer> Diff(Call call, Guid id, IQueryCollection query) => _past.DiffAsync(id, query, ApiJson.Encode, call.Cancellation);

    /// <summary>What it cost.</summary>
    public async Task<Answer> Prices(Call call, Guid id, ListQuery query)
    {
        var from = 1;
        if (query.Cursor is { } cursor && (!int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out from) || from < 1)) throw new InvalidCursorException();
        if (await prices.ReadAsync(id, from, query.Limit, call.Cancellation) is not { } stretch) return Problem.Of(ProductErrors.NotFound(id));
        var lowest = await prices.LowestAsync(id, time.GetUtcNow() - _lately, call.Cancellation);
        return Answer.Of(new PricePage(stretch.Points, stretch.Next?.ToString(CultureInfo.InvariantCulture), lowest));
    }
}
