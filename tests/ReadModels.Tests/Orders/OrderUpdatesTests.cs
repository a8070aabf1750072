using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Orders;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Orders;

public sealed class OrderUpdatesTests
{
    private static readonly Guid Order = History.Id(1);
    private static readonly Guid Customer = History.Id(2);
    private static readonly Guid A = History.Id(3);
    private static readonly Guid B = History.Id(4);
    private static readonly OrderPlaced Placed = History.Placed(Customer, History.Line(A, 2));
    private static readonly OrderPaid Authorised = new("p", "card", 20_00, Captured: false);
    private static readonly OrderPaid Captured = new("p", "card", 20_00, Captured: true);

    private static readonly OrderReturnRequested Asked = new(1, [new(A, 1)], "why");
    private static readonly OrderEvent[] Arrived = [Placed, Captured, new OrderShipped("T1", "DHL"), new OrderDelivered()];

    public static TheoryData<string, OrderEvent[], OrderStatus, PaymentStatus> Cases => new()
    {
        { "order.created", [Placed], OrderStatus.Pending, PaymentStatus.Pending },
        { "payment.processed", [Placed, Authorised], OrderStatus.Paid, PaymentStatus.Authorised },
        { "payment.completed", [Placed, Captured], OrderStatus.Paid, PaymentStatus.Captured },
        { "payment.completed", [Placed, Authorised, new OrderCaptured()], OrderStatus.Paid, PaymentStatus.Captured },
        { "payment.failed", [Placed, new OrderPaymentFailed("card", "declined")], OrderStatus.Pending, PaymentStatus.Declined },
        { "payment.completed", [Placed, new OrderPaymentFailed("card", "declined"), Captured], OrderStatus.Paid, PaymentStatus.Captured },
        { "order.itemAdded", [Placed, new OrderLineSet(History.Line(A, 3))], OrderStatus.Pending, PaymentStatus.Pending },
        { "order.itemAdded", [Placed, new OrderLineSet(History.Line(B, 1))], OrderStatus.Pending, PaymentStatus.Pending },
        { "order.itemRemoved", [Placed, new OrderLineSet(History.Line(A, 1))], OrderStatus.Pending, PaymentStatus.Pending },
        { "order.itemRemoved", [Placed, new OrderLineSet(History.Line(B, 2)), new OrderLineSet(History.Line(B, 0))], OrderStatus.Pending, PaymentStatus.Pending },
        { "order.itemAdded", [Placed, new OrderLineSet(History.Line(B, 2)), new OrderLineSet(History.Line(B, 0)), new OrderLineSet(History.Line(B, 1))], OrderStatus.Pending, PaymentStatus.Pending },
        { "order.cancelled", [Placed, new OrderCancelled("why")], OrderStatus.Cancelled, PaymentStatus.Pending },
        { "order.cancelled", [Placed, new OrderPaymentFailed("card", "declined"), new OrderCancelled("why")], OrderStatus.Cancelled, PaymentStatus.Declined },
        { "order.cancelled", [Placed, Authorised, new OrderCancelled("why")], OrderStatus.Cancelled, PaymentStatus.Voided },
        { "order.cancelled", [Placed, Captured, new OrderCancelled("why")], OrderStatus.Cancelled, PaymentStatus.Captured },
        { "payment.refunded", [Placed, Captured, new OrderCancelled("why"), new OrderRefunded(20_00)], OrderStatus.Cancelled, PaymentStatus.Refunded },
        { "payment.refunded", [Placed, Captured, new OrderRefunded(5_00)], OrderStatus.Paid, PaymentStatus.PartiallyRefunded },
        { "payment.refunded", [Placed, Captured, new OrderRefunded(5_00), new OrderRefunded(15_00)], OrderStatus.Paid, PaymentStatus.Refunded },
        { "order.shipped", [Placed, Captured, new OrderShipped("T1", "DHL")], OrderStatus.Shipped, PaymentStatus.Captured },
        { "order.delivered", [Placed, Captured, new OrderShipped("T1", "DHL"), new OrderDelivered()], OrderStatus.Delivered, PaymentStatus.Captured },
        { "order.shipped", [Placed, Captured, new OrderShipped("T1", "DHL", Partial: true)], OrderStatus.PartiallyShipped, PaymentStatus.Captured },
        { "order.delivered", [Placed, Captured, new OrderShipped("T0", "DHL", Partial: true), new OrderDelivered(1, Partial: true)], OrderStatus.PartiallyShipped, PaymentStatus.Captured },
        { "order.expired", [Placed, new OrderExpired()], OrderStatus.Expired, PaymentStatus.Pending },
        { "order.returnRequested", [.. Arrived, Asked], OrderStatus.Delivered, PaymentStatus.Captured },
        { "order.returnApproved", [.. Arrived, Asked, new OrderReturnApproved(1)], OrderStatus.Delivered, PaymentStatus.Captured },
        { "order.returnRejected", [.. Arrived, Asked, new OrderReturnRejected(1, "why")], OrderStatus.Delivered, PaymentStatus.Captured },
        { "order.returned", [.. Arrived, Asked, new OrderReturnApproved(1), new OrderReturnReceived(1, 10_00, All: false)], OrderStatus.Delivered, PaymentStatus.Captured },
        { "order.returned", [.. Arrived, Asked, new OrderReturnApproved(1), new OrderReturnReceived(1, 20_00, All: true)], OrderStatus.Returned, PaymentStatus.Captured },
        { "order.noteAdded", [Placed, new OrderNoteAdded("psst", IsInternal: true)], OrderStatus.Pending, PaymentStatus.Pending },
    };

