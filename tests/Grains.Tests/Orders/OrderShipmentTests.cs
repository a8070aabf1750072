using System.Collections.Immutable;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Orders;

namespace OrleansStore.Grains.Tests.Orders;

/// <summary>Goods that leave, arrive and come back in parts.</summary>
public sealed class OrderShipmentTests
{
    private static readonly OrderPlaced Placed = new(Some.Customer, null, Some.Currency, [Some.LampLine(3), Some.ChairLine()], Some.Address);
    private static readonly OrderPaid Paid = new("pay_1", "card", 15_897, Captured: true);
    private static readonly OrderShipped OneLamp = new("T1", "DHL", [new(Some.Lamp, 1)], Partial: true);

    [Fact]
    public void A_paid_order_has_a_shipment_to_be_packed_by_itself()
    {
        Describe(Spec.Order(Placed, Paid).State).ShouldBe(["1 Preparing lamp×3 chair×1"]);
        Describe(Spec.Order(Placed, Paid with { Captured = false }).State).ShouldBeEmpty();
        Describe(Spec.Order(Placed, Paid with { Captured = false }, new OrderCaptured()).State).ShouldBe(["1 Preparing lamp×3 chair×1"]);
    }

    [Fact]
    public void What_stays_behind_is_a_shipment_of_its_own()
    {
        var order = Spec.Order(Placed, Paid).When(s => Ship(s, "T1", Piece(Some.Lamp, 1))).Then(OneLamp);
        order.Status.ShouldBe(OrderStatus.PartiallyShipped);
        Describe(order).ShouldBe(["1 Shipped lamp×1 T1", "2 Preparing lamp×2 chair×1"]);
    }

    [Fact]
    public void The_last_pieces_that_leave_make_the_order_shipped()
    {
        var order = Spec.Order(Placed, Paid, OneLamp)
            .When(s => Ship(s, "T2", Piece(Some.Chair, 1), Piece(Some.Lamp, 2)))
            .Then(new OrderShipped("T2", "DHL", [new(Some.Chair, 1), new(Some.Lamp, 2)]));
        order.Status.ShouldBe(OrderStatus.Shipped);
        Describe(order).ShouldBe(["1 Shipped lamp×1 T1", "2 Shipped chair×1 lamp×2 T2"]);
    }

    [Fact]
    public void Several_parcels_are_one_shipment()
    {
        ImmutableArray<OrderParcel> parcels = [new("T1", "DHL"), new("T2", "DHL")];
        var order = Spec.Order(Placed, Paid)
            .When(s => OrderDecisions.Ship(s, Some.Order, 2, new ShipOrder(Some.Command(), 2, parcels)))
            .Then(new OrderShipped("T1", "DHL", null, parcels));
        Describe(order).ShouldBe(["1 Shipped lamp×3 chair×1 T1+T2"]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4)]
    public void Only_pieces_leave_that_have_not_left(int quantity) =>
        Spec.Order(Placed, Paid).When(s => Ship(s, "T1", Piece(Some.Lamp, quantity))).ThenRefused(OrderErrors.InvalidPieces(Some.Lamp, quantity, 3));

    [Fact]
    public void A_product_is_named_once_and_something_is_named() =>
        new OrderPieces[][] { [Piece(Some.Lamp, 1), Piece(Some.Lamp, 1)], [] }
            .Select(pieces => Ship(Spec.Order(Placed, Paid).State, "T1", pieces).Error!.Code)
            .ShouldBe(["productTwice", "invalidCount"]);

    [Fact]
    public void An_order_has_arrived_when_all_of_it_has()
    {
        var first = Spec.Order(Placed, Paid, OneLamp).When(s => Deliver(s, 1)).Then(new OrderDelivered(1, Partial: true));
        first.Status.ShouldBe(OrderStatus.PartiallyShipped);
        Describe(first).ShouldBe(["1 Delivered lamp×1 T1", "2 Preparing lamp×2 chair×1"]);

        OrderShipped rest = new("T2", "DHL");
        Spec.Order(Placed, Paid, OneLamp, rest).When(s => Deliver(s, 2)).Then(new OrderDelivered(2, Partial: true)).Status.ShouldBe(OrderStatus.Shipped);
        Spec.Order(Placed, Paid, OneLamp, rest, new OrderDelivered(2, Partial: true)).When(s => Deliver(s, 1)).Then(new OrderDelivered(1)).Status.ShouldBe(OrderStatus.Delivered);
        Spec.Order(Placed, Paid, OneLamp, rest).When(s => Deliver(s, null)).Then(new OrderDelivered()).Status.ShouldBe(OrderStatus.Delivered);
    }

