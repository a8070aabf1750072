using System.Reflection;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Orders;

namespace OrleansStore.Grains.Tests.Orders;

/// <summary>Every command in every status.</summary>
public sealed class OrderTransitionTests
{
    private const string Nothing = Transitions.Nothing;
    private const string Illegal = "illegalTransition";
    private const string Fixed = "orderNotChangeable";
    private const string Promised = "paymentNotCaptured";
    private const string Missing = "orderNotFound";

    private const string NoReturn = "returnNotFound";
    private const string IllegalReturn = "illegalReturn";
    private const string TooLarge = "refundTooLarge";
    private const string Pieces = "invalidPieces";
    private const string Note = "OrderNoteAdded";

    private static readonly OrderPlaced Placed = new(Some.Customer, null, Some.Currency, [Some.LampLine(), Some.ChairLine()], Some.Address);
    private static readonly OrderPaid Paid = new("pay_1", "card", 13_898, Captured: true);
    private static readonly OrderShipped Shipped = new("T1", "DHL");
    private static readonly OrderShipped SomeShipped = new("T1", "DHL", [new(Some.Lamp, 1)], Partial: true);
    private static readonly OrderReturnRequested Asked = new(1, [new(Some.Lamp, 1)], "broken");

    private static readonly string[] Commands =
    [
        "Place", "Pay", "RecordPaymentFailed", "RecordCaptured", "Cancel", "Expire", "RecordRefund", "SetLine", "Ship", "ShipSome", "Deliver",
        "RequestReturn", "Approve", "Reject", "RecordReturn", "AddNote",
    ];