    [Fact]
    public void What_is_about_a_part_says_so_and_all_parcels_are_named()
    {
        OrderParcel[] parcels = [new("T1", "DHL"), new("T2", "UPS")];
        var part = Fold([
            Placed, Captured, new OrderShipped("T1", "DHL", [new(A, 1)], [.. parcels], true), new OrderDelivered(1, true), Asked, new OrderReturnApproved(1),
            new OrderReturnReceived(1, 10_00, All: false)]);
        part.Select(u => u.Partial).ShouldBe([null, null, true, true, null, null, true]);
        part[2].Parcels.ShouldNotBeNull().ShouldBe(parcels);
        Fold([.. Arrived, Asked, new OrderReturnApproved(1), new OrderReturnReceived(1, 20_00, All: true)]).ShouldAllBe(u => u.Partial == null && u.Parcels == null);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_event_is_one_update_with_the_status_from_then_on(string name, OrderEvent[] events, OrderStatus status, PaymentStatus payment)
    {
        var updates = Fold(events);
        updates.Select(u => u.Version).ShouldBe(Enumerable.Range(1, events.Length));
        var last = updates[^1];
        (last.Event, last.Status, last.PaymentStatus).ShouldBe((name, status, payment));
        (last.OrderId, last.CustomerId, last.Position).ShouldBe((Order, Customer, 100 + events.Length));
        last.TrackingNumber.ShouldBe(events[^1] is OrderShipped ? "T1" : null);
        last.Carrier.ShouldBe(events[^1] is OrderShipped ? "DHL" : null);
        last.Reason.ShouldBe(events[^1] switch { OrderCancelled or OrderReturnRequested or OrderReturnRejected => "why", OrderPaymentFailed => "declined", _ => null });
    }

    [Fact]
    public void Every_event_of_an_order_is_known_and_covered_here()
    {
        var types = typeof(OrderEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(OrderEvent))).ToList();
        Cases.SelectMany(c => c.Data.Item2).Select(e => e.GetType()).Distinct().ShouldBe(types, ignoreOrder: true);
        OrderUpdates.EventTypes.ShouldBe(StoreEvents.All.Where(e => e.Json.Type.IsSubclassOf(typeof(OrderEvent))).Select(e => e.Name), ignoreOrder: true);
    }

    [Fact]
    public void A_gap_is_a_bug()
    {
        var (order, _) = OrderUpdates.Next(null, Order, Placed, Stored(1));
        Should.Throw<InvalidOperationException>(() => OrderUpdates.Next(order, Order, Captured, Stored(3)));
        Should.Throw<InvalidOperationException>(() => OrderUpdates.Next(order, Order, Placed, Stored(1)));
        Should.Throw<InvalidOperationException>(() => OrderUpdates.Next(null, Order, Captured, Stored(1)));
    }

    private static List<OrderUpdate> Fold(OrderEvent[] events)
    {
        var updates = new List<OrderUpdate>();
        OrderProgress? order = null;
        for (var i = 0; i < events.Length; i++)
        {
            (order, var update) = OrderUpdates.Next(order, Order, events[i], Stored(i + 1));
            updates.Add(update);
        }

        return updates;
    }

    private static StoredEvent Stored(int version) =>
        new(100 + version, StoreStreams.Of(StoreStreams.Order, Order), version, Guid.Empty, "", Guid.Empty, Guid.Empty, "", default, default);
}
