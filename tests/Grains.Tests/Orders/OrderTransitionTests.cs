using System.Reflection;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Orders;

namespace OrleansStore.Grains.Tests.Orders;

/// <summary>Every command in every status.</summary>
public sealed class OrderTransitionTests
{
    private const string Nothing = "-";
    private const string Illegal = "illegalTransition";
    private const string Fixed = "orderNotChangeable";
    private const string Promised = "paymentNotCaptured";
    private const string Missing = "orderNotFound";

    private static readonly OrderPlaced Placed = new(Some.Customer, null, Some.Currency, [Some.LampLine(), Some.ChairLine()], Some.Address);
    private static readonly OrderPaid Paid = new("pay_1", "card", 13_898, Captured: true);
    private static readonly OrderShipped Shipped = new("T1", "DHL");

    private static readonly string[] Commands =
        ["Place", "Pay", "RecordPaymentFailed", "RecordCaptured", "Cancel", "RecordRefunded", "SetLine", "Ship", "Deliver"];

    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["NotPlaced"] = ["OrderPlaced", Missing, Missing, Nothing, Missing, Nothing, Missing, Missing, Missing],
        ["Pending"] = [Nothing, "OrderPaid", "OrderPaymentFailed", Nothing, "OrderCancelled", Nothing, "OrderLineSet", Illegal, Illegal],
        ["Declined"] = [Nothing, "OrderPaid", "OrderPaymentFailed", Nothing, "OrderCancelled", Nothing, "OrderLineSet", Illegal, Illegal],
        ["Authorised"] = [Nothing, Illegal, Illegal, "OrderCaptured", "OrderCancelled", Nothing, Fixed, Promised, Illegal],
        ["Paid"] = [Nothing, Illegal, Illegal, Nothing, "OrderCancelled", "OrderRefunded", Fixed, "OrderShipped", Illegal],
        ["PartiallyShipped"] = [Nothing, Illegal, Illegal, Nothing, Illegal, "OrderRefunded", Fixed, Illegal, Illegal],
        ["Shipped"] = [Nothing, Illegal, Illegal, Nothing, Illegal, "OrderRefunded", Fixed, Illegal, "OrderDelivered"],
        ["Delivered"] = [Nothing, Illegal, Illegal, Nothing, Illegal, "OrderRefunded", Fixed, Illegal, Illegal],
        ["Returned"] = [Nothing, Illegal, Illegal, Nothing, Illegal, "OrderRefunded", Fixed, Illegal, Illegal],
        ["Expired"] = [Nothing, Illegal, Illegal, Nothing, Illegal, Nothing, Fixed, Illegal, Illegal],
        ["Cancelled"] = [Nothing, Illegal, Illegal, Nothing, Illegal, Nothing, Fixed, Illegal, Illegal],
        ["CancelledPaid"] = [Nothing, Illegal, Illegal, Nothing, Illegal, "OrderRefunded", Fixed, Illegal, Illegal],
        ["Refunded"] = [Nothing, Illegal, Illegal, Nothing, Illegal, Nothing, Fixed, Illegal, Illegal],
    };

    public static TheoryData<string, string, string> Cells()
    {
        var cells = new TheoryData<string, string, string>();
        foreach (var (state, row) in Table)
            for (var i = 0; i < Commands.Length; i++)
                cells.Add(state, Commands[i], row[i]);
        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void In_every_state_every_command_comes_to_what_the_table_says(string state, string command, string expected)
    {
        var before = StateOf(state);
        var decision = Decide(before, command);
        var outcome = decision.Error?.Code ?? (decision.Events.Count == 0 ? Nothing : string.Join('+', decision.Events.Select(e => e.GetType().Name)));
        outcome.ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void What_a_command_does_once_it_does_not_do_again(string state, string command, string expected)
    {
        var before = StateOf(state);
        var after = Spec.Fold(before, Decide(before, command).Events);
        var again = Decide(after, command);

        // A declined attempt may be followed by another one; whether it is the same one the command's id tells.
        if (expected != "OrderPaymentFailed") again.Events.ShouldBeEmpty();
        Spec.Fold(after, again.Events).Status.ShouldBe(after.Status);
    }

    [Fact]
    public void The_table_has_every_status_and_every_decision()
    {
        Table.Keys.ShouldBeSubsetOf([.. Enum.GetNames<OrderStatus>(), "NotPlaced", "Declined", "Authorised", "CancelledPaid", "Refunded"]);
        Enum.GetNames<OrderStatus>().ShouldBeSubsetOf(Table.Keys);
        foreach (var status in Enum.GetValues<OrderStatus>()) StateOf(status.ToString()).Status.ShouldBe(status);
        typeof(OrderDecisions).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(m => m.Name).Order().ShouldBe(Commands.Order());
    }

    private static OrderState StateOf(string state) => state switch
    {
        "NotPlaced" => Fold(),
        "Pending" => Fold(Placed),
        "Declined" => Fold(Placed, new OrderPaymentFailed("card", "card_declined")),
        "Authorised" => Fold(Placed, Paid with { Captured = false }),
        "Paid" => Fold(Placed, Paid),
        "Shipped" => Fold(Placed, Paid, Shipped),
        "Delivered" => Fold(Placed, Paid, Shipped, new OrderDelivered()),
        "Cancelled" => Fold(Placed, new OrderCancelled("changed my mind")),
        "CancelledPaid" => Fold(Placed, Paid, new OrderCancelled("changed my mind")),
        "Refunded" => Fold(Placed, Paid, new OrderCancelled("changed my mind"), new OrderRefunded(13_898)),

        // No event leads there yet.
        "PartiallyShipped" => Fold(Placed, Paid, Shipped) with { Status = OrderStatus.PartiallyShipped },
        "Returned" => Fold(Placed, Paid, Shipped, new OrderDelivered()) with { Status = OrderStatus.Returned },
        "Expired" => Fold(Placed) with { Status = OrderStatus.Expired },
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    private static Decision<OrderEvent> Decide(OrderState state, string command)
    {
        var context = Some.Command();
        return command switch
        {
            "Place" => OrderDecisions.Place(state, new PlaceOrder(context, Some.Draft(), null, null, null)),
            "Pay" => OrderDecisions.Pay(state, Some.Order, new PayOrder(context, "pay_2", "card", 13_898)),
            "RecordPaymentFailed" => OrderDecisions.RecordPaymentFailed(state, Some.Order, new PaymentFailed(context, "card", "card_declined")),
            "RecordCaptured" => OrderDecisions.RecordCaptured(state),
            "Cancel" => OrderDecisions.Cancel(state, Some.Order, new CancelOrder(context, "changed my mind")),
            "RecordRefunded" => OrderDecisions.RecordRefunded(state),
            "SetLine" => OrderDecisions.SetLine(state, Some.Order, new SetOrderLine(context, Some.LampLine(3))),
            "Ship" => OrderDecisions.Ship(state, Some.Order, 1, new ShipOrder(context, null, "T1", "DHL")),
            "Deliver" => OrderDecisions.Deliver(state, Some.Order, 1, new DeliverOrder(context, null)),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
        };
    }

    private static OrderState Fold(params OrderEvent[] events) => Spec.Fold(OrderState.Initial, events);
}
