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

/// <summary>Pieces that an order was promised and that are not there yet.</summary>
/// <param name="Sold">The order is paid.</param>
[GenerateSerializer, Immutable, Alias("store.backorder")]
public readonly record struct Backorder(Guid OrderId, int Quantity, bool Sold);

/// <summary>The pieces of one product.</summary>
/// <param name="Held">Pieces on the shelf that are promised to unpaid orders.</param>
/// <param name="Holds">What is held by order, with what is owed to it.</param>
/// <param name="Backorders">What is owed to orders, oldest first; only while nothing is available.</param>
/// <param name="Empty">The newest orders that asked with a number and hold nothing, oldest first.</param>
/// <param name="Settled">The newest orders whose holds were sold or given back, oldest first.</param>
/// <param name="Restocked">What came back last, oldest first.</param>
/// <param name="Moved">The newest commands that brought pieces in or corrected a count, oldest first: nothing else tells a repeat of one.</param>
/// <param name="LowStockThreshold">Pieces available at which it counts as low.</param>
/// <param name="MayBackorder">More may be held than is available.</param>
/// <param name="IsLow">It is at the threshold or under it and that was told, or never was above it.</param>
/// <param name="IsOut">The same of the last piece.</param>
[GenerateSerializer, Immutable, Alias("store.stockState")]
public sealed record StockState(
    long Available,
    long Held,
    long Sold,
    long Received,
    long Adjusted,
    long Returned,
    ImmutableDictionary<Guid, StockHold> Holds,
    ImmutableArray<Backorder> Backorders,
    ImmutableArray<EmptyHold> Empty,
    ImmutableArray<Guid> Settled,
    ImmutableArray<Restock> Restocked,
    ImmutableArray<Guid> Moved,
    int LowStockThreshold,
    bool MayBackorder,
    bool IsLow,
    bool IsOut) : IAggregate<StockState, StockEvent>
{
    /// <inheritdoc/>
    public static StockState Initial { get; } = new(
        0, 0, 0, 0, 0, 0, ImmutableDictionary<Guid, StockHold>.Empty, [], [], [], [], [], StockLimits.LowStock, false, IsLow: true, IsOut: true);

    /// <inheritdoc/>
    public static string SnapshotType => "stock.v6";

    /// <inheritdoc/>
    public static JsonTypeInfo<StockState> SnapshotJson => GrainStates.Default.StockState;

    /// <inheritdoc/>
    public static StockState Evolve(StockState state, StockEvent @event, in EventMeta meta) => @event switch
    {
        StockLow => state with { IsLow = true },
        StockOut => state with { IsOut = true },
        _ => Look(Apply(state, @event, meta)),
    };

    /// <summary>Pieces that an order holds, with those that are owed to it.</summary>
    public int HoldOf(Guid orderId) => Holds.GetValueOrDefault(orderId).Quantity;

    /// <summary>Pieces that are owed to an order.</summary>
    public int OwedTo(Guid orderId)
    {
        foreach (var backorder in Backorders)
            if (backorder.OrderId == orderId) return backorder.Quantity;
        return 0;
    }

    /// <summary>Pieces that are owed to orders.</summary>
    public long Backordered()
    {
        var owed = 0L;
        foreach (var backorder in Backorders) owed += backorder.Quantity;
        return owed;
    }

    /// <summary>The newest number that an order asked with; 0 when none is known.</summary>
    public int NumberOf(Guid orderId)
    {
        if (Holds.TryGetValue(orderId, out var hold)) return hold.Number;
        foreach (var empty in Empty)
            if (empty.OrderId == orderId) return empty.Number;
        return 0;
    }

    private static StockState Apply(StockState state, StockEvent @event, in EventMeta meta) => @event switch
    {
        StockReceived e => Arrive(Move(state, meta.CommandId) with { Received = state.Received + e.Quantity }, e.Quantity),
        StockAdjusted { Delta: > 0 } e => Arrive(Move(state, meta.CommandId) with { Adjusted = state.Adjusted + e.Delta }, e.Delta),
        StockAdjusted e => Move(state, meta.CommandId) with { Available = state.Available + e.Delta, Adjusted = state.Adjusted + e.Delta },
        StockHeld e => Hold(state, e),
        StockReleased e => Release(state, e.OrderId),
        StockSold e => Sell(state, e.OrderId),
        StockRestocked e => Restock(state, e),
        StockConfigured e => state with
        {
            LowStockThreshold = e.LowStockThreshold ?? state.LowStockThreshold,
            MayBackorder = e.Backorder ?? state.MayBackorder,
        },
        _ => state,
    };

    /// <summary>What is above the threshold may become low anew.</summary>
    private static StockState Look(StockState state)
    {
        var (low, none) = (state.IsLow && state.Available <= state.LowStockThreshold, state.IsOut && state.Available == 0);
        return low == state.IsLow && none == state.IsOut ? state : state with { IsLow = low, IsOut = none };
    }

    /// <summary>Pieces that come in, or back, go to those they are owed to, oldest first; the rest is available.</summary>
    private static StockState Arrive(StockState state, long pieces)
    {
        while (pieces > 0 && state.Backorders is [var oldest, ..])
        {
            var given = (int)Math.Min(pieces, oldest.Quantity);
            pieces -= given;
            state = state with
            {
                Held = state.Held + (oldest.Sold ? 0 : given),
                Sold = state.Sold + (oldest.Sold ? given : 0),
                Backorders = given == oldest.Quantity
                    ? state.Backorders.RemoveAt(0)
                    : state.Backorders.SetItem(0, oldest with { Quantity = oldest.Quantity - given }),
            };
        }

        return pieces == 0 ? state : state with { Available = state.Available + pieces };
    }

    private static StockState Hold(StockState state, StockHeld e)
    {
        var before = state.HoldOf(e.OrderId);
        var number = Math.Max(e.Number ?? 0, state.NumberOf(e.OrderId));
        var moved = e.Quantity >= before ? HoldMore(state, e.OrderId, e.Quantity - before) : HoldLess(state, e.OrderId, before - e.Quantity);
        return moved with
        {
            Holds = e.Quantity == 0 ? state.Holds.Remove(e.OrderId) : state.Holds.SetItem(e.OrderId, new(e.Quantity, number)),
            Empty = e.Quantity == 0 && number > 0
                ? state.Empty.RemoveAll(h => h.OrderId == e.OrderId).Remember(new EmptyHold(e.OrderId, number), StockLimits.Remembered)
                : state.Empty,
        };
    }

    private static StockState HoldMore(StockState state, Guid orderId, int more)
    {
        var there = (int)Math.Min(more, state.Available);
        return state with
        {
            Available = state.Available - there,
            Held = state.Held + there,
            Backorders = Owe(state, orderId, state.OwedTo(orderId) + more - there),
        };
    }

    /// <summary>What is not there yet is given up first.</summary>
    private static StockState HoldLess(StockState state, Guid orderId, int less)
    {
        var owed = state.OwedTo(orderId);
        var back = Math.Max(0, less - owed);
        return Arrive(state with { Held = state.Held - back, Backorders = Owe(state, orderId, Math.Max(0, owed - less)) }, back);
    }

    private static StockState Release(StockState state, Guid orderId)
    {
        var back = state.HoldOf(orderId) - OwedWhileHeld(state, orderId);
        return Arrive(Settle(state, orderId) with { Held = state.Held - back, Backorders = Owe(state, orderId, OwedWhileSold(state, orderId)) }, back);
    }

    private static StockState Sell(StockState state, Guid orderId)
    {
        var there = state.HoldOf(orderId) - OwedWhileHeld(state, orderId);
        return Settle(state, orderId) with
        {
            Held = state.Held - there,
            Sold = state.Sold + there,
            Backorders = [.. state.Backorders.Select(b => b.OrderId == orderId ? b with { Sold = true } : b)],
        };
    }

    /// <summary>What a cancelled order bought and never got is not on the shelf; what a buyer sends back is.</summary>
    private static StockState Restock(StockState state, StockRestocked e)
    {
        var owed = state.OwedTo(e.OrderId);
        var missing = e.Return is null ? Math.Min(e.Quantity, OwedWhileSold(state, e.OrderId)) : 0;
        var back = e.Quantity - missing;
        return Arrive(
            state with
            {
                Returned = state.Returned + back,
                Settled = state.Settled.Remember(e.OrderId, StockLimits.Remembered),
                Restocked = state.Restocked.Remember(new(e.OrderId, e.Return), StockLimits.Remembered),
                Backorders = Owe(state, e.OrderId, owed - missing),
            },
            back);
    }

    private static int OwedWhileHeld(StockState state, Guid orderId) => Owed(state, orderId, sold: false);

    private static int OwedWhileSold(StockState state, Guid orderId) => Owed(state, orderId, sold: true);

    private static int Owed(StockState state, Guid orderId, bool sold)
    {
        foreach (var backorder in state.Backorders)
            if (backorder.OrderId == orderId && backorder.Sold == sold) return backorder.Quantity;
        return 0;
    }

    /// <summary>What is owed to an order is now so much; it keeps its place in the row.</summary>
    private static ImmutableArray<Backorder> Owe(StockState state, Guid orderId, int quantity)
    {
        var backorders = state.Backorders;
        for (var i = 0; i < backorders.Length; i++)
        {
            if (backorders[i].OrderId != orderId) continue;
            return quantity == 0 ? backorders.RemoveAt(i) : backorders.SetItem(i, backorders[i] with { Quantity = quantity });
        }

        return quantity == 0 ? backorders : backorders.Add(new Backorder(orderId, quantity, Sold: false));
    }

    private static StockState Move(StockState state, Guid commandId) => state with { Moved = state.Moved.Remember(commandId, StockLimits.Remembered) };

    private static StockState Settle(StockState state, Guid orderId) => state with
    {
        Holds = state.Holds.Remove(orderId),
        Settled = state.Settled.Remember(orderId, StockLimits.Remembered),
    };
}
