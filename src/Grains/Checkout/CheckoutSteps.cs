using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Contracts.Stock;

namespace OrleansStore.Grains.Checkout;

/// <summary>
/// The pieces of work of one order. Each may be begun again from its start at any time: every receiver knows a repeat.
/// </summary>
internal sealed partial class CheckoutSteps(Guid orderId, IGrainFactory grains, IClaimNames names)
{
    /// <summary>Refunds that are part of other work are numbered from here by that work; those that people ask for count from 1.</summary>
    private const int OwnRefunds = 1_000_000;

    /// <summary>Distinguishes the commands that follow from one command.</summary>
    private enum Follow
    {
        Close = 1,
        Reopen,
        Place,
        Captured,
        Pay,
        Failed,
        Cancel,
        Refunded,
        SetLine,
        Release,
        Sell,
        HoldLess,
        HoldNoMore,
        Authorise,
        Capture,
        Void,
        Refund,
        Expire,
        RecordReturn,
        Restock,
        Redeem,
        Forgo,
        RecordOrder,
        ReleaseOrder,
    }

    /// <summary>The farthest position that any stock came to: whoever reads there sees all that was done.</summary>
    public long Reached { get; private set; }

    private CheckoutPayment Payment => new(grains.GetGrain<IPaymentGrain>(orderId));

    private IOrderGrain Order => grains.GetGrain<IOrderGrain>(orderId);

    /// <summary>Does what is open.</summary>
    /// <param name="resumed">It may have been begun before.</param>
    public Task<CheckoutStep> RunAsync(CheckoutState state, bool resumed) => state.Work switch
    {
        CheckoutWork.Starting => StartAsync(state, resumed),
        CheckoutWork.Refusing => RefuseAsync(state, resumed),
        CheckoutWork.Paying => PayAsync(state),
        CheckoutWork.Cancelling => CancelAsync(state, resumed),
        CheckoutWork.ChangingLine => ChangeLineAsync(state, resumed),
        CheckoutWork.Expiring => ExpireAsync(state),
        CheckoutWork.Refunding => RefundAsync(state),
        CheckoutWork.Returning => ReturnAsync(state, resumed),
        _ => throw new InvalidOperationException($"Nothing is open in {state.Work}."),
    };

    private async Task<CheckoutStep> StartAsync(CheckoutState state, bool resumed)
    {
        var context = state.Context!;
        var draft = state.Draft!;
        var order = resumed ? await Order.GetNewest() : null;
        if (order?.Value is null)
        {
            if (await HoldAsync(state, resumed) is { } refusal) return new CheckoutStep(new CheckoutRefused(refusal), null, refusal, 0);
            var place = new PlaceOrder(Next(context, Follow.Place), draft, PaymentId: null, Declined: null, Refused: null);
            if (draft.Payment.Method == PaymentChoice.Card && draft.Total() > 0)
            {
                var (payment, _) = await Payment.AuthoriseAsync(PromiseOf(state, draft.Payment, draft.Total(), draft.Currency));
                if (payment is null) return CheckoutStep.Unanswered();
                place = payment.State == AttemptState.Authorised || payment.HasMoney
                    ? place with { PaymentId = payment.PaymentId }
                    : place with { Declined = ReasonOf(payment) };
            }

            order = await Order.Place(place);
        }

        // It can be cancelled only if another activation has gone on with this work: refused it, or finished it long ago.
        if (order.Value is { Status: OrderStatus.Cancelled, Payment.Status: PaymentStatus.Pending })
            return await GiveUpPromiseAsync(state) ? CheckoutStep.Overtaken : CheckoutStep.Unanswered();

        return await FollowAsync(state, order);
    }

    /// <summary>Does what is left to do for an order that is placed.</summary>
    private async Task<CheckoutStep> FollowAsync(CheckoutState state, Result<OrderView> order) => order.Value!.Payment.Status switch
    {
        PaymentStatus.Declined => Declined(order),
        PaymentStatus.Pending => CheckoutStep.Done(new CheckoutPlaced(), order),
        _ => await SettleAsync(state, order),
    };

