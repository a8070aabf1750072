using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Stock;

/// <summary>The pieces of one product.</summary>
/// <param name="Holds">Pieces held, by order.</param>
/// <param name="Settled">The newest orders whose holds were sold or given back, oldest first.</param>
/// <param name="Restocked">The newest orders whose pieces came back, oldest first.</param>
/// <param name="Moved">The newest commands that brought pieces in or corrected a count, oldest first: nothing else tells a repeat of one.</param>
[GenerateSerializer, Immutable, Alias("store.stockState")]
public sealed record StockState(
    long Available,
    long Held,
    long Sold,
    long Received,
    long Adjusted,
    long Returned,
    ImmutableDictionary<Guid, int> Holds,
    ImmutableArray<Guid> Settled,
    ImmutableArray<Guid> Restocked,
    ImmutableArray<Guid> Moved) : IAggregate<StockState, StockEvent>
{
    /// <inheritdoc/>
    public static StockState Initial { get; } = new(0, 0, 0, 0, 0, 0, ImmutableDictionary<Guid, int>.Empty, [], [], []);

    /// <inheritdoc/>
    public static string SnapshotType => "stock.v3";

    /// <inheritdoc/>
    public static JsonTypeInfo<StockState> SnapshotJson => GrainStates.Default.StockState;

    /// <inheritdoc/>
    public static StockState Evolve(StockState state, StockEvent @event, in EventMeta meta) => @event switch
    {
        StockReceived e => Move(state, meta.CommandId) with { Available = state.Available + e.Quantity, Received = state.Received + e.Quantity },
        StockAdjusted e => Move(state, meta.CommandId) with { Available = state.Available + e.Delta, Adjusted = state.Adjusted + e.Delta },
        StockHeld e => Hold(state, e),
        StockReleased e => Settle(state, e.OrderId, back: state.HoldOf(e.OrderId), sold: 0),
        StockSold e => Settle(state, e.OrderId, back: 0, sold: state.HoldOf(e.OrderId)),
        StockRestocked e => state with
        {
            Available = state.Available + e.Quantity,
            Returned = state.Returned + e.Quantity,
            Settled = Remember(state.Settled, e.OrderId),
            Restocked = Remember(state.Restocked, e.OrderId),
        },
        _ => state,
    };

    /// <summary>Pieces that an order holds.</summary>
    public int HoldOf(Guid orderId) => Holds.GetValueOrDefault(orderId);

    private static StockState Hold(StockState state, StockHeld e)
    {
        var more = e.Quantity - state.HoldOf(e.OrderId);
        return state with
        {
            Available = state.Available - more,
            Held = state.Held + more,
            Holds = e.Quantity == 0 ? state.Holds.Remove(e.OrderId) : state.Holds.SetItem(e.OrderId, e.Quantity),
        };
    }

    private static StockState Move(StockState state, Guid commandId) => state with { Moved = Remember(state.Moved, commandId) };

    private static StockState Settle(StockState state, Guid orderId, int back, int sold) => state with
    {
        Available = state.Available + back,
        Held = state.Held - back - sold,
        Sold = state.Sold + sold,
        Holds = state.Holds.Remove(orderId),
        Settled = Remember(state.Settled, orderId),
    };

    private static ImmutableArray<Guid> Remember(ImmutableArray<Guid> ids, Guid id) =>
        ids.Length < StockLimits.Remembered
            ? ids.Add(id)
            : [.. ids.AsSpan()[1..], id];
}
