using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Checkout;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Orders;

namespace OrleansStore.Simulation.Audit;

/// <summary>The work of one order's checkout, read from its events.</summary>
internal sealed class CheckoutFile(Reached reached)
{
    private int _openedIn;

    public CheckoutState State { get; private set; } = CheckoutState.Initial;

    /// <summary>The commands that began something.</summary>
    public HashSet<Guid> Begun { get; } = [];

    /// <summary>What the commands were refused with after they had begun; null for those that were not.</summary>
    public Dictionary<Guid, string?> Ended { get; } = [];

    /// <summary>The lines that were asked for, by command.</summary>
    public Dictionary<Guid, OrderLine> LinesAsked { get; } = [];

    /// <summary>The numbers of the refunds that were asked for, by command.</summary>
    public Dictionary<Guid, int> RefundsAsked { get; } = [];

    /// <summary>The numbers of the returns that were to be taken in, by command.</summary>
    public Dictionary<Guid, int> ReturnsAsked { get; } = [];

    /// <param name="order">The order as it stands at this point of the journal.</param>
    /// <param name="life">The process's life that wrote the event.</param>
    public void File(CheckoutEvent @event, in EventMeta meta, OrderState? order, int life)
    {
        if (@event is CheckoutStarted or CheckoutPaymentAsked or CheckoutCancelAsked or CheckoutLineAsked or CheckoutExpireAsked or CheckoutRefundAsked or CheckoutReturnAsked)
            Begun.Add(meta.CommandId);
        if (@event is CheckoutRefundAsked refund) RefundsAsked[meta.CommandId] = refund.Number;
        if (@event is CheckoutReturnAsked returned) ReturnsAsked[meta.CommandId] = returned.Return;
        if (@event is CheckoutLineAsked line) LinesAsked[meta.CommandId] = line.Line;
        if (State.IsOpen)
        {
            reached.Add(WayOf(@event, order));
            if (life != _openedIn) reached.Add(GoneOn());
        }

        _openedIn = life;
        State = CheckoutState.Evolve(State, @event, meta);
        if (!State.IsOpen) Ended[meta.CommandId] = State.ErrorOf(meta.CommandId)?.Code;
    }

    private Way WayOf(CheckoutEvent @event, OrderState? order) => (State.Work, @event) switch
    {
        (_, CheckoutPlaced) => Way.PlacedUnpaid,
        (CheckoutWork.Starting, CheckoutPaymentDeclined) => Way.DeclinedAtStart,
        (_, CheckoutPaymentDeclined) => Way.DeclinedLater,
        (_, CheckoutRefused { Error.Code: "couponUsedUp" or "couponUsedByCustomer" }) => Way.CouponRefusedAtOrder,
        (CheckoutWork.Expiring, _) => Way.Expired,
        (CheckoutWork.Refunding, _) => Way.RefundedInPart,
        (CheckoutWork.Returning, _) => Way.TakenBack,
        (_, CheckoutRefused e) => e.Error.Code == CartErrors.Ordered(default).Code ? Way.CartLostToOtherOrder : Way.RefusedStart,
        (CheckoutWork.Starting, _) => Way.PaidAtOnce,
        (CheckoutWork.Refusing, _) => Way.RefusalFinished,
        (CheckoutWork.Paying, _) => Way.PaidLater,
        (CheckoutWork.ChangingLine, _) => QuantityOf(order!, State.Line!.ProductId) == State.Line.Quantity ? Way.LineChanged : Way.LineRefused,
        _ => order!.Status != OrderStatus.Cancelled ? Way.CancelRefused
            : order.Payment == PaymentStatus.Refunded ? Way.CancelledPaid
            : Way.CancelledUnpaid,
    };

    private Way GoneOn() => State.Work switch
    {
        CheckoutWork.Starting => Way.StartGoneOnAfterCrash,
        CheckoutWork.Refusing => Way.RefusalGoneOnAfterCrash,
        CheckoutWork.Paying => Way.PayGoneOnAfterCrash,
        CheckoutWork.Cancelling => Way.CancelGoneOnAfterCrash,
        CheckoutWork.Expiring => Way.ExpireGoneOnAfterCrash,
        CheckoutWork.Refunding => Way.RefundGoneOnAfterCrash,
        CheckoutWork.Returning => Way.TakingBackGoneOnAfterCrash,
        _ => Way.LineGoneOnAfterCrash,
    };

    private static int QuantityOf(OrderState order, Guid product) =>
        order.Lines.FirstOrDefault(l => l.ProductId == product)?.Quantity ?? 0;
}
