using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Stock;

/// <summary>What an order holds.</summary>
/// <param name="Number">The newest number that it asked with; 0 when it asked without.</param>
[GenerateSerializer, Immutable, Alias("store.stockHold")]
public readonly record struct StockHold(int Quantity, int Number);

/// <summary>An order that holds nothing and is not settled, and the newest number that it asked with.</summary>
[GenerateSerializer, Immutable, Alias("store.emptyHold")]
public readonly record struct EmptyHold(Guid OrderId, int Number);

/// <summary>What came back: of an order that was cancelled, or with one of its returns.</summary>
[GenerateSerializer, Immutable, Alias("store.restock")]
public readonly record struct Restock(Guid OrderId, int? Return);

/// <summary>The pieces of one product.</summary>
/// <param name="Holds">What is held, by order.</param>
/// <param name="Empty">The newest orders that asked with a number and hold nothing, oldest first.</param>
/// <param name="Settled">The newest orders whose holds were sold or given back, oldest first.</param>
/// <param name="Restocked">What came back last, oldest first.</param>
/// <param name="Moved">The newest commands that brought pieces in or corrected a count, oldest first: nothing else tells a repeat of one.</param>
[GenerateSerializer, Immutable, Alias("store.stockState")]
public sealed record StockState(
    long Available,
    long Held,
    long Sold,
    long Received,
    long Adjusted,
    long Returned,
    ImmutableDictionary<Guid, StockHold> Holds,
    ImmutableArray<EmptyHold> Empty,
    ImmutableArray<Guid> Settled,
    ImmutableArray<Restock> Restocked,
    ImmutableArray<Guid> Moved) : IAggregate<StockState, StockEvent>
{
    /// <inheritdoc/>
    public static StockState Initial { get; } = new(0, 0, 0, 0, 0, 0, ImmutableDictionary<Guid, StockHold>.Empty, [], [], [], []);

    /// <inheritdoc/>
    public static string SnapshotType => "stock.v5";

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
            Restocked = Remember(state.Restocked, new(e.OrderId, e.Return)),
        },
        _ => state,
    };

    /// <summary>Pieces that an order holds.</summary>
    public int HoldOf(Guid orderId) => Holds.GetValueOrDefault(orderId).Quantity;

    /// <summary>The newest number that an order asked with; 0 when none is known.</summary>
    public int NumberOf(Guid orderId)
    {
        if (Holds.TryGetValue(orderId, out var hold)) return hold.Number;
        foreach (var empty in Empty)
            if (empty.OrderId == orderId) return empty.Number;
        return 0;
    }

    private static StockState Hold(StockState state, StockHeld e)
    {
        var more = e.Quantity - state.HoldOf(e.OrderId);
        var number = Math.Max(e.Number ?? 0, state.NumberOf(e.OrderId));
        return state with
        {
            Available = state.Available - more,
            Held = state.Held + more,
            Holds = e.Quantity == 0 ? state.Holds.Remove(e.OrderId) : state.Holds.SetItem(e.OrderId, new(e.Quantity, number)),
            Empty = e.Quantity == 0 && number > 0
                ? Remember(state.Empty.RemoveAll(h => h.OrderId == e.OrderId), new EmptyHold(e.OrderId, number))
                : state.Empty,
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

    private static ImmutableArray<T> Remember<T>(ImmutableArray<T> known, T one) =>
        known.Length < StockLimits.Remembered
            ? known.Add(one)
            : [.. known.AsSpan()[1..], one];
}
