using OrleansStore.Contracts.Stock;

namespace OrleansStore.Grains.Stock;

/// <summary>Shows the figures of stocks.</summary>
internal static class StockViews
{
    public static StockView Show(Guid id, int version, StockState s) => new(
        id, s.Available, s.Held, s.Sold, s.Received, s.Adjusted, s.Returned, s.Backordered(), version, s.LowStockThreshold, s.MayBackorder);
}
