using System.Collections.Immutable;
using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;

namespace OrleansStore.ReadModels.Orders;

/// <summary>What has to be known of an order's past to tell what its next event is to a client.</summary>
/// <param name="Version">Of the last event folded in.</param>
/// <param name="Paid">Minor units paid, or promised, and not given back.</param>
/// <param name="Quantities">Of its lines, by product; an event sets a quantity, a client sees it rise or fall.</param>
internal sealed record OrderProgress(
    Guid OrderId, Guid? CustomerId, int Version, OrderStatus Status, PaymentStatus PaymentStatus, long Paid, ImmutableDictionary<Guid, int> Quantities);

/// <summary>Turns an order's events into what clients see, one update each.</summary>
internal static class OrderUpdates
{
    /// <summary>The stored names of all events of orders.</summary>
    public static IReadOnlyCollection<string> EventTypes { get; } = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "order.placed.v1", "order.paid.v1", "order.captured.v1", "order.paymentFailed.v1", "order.lineSet.v1",
        "order.cancelled.v1", "order.expired.v1", "order.refunded.v1", "order.shipped.v1", "order.delivered.v1",
        "order.returnRequested.v1", "order.returnApproved.v1", "order.returnRejected.v1", "order.returnReceived.v1", "order.noteAdded.v1");

    /// <summary>The status that an event gives an order; null when it leaves it as it is.</summary>
    public static OrderStatus? StatusAfter(OrderEvent e) => e switch
    {
        OrderPlaced => OrderStatus.Pending,
        OrderPaid => OrderStatus.Paid,
        OrderShipped { Partial: true } => OrderStatus.PartiallyShipped,
        OrderShipped => OrderStatus.Shipped,
        OrderDelivered { Partial: true } => null,
        OrderDelivered => OrderStatus.Delivered,
        OrderCancelled => OrderStatus.Cancelled,
        OrderExpired => OrderStatus.Expired,
        OrderReturnReceived { All: true } => OrderStatus.Returned,
        _ => null,
    };

    /// <summary>Folds an order's next event in.</summary>
    /// <param name="before">Null for its first.</param>
    /// <exception cref="InvalidOperationException">It is not the next, or no event of an order: a bug.</exception>
    public static (OrderProgress After, OrderUpdate Update) Next(OrderProgress? before, Guid orderId, OrderEvent e, StoredEvent stored)
    {
        if (stored.Version != (before?.Version ?? 0) + 1)
            throw new InvalidOperationException($"Version {stored.Version} of order {orderId} does not follow on {before?.Version ?? 0}.");

        var after = After(before ?? Empty(orderId, e), e) with { Version = stored.Version };
        var update = new OrderUpdate(
            orderId, after.CustomerId, Name(before, e), stored.Version, stored.Position, after.Status, after.PaymentStatus, stored.Time);
        return (after, e switch
        {
            OrderShipped shipped => update with
            {
                TrackingNumber = shipped.TrackingNumber,
                Carrier = shipped.Carrier,
                Partial = PartOnly(shipped.Partial),
                Parcels = shipped.Parcels is { Length: > 1 } parcels ? parcels : null,
            },
            OrderDelivered delivered => update with { Partial = PartOnly(delivered.Partial) },
            OrderReturnReceived returned => update with { Partial = PartOnly(!returned.All) },
            OrderNoteAdded note => update with { IsInternal = note.IsInternal },
            OrderCancelled cancelled => update with { Reason = cancelled.Reason },
            OrderPaymentFailed failed => update with { Reason = failed.Reason },
            OrderRefunded refunded => update with { Reason = refunded.Reason },
            OrderReturnRequested asked => update with { Reason = asked.Reason },
            OrderReturnRejected rejected => update with { Reason = rejected.Reason },
            _ => update,
        });
    }

    private static bool? PartOnly(bool? partial) => partial == true ? true : null;

    private static OrderProgress Empty(Guid orderId, OrderEvent first) => first is OrderPlaced
        ? new OrderProgress(orderId, null, 0, OrderStatus.Pending, PaymentStatus.Pending, 0, ImmutableDictionary<Guid, int>.Empty)
        : throw new InvalidOperationException($"Order {orderId} begins with {first.GetType().Name}.");

    private static OrderProgress After(OrderProgress order, OrderEvent e)
    {
        order = order with { Status = StatusAfter(e) ?? order.Status };
        return e switch
        {
            OrderPlaced placed => order with
            {
                CustomerId = placed.CustomerId,
                Quantities = placed.Lines.ToImmutableDictionary(l => l.ProductId, l => l.Quantity),
            },
            OrderPaid paid => order with { PaymentStatus = paid.Captured ? PaymentStatus.Captured : PaymentStatus.Authorised, Paid = paid.Amount },
            OrderCaptured => order with { PaymentStatus = PaymentStatus.Captured },
            OrderPaymentFailed => order with { PaymentStatus = PaymentStatus.Declined },
            OrderLineSet set => order with { Quantities = order.Quantities.SetItem(set.Line.ProductId, set.Line.Quantity) },
            OrderCancelled or OrderExpired => order with { PaymentStatus = order.PaymentStatus == PaymentStatus.Authorised ? PaymentStatus.Voided : order.PaymentStatus },
            OrderRefunded refunded => order with
            {
                PaymentStatus = refunded.Amount < order.Paid ? PaymentStatus.PartiallyRefunded : PaymentStatus.Refunded,
                Paid = order.Paid - refunded.Amount,
            },
            OrderShipped or OrderDelivered or OrderReturnRequested or OrderReturnApproved or OrderReturnRejected or OrderReturnReceived
                or OrderNoteAdded => order,
            _ => throw new InvalidOperationException($"{e.GetType()} is no event of an order."),
        };
    }

    private static string Name(OrderProgress? before, OrderEvent e) => e switch
    {
        OrderPlaced => "order.created",
        OrderPaid { Captured: false } => "payment.processed",
        OrderPaid or OrderCaptured => "payment.completed",
        OrderPaymentFailed => "payment.failed",
        OrderLineSet set => set.Line.Quantity >= before!.Quantities.GetValueOrDefault(set.Line.ProductId) ? "order.itemAdded" : "order.itemRemoved",
        OrderCancelled => "order.cancelled",
        OrderExpired => "order.expired",
        OrderRefunded => "payment.refunded",
        OrderReturnRequested => "order.returnRequested",
        OrderReturnApproved => "order.returnApproved",
        OrderReturnRejected => "order.returnRejected",
        OrderReturnReceived => "order.returned",
        OrderNoteAdded => "order.noteAdded",
        OrderShipped => "order.shipped",
        OrderDelivered => "order.delivered",
        _ => throw new InvalidOperationException($"{e.GetType()} is no event of an order."),
    };
}