    /// <summary>Takes the money that was promised and lets the goods go.</summary>
    private async Task<CheckoutStep> SettleAsync(CheckoutState state, Result<OrderView> order)
    {
        if (order.Value!.Payment.Status == PaymentStatus.Authorised)
        {
            var (taken, _) = await TakeAsync(state, order.Value.Total);
            if (taken is null or { State: AttemptState.Asked or AttemptState.Authorised }) return CheckoutStep.Unanswered(order);
            if (!taken.HasMoney) return await WithdrawAsync(state);
            order = await Order.RecordCaptured(Next(state.Context!, Follow.Captured));
        }

        await SellAsync(state, order.Value!);
        return CheckoutStep.Done(new CheckoutFinished(), order);
    }

    /// <summary>A promise that is gone is no money: the order ends, and the goods, which are not sold yet, are given back.</summary>
    private async Task<CheckoutStep> WithdrawAsync(CheckoutState state)
    {
        var context = state.Context!;
        var refusal = CheckoutErrors.Withdrawn(orderId);
        var order = await Order.Cancel(new CancelOrder(Next(context, Follow.Cancel), refusal.Code));
        if (order.Error is not null) return CheckoutStep.Unanswered(await Order.GetNewest());
        await EachAsync(order.Value!.Items, item => Stock(item.ProductId).Release(new SettleStock(Next(context, Follow.Release), orderId)));
        await ForgoAsync(state);
        return CheckoutStep.Done(new CheckoutFinished(refusal), order, refusal);
    }

    /// <remarks>
    /// The order's first event decides: should two activations begin the same order, and one of them find no goods, the
    /// order is either placed or refused, and both go by that. Only what is refused for sure is given back.
    /// </remarks>
    private async Task<CheckoutStep> RefuseAsync(CheckoutState state, bool resumed)
    {
        var context = state.Context!;
        var refusal = state.ErrorOf(context.CommandId)!;

        // A cart that stays with another order leaves nothing to place.
        var isLost = refusal.Code == CartErrors.OrderedCode;
        var order = isLost
            ? resumed ? await Order.GetNewest() : null
            : await Order.Place(new PlaceOrder(Next(context, Follow.Place), state.Draft!, PaymentId: null, Declined: null, Refused: refusal.Code));
        if (order?.Value is { } view && !IsRefused(view, refusal))
        {
            var placed = await FollowAsync(state, order);
            return placed.Event is CheckoutFinished { Error: null } ? placed with { Event = new CheckoutPlaced() } : placed;
        }

        if (resumed && !await GiveUpPromiseAsync(state)) return CheckoutStep.Unanswered();
        await EachAsync(state.Draft!.Lines, line => Stock(line.ProductId).Release(new SettleStock(Next(context, Follow.Release), orderId)));

        await ForgoAsync(state);

        // Also a cart that belongs to another order must know: opened by that one later, it would be closed by what this
        // one said, should that come twice.
        if (state.CartId is { } cart)
            await grains.GetGrain<ICartGrain>(cart).Reopen(new ReopenCart(Next(context, Follow.Reopen), orderId));

        return order?.Value is null
            ? new CheckoutStep(new CheckoutFinished(), null, refusal, 0)
            : CheckoutStep.Done(new CheckoutFinished(), order, refusal);
    }

    /// <summary>Of an order that is not to be no money may stay promised; false when the gateway does not answer.</summary>
    private async Task<bool> GiveUpPromiseAsync(CheckoutState state) =>
        state.Draft!.Payment.Method != PaymentChoice.Card
        || await Payment.GiveUpAsync(new VoidPayment(Next(state.Context!, Follow.Void), state.Attempts));

