using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Orders;

/// <summary>What may be done with an order.</summary>
public static class OrderDecisions
{
    /// <summary>Once; with its payment or its end in the same breath.</summary>
    public static Decision<OrderEvent> Place(OrderState state, PlaceOrder command)
    {
        if (state.Placed) return Decision<OrderEvent>.Nothing;
        var draft = command.Draft;
        var placed = new OrderPlaced(draft.CustomerId, draft.Email, draft.Currency, draft.Lines, draft.ShippingAddress);
        if (command.Refused is { } refused) return Decision<OrderEvent>.All(placed, new OrderCancelled(refused));
        if (command.Declined is { } declined)
            return Decision<OrderEvent>.All(placed, new OrderPaymentFailed(draft.Payment.Method, declined));
        if (command.PaymentId is { } paymentId)
            return Decision<OrderEvent>.All(placed, new OrderPaid(paymentId, draft.Payment.Method, draft.Total(), Captured: false));
        return placed;
    }

    /// <summary>While it waits for its payment; the same payment again is done already.</summary>
    public static Decision<OrderEvent> Pay(OrderState state, Guid id, PayOrder command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        if (state.PaymentId == command.PaymentId) return Decision<OrderEvent>.Nothing;
        if (state.Status != OrderStatus.Pending) return OrderErrors.IllegalTransition("paid", state.Status);
        return command.Amount == state.Total()
            ? new OrderPaid(command.PaymentId, command.Method, command.Amount, Captured: true)
            : CheckoutErrors.WrongAmount(new Money(state.Total(), state.Currency));
    }

    /// <summary>While it waits for its payment.</summary>
    public static Decision<OrderEvent> RecordPaymentFailed(OrderState state, Guid id, PaymentFailed command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        return state.Status == OrderStatus.Pending
            ? new OrderPaymentFailed(command.Method, command.Reason)
            : OrderErrors.IllegalTransition("paid", state.Status);
    }

    /// <summary>Once, of what was authorised.</summary>
    public static Decision<OrderEvent> RecordCaptured(OrderState state) =>
        state.Payment == PaymentStatus.Authorised ? new OrderCaptured() : Decision<OrderEvent>.Nothing;

    /// <summary>Before it leaves.</summary>
    public static Decision<OrderEvent> Cancel(OrderState state, Guid id, CancelOrder command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        if (!Texts.Fits(command.Reason, OrderLimits.Text)) return OrderErrors.InvalidText("reason", OrderLimits.Text);
        return state.Status is OrderStatus.Pending or OrderStatus.Paid
            ? new OrderCancelled(command.Reason)
            : OrderErrors.IllegalTransition("cancelled", state.Status);
    }

    /// <summary>Once, of what was captured.</summary>
    public static Decision<OrderEvent> RecordRefunded(OrderState state) =>
        state.Payment == PaymentStatus.Captured ? new OrderRefunded(state.Total()) : Decision<OrderEvent>.Nothing;

    /// <summary>While it waits for its payment, and never down to no line at all.</summary>
    public static Decision<OrderEvent> SetLine(OrderState state, Guid id, SetOrderLine command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        if (state.Status != OrderStatus.Pending) return OrderErrors.NotChangeable(state.Status);
        var present = state.Lines.FirstOrDefault(l => l.ProductId == command.Line.ProductId);
        if ((present?.Quantity ?? 0) == command.Line.Quantity) return Decision<OrderEvent>.Nothing;
        if (command.Line.Quantity == 0 && state.Lines.Length == 1) return OrderErrors.LastLine();
        return new OrderLineSet(command.Line);
    }

    /// <summary>When it is paid, and the money is taken.</summary>
    public static Decision<OrderEvent> Ship(OrderState state, Guid id, int version, ShipOrder command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        if (!Texts.Fits(command.TrackingNumber, OrderLimits.Text))
            return OrderErrors.InvalidText("trackingNumber", OrderLimits.Text);
        if (!Texts.Fits(command.Carrier, OrderLimits.Text)) return OrderErrors.InvalidText("carrier", OrderLimits.Text);
        if (state.Status != OrderStatus.Paid) return OrderErrors.IllegalTransition("shipped", state.Status);
        return state.Payment == PaymentStatus.Captured
            ? new OrderShipped(command.TrackingNumber, command.Carrier)
            : OrderErrors.NotCaptured();
    }

    /// <summary>When it has left.</summary>
    public static Decision<OrderEvent> Deliver(OrderState state, Guid id, int version, DeliverOrder command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        return state.Status == OrderStatus.Shipped
            ? new OrderDelivered()
            : OrderErrors.IllegalTransition("delivered", state.Status);
    }
}
