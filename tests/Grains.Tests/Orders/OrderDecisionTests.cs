using System.Collections.Immutable;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Orders;

namespace OrleansStore.Grains.Tests.Orders;

public sealed class OrderDecisionTests
{
    private static readonly OrderPlaced Placed =
        new(Some.Customer, "eva@example.org", Some.Currency, [Some.LampLine()], Some.Address);

    private static readonly OrderPaid Paid = new("pay_1", "card", 3_998, Captured: true);

    [Fact]
    public void An_order_is_placed_and_waits_for_its_payment()
    {
        var order = Spec.Order().When(s => OrderDecisions.Place(s, Place(Some.Later))).Then(Placed);
        order.Status.ShouldBe(OrderStatus.Pending);
        order.Total().ShouldBe(3_998);
        order.CreatedAt.ShouldBe(Some.Now);
    }

    [Fact]
    public void An_authorised_order_is_placed_and_paid_in_one()
    {
        var order = Spec.Order()
            .When(s => OrderDecisions.Place(s, Place(Some.Card) with { PaymentId = "pay_1" }))
            .Then(Placed, Paid with { Captured = false });
        order.Status.ShouldBe(OrderStatus.Paid);
        order.Payment.ShouldBe(PaymentStatus.Authorised);
    }

    [Fact]
    public void An_order_whose_card_was_declined_is_placed_and_can_be_paid_again()
    {
        var order = Spec.Order()
            .When(s => OrderDecisions.Place(s, Place(Some.Card) with { Declined = "card_declined" }))
            .Then(Placed, new OrderPaymentFailed("card", "card_declined"));
        order.Status.ShouldBe(OrderStatus.Pending);
        order.Payment.ShouldBe(PaymentStatus.Declined);
        order.PaymentFailure.ShouldBe("card_declined");
    }

    [Fact]
    public void A_refused_order_is_placed_and_cancelled_in_one()
    {
        var order = Spec.Order()
            .When(s => OrderDecisions.Place(s, Place(Some.Card) with { Refused = "outOfStock" }))
            .Then(Placed, new OrderCancelled("outOfStock"));
        order.Status.ShouldBe(OrderStatus.Cancelled);
        order.CancelReason.ShouldBe("outOfStock");
    }

    [Fact]
    public void The_same_payment_again_is_done_already() =>
        Spec.Order(Placed, Paid)
            .When(s => OrderDecisions.Pay(s, Some.Order, new PayOrder(Some.Command(), "pay_1", "card", 3_998)))
            .ThenNothing();

    [Fact]
    public void An_order_is_paid_in_full_or_not_at_all() =>
        Spec.Order(Placed)
            .When(s => OrderDecisions.Pay(s, Some.Order, new PayOrder(Some.Command(), "pay_1", "card", 3_997)))
            .ThenRefused(CheckoutErrors.WrongAmount(new Money(3_998, Some.Currency)));

    [Fact]
    public void Paying_a_declined_order_forgets_the_failure() =>
        Spec.Order(Placed, new OrderPaymentFailed("card", "card_declined"))
            .When(s => OrderDecisions.Pay(s, Some.Order, new PayOrder(Some.Command(), "pay_1", "card", 3_998)))
            .Then(Paid)
            .PaymentFailure.ShouldBeNull();

    [Fact]
    public void Capturing_completes_an_authorised_payment() =>
        Spec.Order(Placed, Paid with { Captured = false })
            .When(OrderDecisions.RecordCaptured)
            .Then(new OrderCaptured())
            .Payment.ShouldBe(PaymentStatus.Captured);

    [Fact]
    public void Refunds_add_up_to_the_whole_and_never_beyond()
    {
        var some = Spec.Order(Placed, Paid).When(s => Refund(s, 1, 1_000)).Then(new OrderRefunded(1_000, 1, "late"));
        some.Payment.ShouldBe(PaymentStatus.PartiallyRefunded);
        some.Refundable.ShouldBe(2_998);
        Spec.Order(Placed, Paid, new OrderRefunded(1_000, 1, "late")).When(s => Refund(s, 2, 2_999)).ThenRefused(PaymentErrors.RefundTooLarge(2_998));
        var all = Spec.Order(Placed, Paid, new OrderRefunded(1_000, 1, "late")).When(s => Refund(s, 2, 2_998)).Then(new OrderRefunded(2_998, 2, "late"));
        all.Payment.ShouldBe(PaymentStatus.Refunded);
        all.Refunds.Select(r => r.Amount.Amount).ShouldBe([1_000, 2_998]);
    }

    [Fact]
    public void The_same_refund_again_is_done_already() =>
        Spec.Order(Placed, Paid, new OrderRefunded(3_000, 1, "late")).When(s => Refund(s, 1, 3_000)).ThenNothing();

    [Fact]
    public void A_refund_without_a_number_is_counted_like_any_other() =>
        Spec.Order(Placed, Paid, new OrderCancelled("late"), new OrderRefunded(3_998)).State.Refunds.ShouldBe([new RefundView(1, new Money(3_998, Some.Currency), null, Some.Now)]);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    public void Cancelling_needs_a_reason(string reason) =>
        Spec.Order(Placed)
            .When(s => OrderDecisions.Cancel(s, Some.Order, new CancelOrder(Some.Command(), reason)))
            .ThenRefused(OrderErrors.InvalidText("reason", OrderLimits.Text));