    /// <summary>Takes the money of the newest attempt; where no promise of it was written down, it is asked for again before.</summary>
    private async Task<(PaymentAttempt? Attempt, StoreError? Refusal)> TakeAsync(CheckoutState state, Money amount)
    {
        var capture = new CapturePayment(Next(state.Context!, Follow.Capture), state.Attempts);
        if (state.Work != CheckoutWork.Paying)
        {
            var taken = await Payment.CaptureAsync(capture);
            if (taken.Refusal is not { Code: PaymentErrors.NotFoundCode }) return taken;
        }

        var choice = state.Work == CheckoutWork.Paying ? state.Payment! : state.Draft!.Payment;
        var promise = await Payment.AuthoriseAsync(PromiseOf(state, choice, amount.Amount, amount.Currency));
        if (promise.Attempt is not { State: AttemptState.Authorised }) return promise;
        var last = await Payment.CaptureAsync(capture);
        return last.Refusal is { Code: PaymentErrors.NotFoundCode } ? default : last;
    }

    private static bool IsRefused(OrderView order, StoreError refusal) =>
        order is { Status: OrderStatus.Cancelled, Payment.Status: PaymentStatus.Pending } && order.CancelReason == refusal.Code;

    private async Task<CheckoutStep> PayAsync(CheckoutState state)
    {
        var context = state.Context!;
        var order = await Order.GetNewest();
        // Also when the order is paid: only the payment knows whether by this attempt or by a later one.
        var (payment, refusal) = await TakeAsync(state, new Money(state.Amount, order.Value!.Total.Currency));
        if (refusal is { Code: PaymentErrors.AlreadyPaidCode })
        {
            if (!await Payment.GiveUpAsync(new VoidPayment(Next(context, Follow.Void), state.Attempts))) return CheckoutStep.Unanswered(order);
            refusal = OrderErrors.IllegalTransition("paid", order.Value.Status);
        }

        if (refusal is not null) return CheckoutStep.Done(new CheckoutFinished(refusal), order, refusal);
        if (payment is null or { State: AttemptState.Authorised }) return CheckoutStep.Unanswered(order);
        if (!payment.HasMoney)
        {
            var failed = new PaymentFailed(Next(context, Follow.Failed), state.Payment!.Method, ReasonOf(payment));
            return Declined(await Order.RecordPaymentFailed(failed));
        }

        var paid = await Order.Pay(new PayOrder(Next(context, Follow.Pay), payment.PaymentId!, state.Payment!.Method, state.Amount));
        if (paid.Error is null) return await SettleAsync(state, paid);

        var refund = new RefundPayment(Next(context, Follow.Refund), OwnRefunds + state.Begun, state.Amount, paid.Error.Code, state.Attempts);
        if (!await Payment.ReturnAsync(refund)) return CheckoutStep.Unanswered(order);
        return CheckoutStep.Done(new CheckoutFinished(paid.Error), order, paid.Error);
    }

    private async Task<CheckoutStep> ChangeLineAsync(CheckoutState state, bool resumed)
    {
        var context = state.Context!;
        var line = state.Line!;
        var stock = Stock(line.ProductId);
        var more = line.Quantity > state.Before;
        if (more)
        {
            var refusal = await HoldMoreAsync(state, stock);
            if (refusal is not null) return CheckoutStep.Done(new CheckoutFinished(refusal), await Order.GetNewest(), refusal);
        }

        var set = await RedeemAsync(state, resumed) is { } usedUp
            ? Result.Refuse<OrderView>(usedUp)
            : await Order.SetLine(new SetOrderLine(Next(context, Follow.SetLine), line, state.Pricing));
        var quantity = set.Error is null ? line.Quantity : state.Before;
        if (!more || set.Error is not null)
            Reach(await stock.Hold(new HoldStock(Next(context, Follow.HoldLess), orderId, quantity, state.HoldNumber + 1)));
        var order = set.Error is null ? set : await Order.GetNewest();
        // Nothing is left to pay.
        if (order.Value is { Status: OrderStatus.Paid, Payment.Captured.Amount: 0 } free) await SellAsync(state, free);
        return CheckoutStep.Done(new CheckoutFinished(set.Error), order, set.Error);
    }

