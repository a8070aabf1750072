using System.Collections.Immutable;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Orders;

/// <summary>What may be done with an order.</summary>
public static class OrderDecisions
{
    /// <summary>In place of a payment's id where there is nothing to pay.</summary>
    private const string Free = "free";

    /// <summary>Once; with its payment or its end in the same breath.</summary>
    public static Decision<OrderEvent> Place(OrderState state, PlaceOrder command)
    {
        if (state.Placed) return Decision<OrderEvent>.Nothing;
        var draft = command.Draft;
        var placed = new OrderPlaced(draft.CustomerId, draft.Email, draft.Currency, draft.Lines, draft.ShippingAddress, draft.Pricing, draft.Coupon, draft.PayBy);
        if (command.Refused is { } refused) return Decision<OrderEvent>.All(placed, new OrderCancelled(refused));
        if (command.Declined is { } declined)
            return Decision<OrderEvent>.All(placed, new OrderPaymentFailed(draft.Payment.Method, declined));
        if (draft.Total() == 0)
            return Decision<OrderEvent>.All(placed, new OrderPaid(Free, draft.Payment.Method, 0, Captured: true));
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

    /// <summary>Before it leaves. The checkout asks once more when it goes on with a cancellation: that one is done.</summary>
    public static Decision<OrderEvent> Cancel(OrderState state, Guid id, CancelOrder command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        if (state.Status == OrderStatus.Cancelled) return Decision<OrderEvent>.Nothing;
        if (!Texts.Fits(command.Reason, OrderLimits.Text)) return OrderErrors.InvalidText("reason", OrderLimits.Text);
        return state.Status is OrderStatus.Pending or OrderStatus.Paid
            ? new OrderCancelled(command.Reason)
            : OrderErrors.IllegalTransition("cancelled", state.Status);
    }

    /// <summary>While it waits for its payment; whether it waited long enough the checkout knows.</summary>
    public static Decision<OrderEvent> Expire(OrderState state, Guid id)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        return state.Status switch
        {
            OrderStatus.Pending => new OrderExpired(),
            OrderStatus.Expired => Decision<OrderEvent>.Nothing,
            _ => OrderErrors.IllegalTransition("expired", state.Status),
        };
    }

    /// <summary>Once a number, of what was captured.</summary>
    public static Decision<OrderEvent> RecordRefund(OrderState state, Guid id, RecordRefund command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        if (state.Refunds.Any(r => r.Number == command.Number)) return Decision<OrderEvent>.Nothing;
        return command.Amount <= state.Refundable
            ? new OrderRefunded(command.Amount, command.Number, command.Reason)
            : PaymentErrors.RefundTooLarge(state.Refundable);
    }

    /// <summary>While it waits for its payment, and never down to no line at all.</summary>
    public static Decision<OrderEvent> SetLine(OrderState state, Guid id, SetOrderLine command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        var present = state.Lines.FirstOrDefault(l => l.ProductId == command.Line.ProductId);
        if ((present?.Quantity ?? 0) == command.Line.Quantity) return Decision<OrderEvent>.Nothing;
        if (state.Status != OrderStatus.Pending) return OrderErrors.NotChangeable(state.Status);
        if (command.Line.Quantity == 0 && state.Lines.Length == 1) return OrderErrors.LastLine();
        var set = new OrderLineSet(command.Line, command.Pricing);
        return command.Pricing is { Total: 0 }
            ? Decision<OrderEvent>.All(set, new OrderPaid(Free, state.PaymentMethod ?? PaymentChoice.Later, 0, Captured: true))
            : set;
    }

    /// <summary>When it is paid, the money is taken, and the pieces have not left.</summary>
    public static Decision<OrderEvent> Ship(OrderState state, Guid id, int version, ShipOrder command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        if (command.Parcels.Length is 0 or > OrderLimits.Parcels) return OrderErrors.InvalidCount("parcels", OrderLimits.Parcels);
        foreach (var parcel in command.Parcels)
        {
            if (!Texts.Fits(parcel.TrackingNumber, OrderLimits.Text)) return OrderErrors.InvalidText("trackingNumber", OrderLimits.Text);
            if (!Texts.Fits(parcel.Carrier, OrderLimits.Text)) return OrderErrors.InvalidText("carrier", OrderLimits.Text);
        }

        if (state.Status is not (OrderStatus.Paid or OrderStatus.PartiallyShipped)) return OrderErrors.IllegalTransition("shipped", state.Status);
        if (state.Payment == PaymentStatus.Authorised) return OrderErrors.NotCaptured();
        var unshipped = OrderShipments.Unshipped(state.Shipments);
        var first = command.Parcels[0];
        var parcels = command.Parcels.Length == 1 ? default(ImmutableArray<OrderParcel>?) : command.Parcels;
        if (command.Items is not { } items) return new OrderShipped(first.TrackingNumber, first.Carrier, null, parcels);
        if (CheckPieces(items, productId => OrderShipments.Count(unshipped, productId)) is { } wrong) return wrong;
        var isPartial = OrderShipments.Without(unshipped, items).Length > 0;
        if (isPartial && state.Shipments.Length >= OrderLimits.Shipments) return OrderErrors.TooMany("shipments", OrderLimits.Shipments);
        return new OrderShipped(first.TrackingNumber, first.Carrier, items, parcels, isPartial ? true : null);
    }

