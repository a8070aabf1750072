using System.Globalization;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Products;

namespace OrleansStore.Api.Stock;

/// <summary>What can be done with the pieces of a product.</summary>
public sealed class StockHandlers(IGrainFactory grains)
{
    /// <summary>The figures of a product's stock.</summary>
    public async Task<Answer> Get(Call call, Guid id) => await MissingProduct(id) ?? ToAnswer(await Stock(id).Get());

    /// <summary>Pieces came in.</summary>
    public Task<Answer> Receive(Call call, Guid id, ReceiveStockRequest input) =>
        Move(call, id, stock => stock.Receive(new ReceiveStock(call.Context, input.Quantity!.Value, call.ExpectedVersion)));

    /// <summary>A count was corrected.</summary>
    public Task<Answer> Adjust(Call call, Guid id, AdjustStockRequest input) =>
        Move(call, id, stock => stock.Adjust(new AdjustStock(call.Context, input.Delta!.Value, input.Reason!, call.ExpectedVersion)));

    /// <summary>How it is kept.</summary>
    public Task<Answer> Configure(Call call, Guid id, ConfigureStockRequest input) =>
        Move(call, id, stock => stock.Configure(new ConfigureStock(call.Context, input.LowStockThreshold, input.Backorder, call.ExpectedVersion)));

    /// <summary>What happened to it, oldest first, each with the figures after it.</summary>
    public async Task<Answer> Ledger(Call call, Guid id, ListQuery query)
    {
        if (query.Status is not null) return KnownParameters.Refuse("status", ["limit", "cursor"]);
        if (await MissingProduct(id) is { } missing) return missing;
        var after = 0;
        if (query.Cursor is { } cursor && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after)) throw new InvalidCursorException();
        var ledger = await Stock(id).GetLedger(after, query.Limit);
        if (ledger.Value is not { } page) return Answer.Refuse(ledger);
        var next = page.More ? page.Movements[^1].Version.ToString(CultureInfo.InvariantCulture) : null;
        return Answer.Of(new StockLedgerPage(page.Movements, next), 200, ledger.Position);
    }

    private async Task<Answer> Move(Call call, Guid id, Func<IStockGrain, Task<Result<StockView>>> move)
    {
        if (await MissingProduct(id) is { } missing) return missing;
        return ToAnswer(await move(Stock(id)));
    }

    private async Task<Answer?> MissingProduct(Guid id)
    {
        var product = await grains.GetGrain<IProductGrain>(id).Get();
        return product.Error is null ? null : Answer.Refuse(product);
    }

    private IStockGrain Stock(Guid id) => grains.GetGrain<IStockGrain>(id);

    private static Answer ToAnswer(Result<StockView> result) => result.Error is null
        ? Answer.Of(result.Value!, 200, result.Position, result.Value!.Version)
        : Answer.Refuse(result);
}