    // A column is a command: place, pay, fail, captured, cancel, expire, refund, set line, ship, ship some, deliver, return, approve, reject, take back, note.
    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["NotPlaced"] = ["OrderPlaced", Missing, Missing, Nothing, Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing, Missing],
        ["Pending"] = [Nothing, "OrderPaid", "OrderPaymentFailed", Nothing, "OrderCancelled", "OrderExpired", TooLarge, "OrderLineSet", Illegal, Illegal, Illegal, Illegal, NoReturn, NoReturn, NoReturn, Note],
        ["Declined"] = [Nothing, "OrderPaid", "OrderPaymentFailed", Nothing, "OrderCancelled", "OrderExpired", TooLarge, "OrderLineSet", Illegal, Illegal, Illegal, Illegal, NoReturn, NoReturn, NoReturn, Note],
        ["Authorised"] = [Nothing, Illegal, Illegal, "OrderCaptured", "OrderCancelled", Illegal, TooLarge, Fixed, Promised, Promised, Illegal, Illegal, NoReturn, NoReturn, NoReturn, Note],
        ["Paid"] = [Nothing, Illegal, Illegal, Nothing, "OrderCancelled", Illegal, "OrderRefunded", Fixed, "OrderShipped", "OrderShipped", Illegal, Illegal, NoReturn, NoReturn, NoReturn, Note],
        ["PaidRefunded"] = [Nothing, Illegal, Illegal, Nothing, "OrderCancelled", Illegal, TooLarge, Fixed, "OrderShipped", "OrderShipped", Illegal, Illegal, NoReturn, NoReturn, NoReturn, Note],
        ["PartiallyShipped"] = [Nothing, Illegal, Illegal, Nothing, Illegal, Illegal, "OrderRefunded", Fixed, "OrderShipped", "OrderShipped", "OrderDelivered", Illegal, NoReturn, NoReturn, NoReturn, Note],
        ["PartiallyDelivered"] = [Nothing, Illegal, Illegal, Nothing, Illegal, Illegal, "OrderRefunded", Fixed, "OrderShipped", "OrderShipped", Illegal, "OrderReturnRequested", NoReturn, NoReturn, NoReturn, Note],
        ["Shipped"] = [Nothing, Illegal, Illegal, Nothing, Illegal, Illegal, "OrderRefunded", Fixed, Illegal, Illegal, "OrderDelivered", Illegal, NoReturn, NoReturn, NoReturn, Note],
        ["Delivered"] = [Nothing, Illegal, Illegal, Nothing, Illegal, Illegal, "OrderRefunded", Fixed, Illegal, Illegal, Illegal, "OrderReturnRequested", NoReturn, NoReturn, NoReturn, Note],
        ["ReturnRequested"] = [Nothing, Illegal, Illegal, Nothing, Illegal, Illegal, "OrderRefunded", Fixed, Illegal, Illegal, Illegal, "OrderReturnRequested", "OrderReturnApproved", "OrderReturnRejected", IllegalReturn, Note],
        ["ReturnApproved"] = [Nothing, Illegal, Illegal, Nothing, Illegal, Illegal, "OrderRefunded", Fixed, Illegal, Illegal, Illegal, "OrderReturnRequested", IllegalReturn, IllegalReturn, "OrderReturnReceived", Note],
        ["ReturnRejected"] = [Nothing, Illegal, Illegal, Nothing, Illegal, Illegal, "OrderRefunded", Fixed, Illegal, Illegal, Illegal, "OrderReturnRequested", IllegalReturn, IllegalReturn, IllegalReturn, Note],
        ["ReturnReceived"] = [Nothing, Illegal, Illegal, Nothing, Illegal, Illegal, "OrderRefunded", Fixed, Illegal, Illegal, Illegal, "OrderReturnRequested", IllegalReturn, IllegalReturn, Nothing, Note],
        ["Returned"] = [Nothing, Illegal, Illegal, Nothing, Illegal, Illegal, "OrderRefunded", Fixed, Illegal, Illegal, Illegal, Pieces, IllegalReturn, IllegalReturn, Nothing, Note],
        ["Expired"] = [Nothing, Illegal, Illegal, Nothing, Illegal, Nothing, TooLarge, Fixed, Illegal, Illegal, Illegal, Illegal, NoReturn, NoReturn, NoReturn, Note],
        ["Cancelled"] = [Nothing, Illegal, Illegal, Nothing, Nothing, Illegal, TooLarge, Fixed, Illegal, Illegal, Illegal, Illegal, NoReturn, NoReturn, NoReturn, Note],
        ["CancelledPaid"] = [Nothing, Illegal, Illegal, Nothing, Nothing, Illegal, "OrderRefunded", Fixed, Illegal, Illegal, Illegal, Illegal, NoReturn, NoReturn, NoReturn, Note],
        ["Refunded"] = [Nothing, Illegal, Illegal, Nothing, Nothing, Illegal, TooLarge, Fixed, Illegal, Illegal, Illegal, Illegal, NoReturn, NoReturn, NoReturn, Note],
    };

    public static TheoryData<string, string, string> Cells() => Transitions.Cells(Table, Commands);

    [Theory]
    [MemberData(nameof(Cells))]
    public void In_every_state_every_command_comes_to_what_the_table_says(string state, string command, string expected)
    {
        var before = StateOf(state);
        var decision = Decide(before, command);
        Transitions.NameOf(decision).ShouldBe(expected);
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void What_a_command_does_once_it_does_not_do_again(string state, string command, string expected)
    {
        var before = StateOf(state);
        var after = Spec.Fold(before, Decide(before, command).Events);
        var again = Decide(after, command);

        // These may happen once more; whether it is the same that comes again the command's id tells.
        if (command is "AddNote" or "RequestReturn" || (command, state) is ("ShipSome", "Paid" or "PaidRefunded") || expected == "OrderPaymentFailed") return;
        again.Events.ShouldBeEmpty();
        Spec.Fold(after, again.Events).Status.ShouldBe(after.Status);
    }

    [Fact]
    public void The_table_has_every_status_and_every_decision()
    {
        string[] between =
        [
            "NotPlaced", "Declined", "Authorised", "PaidRefunded", "PartiallyDelivered", "ReturnRequested", "ReturnApproved", "ReturnRejected", "ReturnReceived",
            "CancelledPaid", "Refunded",
        ];
        Table.Keys.Order().ShouldBe([.. Enum.GetNames<OrderStatus>().Concat(between).Order()]);
        foreach (var status in Enum.GetValues<OrderStatus>()) StateOf(status.ToString()).Status.ShouldBe(status);
        foreach (var status in Enum.GetValues<ReturnStatus>()) StateOf("Return" + status).Returns[0].Status.ShouldBe(status);
        typeof(OrderDecisions).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(m => m.Name).Order()
            .ShouldBe([.. Commands.Select(c => c is "Approve" or "Reject" ? "AnswerReturn" : c is "ShipSome" ? "Ship" : c).Distinct().Order()]);
    }

    private static OrderState StateOf(string state) => state switch
    {
        "NotPlaced" => Fold(),
        "Pending" => Fold(Placed),
        "Declined" => Fold(Placed, new OrderPaymentFailed("card", "card_declined")),
        "Authorised" => Fold(Placed, Paid with { Captured = false }),
        "Paid" => Fold(Placed, Paid),
        "PaidRefunded" => Fold(Placed, Paid, new OrderRefunded(13_898, 1, "late")),
        "PartiallyShipped" => Fold(Placed, Paid, SomeShipped),
        "PartiallyDelivered" => Fold(Placed, Paid, SomeShipped, new OrderDelivered(1, Partial: true)),
        "Shipped" => Fold(Placed, Paid, Shipped),
        "Delivered" => Fold(Placed, Paid, Shipped, new OrderDelivered()),
        "ReturnRequested" => Delivered(Asked),
        "ReturnApproved" => Delivered(Asked, new OrderReturnApproved(1)),
        "ReturnRejected" => Delivered(Asked, new OrderReturnRejected(1, "used")),
        "ReturnReceived" => Delivered(Asked, new OrderReturnApproved(1), new OrderReturnReceived(1, 1_999, All: false)),
        "Returned" => Delivered(
            Asked with { Items = [new(Some.Lamp, 2), new(Some.Chair, 1)] }, new OrderReturnApproved(1), new OrderReturnReceived(1, 13_898, All: true)),
        "Expired" => Fold(Placed, new OrderExpired()),
        "Cancelled" => Fold(Placed, new OrderCancelled("changed my mind")),
        "CancelledPaid" => Fold(Placed, Paid, new OrderCancelled("changed my mind")),
        "Refunded" => Fold(Placed, Paid, new OrderCancelled("changed my mind"), new OrderRefunded(13_898)),
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
            "Expire" => OrderDecisions.Expire(state, Some.Order),
            "RecordRefund" => OrderDecisions.RecordRefund(state, Some.Order, new RecordRefund(context, 7, 1_000, "late")),
            "SetLine" => OrderDecisions.SetLine(state, Some.Order, new SetOrderLine(context, Some.LampLine(3))),
            "Ship" => OrderDecisions.Ship(state, Some.Order, 1, new ShipOrder(context, null, [new("T1", "DHL")])),
            "ShipSome" => OrderDecisions.Ship(state, Some.Order, 1, new ShipOrder(context, null, [new("T2", "DHL")], [new(Some.Lamp, 1)])),
            "Deliver" => OrderDecisions.Deliver(state, Some.Order, 1, new DeliverOrder(context, null)),
            "RequestReturn" => OrderDecisions.RequestReturn(state, Some.Order, 1, new RequestReturn(context, null, [new(Some.Lamp, 1)], "broken")),
            "Approve" => OrderDecisions.AnswerReturn(state, Some.Order, 1, new AnswerReturn(context, null, 1, null)),
            "Reject" => OrderDecisions.AnswerReturn(state, Some.Order, 1, new AnswerReturn(context, null, 1, "used")),
            "RecordReturn" => OrderDecisions.RecordReturn(state, Some.Order, new RecordReturn(context, 1, 1_999)),
            "AddNote" => OrderDecisions.AddNote(state, Some.Order, new AddNote(context, "Call before noon.", IsInternal: true)),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
        };
    }

    private static OrderState Fold(params OrderEvent[] events) => Spec.Fold(OrderState.Initial, events);

    private static OrderState Delivered(params OrderEvent[] events) => Fold([Placed, Paid, Shipped, new OrderDelivered(), .. events]);
}