    /// <summary>What has left.</summary>
    public static Decision<OrderEvent> Deliver(OrderState state, Guid id, int version, DeliverOrder command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        if (state.Status is not (OrderStatus.PartiallyShipped or OrderStatus.Shipped)) return OrderErrors.IllegalTransition("delivered", state.Status);
        var underWay = state.Shipments.Where(s => s.Status == ShipmentStatus.Shipped).ToList();
        if (command.Shipment is { } number && underWay.All(s => s.Number != number)) return OrderErrors.ShipmentNotUnderWay(number);
        if (underWay.Count == 0) return OrderErrors.IllegalTransition("delivered", state.Status);
        var after = OrderShipments.Deliver(state.Shipments, command.Shipment, default);
        var isPartial = after.Any(s => s.Status != ShipmentStatus.Delivered);
        return new OrderDelivered(command.Shipment, isPartial ? true : null);
    }

    /// <summary>Of pieces that arrived and are in no other return.</summary>
    public static Decision<OrderEvent> RequestReturn(OrderState state, Guid id, int version, RequestReturn command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        if (!Texts.Fits(command.Reason, OrderLimits.Text)) return OrderErrors.InvalidText("reason", OrderLimits.Text);
        if (state.Shipments.All(s => s.Status != ShipmentStatus.Delivered)) return OrderErrors.IllegalTransition("returned", state.Status);
        if (CheckPieces(command.Items, productId => OrderShipments.Returnable(state, productId)) is { } wrong) return wrong;
        return state.Returns.Length >= OrderLimits.Entries
            ? OrderErrors.TooMany("returns", OrderLimits.Entries)
            : new OrderReturnRequested(state.Returns.Length + 1, command.Items, command.Reason);
    }

    /// <summary>While it is only asked for.</summary>
    public static Decision<OrderEvent> AnswerReturn(OrderState state, Guid id, int version, AnswerReturn command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        if (FindReturn(state, command.Number) is not { } found) return OrderErrors.ReturnNotFound(command.Number);
        if (command.Rejected is { } reason)
        {
            if (!Texts.Fits(reason, OrderLimits.Text)) return OrderErrors.InvalidText("reason", OrderLimits.Text);
            return found.Status == ReturnStatus.Requested
                ? new OrderReturnRejected(command.Number, reason)
                : OrderErrors.IllegalReturn("rejected", found.Status);
        }

        return found.Status == ReturnStatus.Requested
            ? new OrderReturnApproved(command.Number)
            : OrderErrors.IllegalReturn("approved", found.Status);
    }

    /// <summary>Once, of pieces that may be sent back.</summary>
    public static Decision<OrderEvent> RecordReturn(OrderState state, Guid id, RecordReturn command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        if (FindReturn(state, command.Number) is not { } found) return OrderErrors.ReturnNotFound(command.Number);
        return found.Status switch
        {
            ReturnStatus.Received => Decision<OrderEvent>.Nothing,
            ReturnStatus.Approved => new OrderReturnReceived(command.Number, command.Amount, OrderShipments.IsAllBack(state, found)),
            _ => OrderErrors.IllegalReturn("received", found.Status),
        };
    }

    /// <summary>At any time.</summary>
    public static Decision<OrderEvent> AddNote(OrderState state, Guid id, AddNote command)
    {
        if (!state.Placed) return OrderErrors.NotFound(id);
        if (!Texts.Fits(command.Text, OrderLimits.Note)) return OrderErrors.InvalidText("text", OrderLimits.Note);
        return state.Notes.Length >= OrderLimits.Entries
            ? OrderErrors.TooMany("notes", OrderLimits.Entries)
            : new OrderNoteAdded(command.Text, command.IsInternal);
    }

    private static ReturnView? FindReturn(OrderState state, int number) => state.Returns.FirstOrDefault(r => r.Number == number);

    private static StoreError? CheckPieces(ImmutableArray<OrderPieces> items, Func<Guid, int> most) =>
        items.Length is 0 or > CartLimits.Lines ? OrderErrors.InvalidCount("lines", CartLimits.Lines) : OrderShipments.Check(items, most);
}
