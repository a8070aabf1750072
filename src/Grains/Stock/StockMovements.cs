using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Journaling;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Stock;

/// <summary>A place in a stock's history.</summary>
internal sealed record LedgerPlace(int Version, StockState State)
{
    /// <summary>The place after one more event.</summary>
    public LedgerPlace After(StoredEvent stored, StockEvent @event) => new(
        stored.Version,
        StockState.Evolve(State, @event, new EventMeta(stored.CausationId, stored.CorrelationId, stored.Actor, stored.Time)));
}

/// <summary>Shows what happened to a stock.</summary>
internal static class StockMovements
{
    /// <param name="after">The state after it.</param>
    public static StockMovement Show(StoredEvent stored, StockEvent @event, StockState after)
    {
        var (kind, quantity, orderId) = Describe(@event);
        return new StockMovement(
            stored.Version, stored.Time, stored.Actor, kind, quantity, orderId, (@event as StockAdjusted)?.Reason,
            after.Available, after.Held, after.Sold, after.Received, after.Adjusted, after.Returned, after.Backordered());
    }

    private static (string Kind, long? Quantity, Guid? OrderId) Describe(StockEvent @event) => @event switch
    {
        StockReceived e => ("received", e.Quantity, null),
        StockAdjusted e => ("adjusted", e.Delta, null),
        StockHeld e => ("held", e.Quantity, e.OrderId),
        StockReleased e => ("released", e.Quantity, e.OrderId),
        StockSold e => ("sold", e.Quantity, e.OrderId),
        StockRestocked e => ("restocked", e.Quantity, e.OrderId),
        StockLow e => ("low", e.Available, null),
        StockOut => ("out", 0, null),
        _ => ("configured", null, null),
    };
}
