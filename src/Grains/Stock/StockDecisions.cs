using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Stock;

/// <summary>What may be done with pieces.</summary>
public static class StockDecisions
{
    /// <summary>Pieces came in, once a command.</summary>
    public static Decision<StockEvent> Receive(StockState state, int version, ReceiveStock command)
    {
        if (state.Moved.Contains(command.Context.CommandId)) return Decision<StockEvent>.Nothing;
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        return command.Quantity is < 1 or > StockLimits.Movement
            ? StockErrors.InvalidQuantity(command.Quantity)
            : new StockReceived(command.Quantity);
    }

    /// <summary>Down only as far as pieces are available, and once a command.</summary>
    public static Decision<StockEvent> Adjust(StockState state, int version, AdjustStock command)
    {
        if (state.Moved.Contains(command.Context.CommandId)) return Decision<StockEvent>.Nothing;
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        if (command.Delta is 0 or > StockLimits.Movement or < -StockLimits.Movement)
            return StockErrors.InvalidQuantity(command.Delta);
        if (!Texts.Fits(command.Reason, StockLimits.Reason)) return StockErrors.ReasonMissing();
        if (state.Available + command.Delta < 0) return StockErrors.BelowZero(state.Available);
        return Warned(state, new StockAdjusted(command.Delta, command.Reason), state.Available + command.Delta, state.LowStockThreshold);
    }

    /// <summary>Only what is named; a threshold that is set above what is there makes it low at once.</summary>
    public static Decision<StockEvent> Configure(StockState state, int version, ConfigureStock command)
    {
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        if (command.LowStockThreshold is < 0 or > StockLimits.Movement) return StockErrors.InvalidThreshold(command.LowStockThreshold.Value);
        var threshold = command.LowStockThreshold ?? state.LowStockThreshold;
        if (threshold == state.LowStockThreshold && (command.Backorder ?? state.MayBackorder) == state.MayBackorder) return Decision<StockEvent>.Nothing;
        return Warned(state, new StockConfigured(command.LowStockThreshold, command.Backorder), state.Available, threshold);
    }

    /// <summary>
    /// As far as pieces are available; what is held so already is done. What has a number is decided once: the first that
    /// is written down under it counts for all its repeats, and for all that have an older one.
    /// </summary>
    public static Decision<StockEvent> Hold(StockState state, Guid productId, HoldStock command)
    {
        if (command.Quantity is < 0 or > StockLimits.Movement) return StockErrors.InvalidQuantity(command.Quantity);
        var held = state.HoldOf(command.OrderId);
        if (command.Number is { } number)
        {
            var newest = state.NumberOf(command.OrderId);
            if (number < newest) return StockErrors.Overtaken(command.OrderId);
            if (number == newest)
                return held == command.Quantity ? Decision<StockEvent>.Nothing : StockErrors.WasOutOfStock(productId, command.Quantity);
        }
        else if (held == command.Quantity)
        {
            return Decision<StockEvent>.Nothing;
        }

        if (held == 0 && state.Settled.Contains(command.OrderId)) return StockErrors.AlreadySettled(command.OrderId);
        if (command.Quantity - held > state.Available && !MayOwe(state, command.OrderId))
            return StockErrors.OutOfStock(productId, command.Quantity, state.Available + held);
        var left = Math.Max(0, state.Available - Math.Max(0, command.Quantity - held));
        var moved = new StockHeld(command.OrderId, command.Quantity, command.Number, held == 0 ? null : command.Quantity - held);
        return Warned(state, moved, left, state.LowStockThreshold);
    }

    /// <summary>
    /// Also without a hold, of no pieces: a hold that was refused may come once more, and when there are pieces again it
    /// must find its order over.
    /// </summary>
    public static Decision<StockEvent> Release(StockState state, SettleStock command) =>
        state.HoldOf(command.OrderId) is var held && (held > 0 || !state.Settled.Contains(command.OrderId))
            ? new StockReleased(command.OrderId, held)
            : Decision<StockEvent>.Nothing;

    /// <summary>Without a hold it is done already.</summary>
    public static Decision<StockEvent> Sell(StockState state, SettleStock command) =>
        state.HoldOf(command.OrderId) is var held and > 0
            ? new StockSold(command.OrderId, held)
            : Decision<StockEvent>.Nothing;

    /// <summary>Once an order's end, once a return; of one that may be older than what is remembered, the caller has looked in the journal.</summary>
    public static Decision<StockEvent> Restock(StockState state, RestockStock command)
    {
        if (command.Quantity is < 1 or > StockLimits.Movement) return StockErrors.InvalidQuantity(command.Quantity);
        return state.Restocked.Contains(new(command.OrderId, command.Return))
            ? Decision<StockEvent>.Nothing
            : new StockRestocked(command.OrderId, command.Quantity, command.Return);
    }

    private static bool MayOwe(StockState state, Guid orderId) =>
        state.MayBackorder && (state.Backorders.Length < StockLimits.Backorders || state.OwedTo(orderId) > 0);

    /// <summary>What happens, and in the same append that it makes the stock low or leaves nothing, once a crossing.</summary>
    /// <param name="available">Pieces available after it; it makes them no more.</param>
    private static Decision<StockEvent> Warned(StockState state, StockEvent moved, long available, int threshold)
    {
        var (low, none) = (!state.IsLow && available <= threshold, !state.IsOut && available == 0);
        if (!low && !none) return moved;
        var events = new List<StockEvent>(3) { moved };
        if (low) events.Add(new StockLow(available, threshold));
        if (none) events.Add(new StockOut());
        return Decision<StockEvent>.All(events);
    }
}