    [Fact]
    public void A_reason_has_a_limit() =>
        Spec.Order(Placed)
            .When(s => OrderDecisions.Cancel(s, Some.Order, new CancelOrder(Some.Command(), new string('x', OrderLimits.Text + 1))))
            .ThenRefused("invalidText");

    [Fact]
    public void A_refusal_names_the_status() =>
        Spec.Order(Placed, Paid, new OrderShipped("T1", "DHL"))
            .When(s => OrderDecisions.Cancel(s, Some.Order, new CancelOrder(Some.Command(), "late")))
            .ThenRefused(OrderErrors.IllegalTransition("cancelled", OrderStatus.Shipped));

    [Fact]
    public void A_line_is_changed_added_and_taken_out()
    {
        Spec.Order(Placed).When(s => SetLine(s, Some.LampLine(5))).Then(new OrderLineSet(Some.LampLine(5)))
            .Total().ShouldBe(5 * 1_999);
        var two = Spec.Order(Placed).When(s => SetLine(s, Some.ChairLine())).Then(new OrderLineSet(Some.ChairLine()));
        two.Lines.ShouldBe([Some.LampLine(), Some.ChairLine()]);
        Spec.Order(Placed, new OrderLineSet(Some.ChairLine())).When(s => SetLine(s, Some.LampLine(0)))
            .Then(new OrderLineSet(Some.LampLine(0))).Lines.ShouldBe([Some.ChairLine()]);
    }

    [Fact]
    public void The_same_quantity_again_is_done_already() =>
        Spec.Order(Placed).When(s => SetLine(s, Some.LampLine())).ThenNothing();

    [Fact]
    public void The_last_line_stays() =>
        Spec.Order(Placed).When(s => SetLine(s, Some.LampLine(0))).ThenRefused(OrderErrors.LastLine());

    [Fact]
    public void Shipping_writes_the_parcel_down_and_delivery_its_arrival()
    {
        var shipped = Spec.Order(Placed, Paid).When(s => Ship(s, 2, 2)).Then(new OrderShipped("T1", "DHL"));
        Dump.Of(shipped.Shipments).ShouldBe(Dump.Of(ImmutableArray.Create(Shipment(ShipmentStatus.Shipped))));

        var delivered = Spec.Order(Placed, Paid, new OrderShipped("T1", "DHL"))
            .When(s => OrderDecisions.Deliver(s, Some.Order, 3, new DeliverOrder(Some.Command(), 3)))
            .Then(new OrderDelivered());
        Dump.Of(delivered.Shipments).ShouldBe(Dump.Of(ImmutableArray.Create(Shipment(ShipmentStatus.Delivered))));
    }

    [Fact]
    public void Whoever_has_seen_an_old_version_neither_ships_nor_delivers()
    {
        Spec.Order(Placed, Paid).When(s => Ship(s, expected: 1, actual: 2)).ThenRefused("versionMismatch");
        Spec.Order(Placed, Paid, new OrderShipped("T1", "DHL"))
            .When(s => OrderDecisions.Deliver(s, Some.Order, 3, new DeliverOrder(Some.Command(), 2)))
            .ThenRefused("versionMismatch");
    }

    [Fact]
    public void A_parcel_has_a_number_and_a_carrier()
    {
        Spec.Order(Placed, Paid)
            .When(s => OrderDecisions.Ship(s, Some.Order, 2, new ShipOrder(Some.Command(), null, [new("", "DHL")])))
            .ThenRefused(OrderErrors.InvalidText("trackingNumber", OrderLimits.Text));
        Spec.Order(Placed, Paid)
            .When(s => OrderDecisions.Ship(s, Some.Order, 2, new ShipOrder(Some.Command(), null, [new("T1", " ")])))
            .ThenRefused(OrderErrors.InvalidText("carrier", OrderLimits.Text));
    }

    [Fact]
    public void An_order_number_is_its_day_and_six_characters_without_look_alikes()
    {
        var number = OrderNumber.Of(new Guid("0199c9f0-0000-7000-8000-0123456789ab"), Some.Now);
        number.ShouldBe("261121-2PF2DB");
        OrderNumber.Of(new Guid("0199c9f0-0000-7000-8000-012345678900"), Some.Now).ShouldNotBe(number);
    }

    private static Decision<OrderEvent> Refund(OrderState state, int number, long amount) =>
        OrderDecisions.RecordRefund(state, Some.Order, new RecordRefund(Some.Command(), number, amount, "late"));

    private static ShipmentView Shipment(ShipmentStatus status) => new(
        1, status, [new(Some.Lamp, 2)], [new("T1", "DHL")], "T1", "DHL", Some.Now, status == ShipmentStatus.Delivered ? Some.Now : null);

    private static PlaceOrder Place(PaymentChoice payment) => new(Some.Command(), Some.Draft(payment), null, null, null);

    private static Decision<OrderEvent> SetLine(OrderState state, OrderLine line) =>
        OrderDecisions.SetLine(state, Some.Order, new SetOrderLine(Some.Command(), line));

    private static Decision<OrderEvent> Ship(OrderState state, int expected, int actual) =>
        OrderDecisions.Ship(state, Some.Order, actual, new ShipOrder(Some.Command(), expected, [new("T1", "DHL")]));
}
