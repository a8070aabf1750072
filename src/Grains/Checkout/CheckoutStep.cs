using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.Grains.Checkout;

/// <summary>What a piece of work came to.</summary>
/// <param name="Event">To be journaled; null when somebody did not answer and the work stays open.</param>
/// <param name="Order">The order, as far as it is written down.</param>
/// <param name="Error">What the caller is to be told was refused.</param>
/// <param name="Position">The newest global position seen on the way.</param>
internal readonly record struct CheckoutStep(CheckoutEvent? Event, OrderView? Order, StoreError? Error, long Position)
{
    /// <summary>Somebody did not answer; it is gone on with later.</summary>
    public static CheckoutStep Unanswered(Result<OrderView>? order = null) => new(null, order?.Value, null, order?.Position ?? 0);

    /// <summary>Another activation went on with this work, and its journal says how.</summary>
    public static CheckoutStep Overtaken => new(null, null, null, 0) { IsOvertaken = true };

    /// <summary>See <see cref="Overtaken"/>.</summary>
    public bool IsOvertaken { get; private init; }

    /// <summary>Nothing is left to do, or the next piece of work begins.</summary>
    public static CheckoutStep Done(CheckoutEvent @event, Result<OrderView> order, StoreError? error = null) =>
        new(@event, order.Value, error, order.Position);
}