    [Fact]
    public void Only_a_shipment_that_left_arrives()
    {
        Spec.Order(Placed, Paid, OneLamp).When(s => Deliver(s, 2)).ThenRefused(OrderErrors.ShipmentNotUnderWay(2));
        Spec.Order(Placed, Paid, OneLamp, new OrderDelivered(1, Partial: true)).When(s => Deliver(s, 1)).ThenRefused(OrderErrors.ShipmentNotUnderWay(1));
    }

    [Fact]
    public void Only_pieces_that_arrived_and_are_in_no_other_return_go_back()
    {
        OrderEvent[] oneArrived = [Placed, Paid, OneLamp, new OrderDelivered(1, Partial: true)];
        Spec.Order(oneArrived).When(s => Return(s, Piece(Some.Lamp, 2))).ThenRefused(OrderErrors.InvalidPieces(Some.Lamp, 2, 1));
        OrderReturnRequested asked = new(1, [new(Some.Lamp, 1)], "broken");
        Spec.Order(oneArrived).When(s => Return(s, Piece(Some.Lamp, 1))).Then(asked);
        Spec.Order([.. oneArrived, asked]).When(s => Return(s, Piece(Some.Lamp, 1))).ThenRefused(OrderErrors.InvalidPieces(Some.Lamp, 1, 0));
        Spec.Order([.. oneArrived, asked, new OrderReturnRejected(1, "used")]).When(s => Return(s, Piece(Some.Lamp, 1))).Then(asked with { Number = 2 });
    }

    [Fact]
    public void An_order_is_returned_when_all_of_it_came_back()
    {
        OrderEvent[] arrived = [Placed, Paid, new OrderShipped("T1", "DHL"), new OrderDelivered()];
        OrderEvent[] back =
        [
            .. arrived, new OrderReturnRequested(1, [new(Some.Lamp, 3)], "broken"), new OrderReturnApproved(1),
            new OrderReturnRequested(2, [new(Some.Chair, 1)], "ugly"), new OrderReturnApproved(2),
        ];
        Spec.Order(back).When(s => TakeBack(s, 1, 5_997)).Then(new OrderReturnReceived(1, 5_997, All: false)).Status.ShouldBe(OrderStatus.Delivered);
        var returned = Spec.Order([.. back, new OrderReturnReceived(1, 5_997, All: false)])
            .When(s => TakeBack(s, 2, 9_900)).Then(new OrderReturnReceived(2, 9_900, All: true));
        returned.Status.ShouldBe(OrderStatus.Returned);
        returned.Returns.Select(r => r.Refund!.Value.Amount).ShouldBe([5_997, 9_900]);
    }

    private static OrderPieces Piece(Guid product, int quantity) => new(product, quantity);

    private static Decision<OrderEvent> Ship(OrderState state, string tracking, params OrderPieces[] pieces) =>
        OrderDecisions.Ship(state, Some.Order, 2, new ShipOrder(Some.Command(), null, [new(tracking, "DHL")], [.. pieces]));

    private static Decision<OrderEvent> Deliver(OrderState state, int? shipment) =>
        OrderDecisions.Deliver(state, Some.Order, 3, new DeliverOrder(Some.Command(), null, shipment));

    private static Decision<OrderEvent> Return(OrderState state, params OrderPieces[] pieces) =>
        OrderDecisions.RequestReturn(state, Some.Order, 4, new RequestReturn(Some.Command(), null, [.. pieces], "broken"));

    private static Decision<OrderEvent> TakeBack(OrderState state, int number, long amount) =>
        OrderDecisions.RecordReturn(state, Some.Order, new RecordReturn(Some.Command(), number, amount));

    private static IEnumerable<string> Describe(OrderState order) => order.Shipments.Select(s =>
        $"{s.Number} {s.Status} {string.Join(' ', s.Items.Select(i => $"{(i.ProductId == Some.Lamp ? "lamp" : "chair")}×{i.Quantity}"))} {string.Join('+', s.Parcels.Select(p => p.TrackingNumber))}".TrimEnd());
}