    /// <summary>Holds what a line is to have; the refusal, or null.</summary>
    /// <remarks>
    /// A refusal leaves nothing at the stock, and a double of the hold that comes when goods are in again would be carried
    /// out. So before anybody is told, what the line has is held under the refused hold's number. Should another activation
    /// have found the goods meanwhile, that stands instead: the last answer counts, and repeats.
    /// </remarks>
    private async Task<StoreError?> HoldMoreAsync(CheckoutState state, IStockGrain stock)
    {
        var hold = new HoldStock(state.Context!, orderId, state.Line!.Quantity, state.HoldNumber);
        var first = await stock.Hold(hold);
        Reach(first);
        if (first.Error is null) return null;

        Reach(await stock.Hold(new HoldStock(Next(state.Context!, Follow.HoldNoMore), orderId, state.Before, state.HoldNumber)));
        var last = await stock.Hold(hold);
        Reach(last);
        return last.Error is null ? null : first.Error;
    }

    /// <summary>Closes the cart, holds every line and redeems every promotion; the first refusal, or null.</summary>
    private async Task<StoreError?> HoldAsync(CheckoutState state, bool resumed)
    {
        var context = state.Context!;
        var lines = state.Draft!.Lines;
        var closing = state.CartId is { } cart
            ? grains.GetGrain<ICartGrain>(cart).Close(new CloseCart(Next(context, Follow.Close), orderId, state.Draft.Items()))
            : null;
        var holds = lines.Select(l => Stock(l.ProductId).Hold(new HoldStock(context, orderId, l.Quantity, state.HoldNumber))).ToArray();

        // Nothing may be left running behind a refusal: it would hold goods after they were given back.
        await Task.WhenAll(closing is null ? holds : holds.Append<Task>(closing));
        var closed = closing is null ? null : await closing;
        return closed?.Error ?? holds.Select(h => h.Result.Error).FirstOrDefault(e => e is not null) ?? await RedeemAsync(state, resumed);
    }

    private async Task SellAsync(CheckoutState state, OrderView order) =>
        await EachAsync(order.Items, item => Stock(item.ProductId).Sell(new SettleStock(Next(state.Context!, Follow.Sell), orderId)));

    private async Task EachAsync<T>(IReadOnlyList<T> items, Func<T, Task<Result<StockView>>> ask)
    {
        if (items.Count == 1) Reach(await ask(items[0]));
        else foreach (var moved in await Task.WhenAll(items.Select(ask))) Reach(moved);
    }

    private void Reach(Result<StockView> moved) => Reached = Math.Max(Reached, moved.Position);

    private CheckoutStep Declined(Result<OrderView> order)
    {
        if (order.Error is not null) return CheckoutStep.Done(new CheckoutFinished(order.Error), order, order.Error);
        var reason = order.Value!.Payment.FailureReason ?? "declined";
        return CheckoutStep.Done(new CheckoutPaymentDeclined(orderId, reason), order, CheckoutErrors.Declined(orderId, reason));
    }

    private static string ReasonOf(PaymentAttempt payment) => payment.State == AttemptState.Declined ? payment.Reason ?? "declined" : "withdrawn";

    private static AuthorisePayment PromiseOf(CheckoutState state, PaymentChoice payment, long amount, string currency) =>
        new(Next(state.Context!, Follow.Authorise), state.Attempts, new Money(amount, currency), payment, state.Since);

    private IStockGrain Stock(Guid productId) => grains.GetGrain<IStockGrain>(productId);

    private static CommandContext Next(CommandContext context, Follow follow) => context.Step((int)follow);
}
