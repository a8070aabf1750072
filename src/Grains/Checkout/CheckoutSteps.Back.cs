using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Orders;

namespace OrleansStore.Grains.Checkout;

/// <summary>The ways back: goods on the shelf, money to the buyer.</summary>
internal sealed partial class CheckoutSteps
{
    private async Task<CheckoutStep> CancelAsync(CheckoutState state, bool resumed)
    {
        var context = state.Context!;
        var order = await Order.Cancel(new CancelOrder(Next(context, Follow.Cancel), state.Reason!));
        if (order.Error is not null) return CheckoutStep.Done(new CheckoutFinished(order.Error), await Order.GetNewest(), order.Error);

        var wasPaid = order.Value!.Payment.Captured is not null;
        if (await GiveBackAsync(state, order, OrderRefunds.Left(order.Value), reason: null) is not { } given) return CheckoutStep.Unanswered(order);

        // Money that cannot be given back does not keep the goods: the order says what is owed, and it can be refunded anew.
        var failed = given.Error;
        if (failed is { Code: PaymentErrors.RefundTooLargeCode })
        {
            if (await Payment.IsGivenBackAsync() is not { } isBack) return CheckoutStep.Unanswered(order);
            if (isBack) failed = null;
        }

        await EachAsync(order.Value.Items, item => wasPaid
            ? Stock(item.ProductId).Restock(new RestockStock(context, orderId, item.Quantity, state.Since, resumed))
            : Stock(item.ProductId).Release(new SettleStock(Next(context, Follow.Release), orderId)));
        await ForgoAsync(state);
        return CheckoutStep.Done(new CheckoutFinished(failed), given.Value is null ? order : given, failed);
    }

    private async Task<CheckoutStep> ExpireAsync(CheckoutState state)
    {
        var order = await Order.Expire(new ExpireOrder(Next(state.Context!, Follow.Expire)));
        if (order.Error is not null) return CheckoutStep.Done(new CheckoutFinished(order.Error), await Order.GetNewest(), order.Error);
        await EachAsync(order.Value!.Items, item => Stock(item.ProductId).Release(new SettleStock(Next(state.Context!, Follow.Release), orderId)));
        await ForgoAsync(state);
        return CheckoutStep.Done(new CheckoutFinished(), order);
    }

    private async Task<CheckoutStep> RefundAsync(CheckoutState state)
    {
        var order = await Order.GetNewest();
        return Given(order, await GiveBackAsync(state, order, state.Amount, state.Reason));
    }

    private async Task<CheckoutStep> ReturnAsync(CheckoutState state, bool resumed)
    {
        var context = state.Context!;
        var order = await Order.RecordReturn(new RecordReturn(Next(context, Follow.RecordReturn), state.Return, state.Amount));
        if (order.Error is not null) return CheckoutStep.Done(new CheckoutFinished(order.Error), await Order.GetNewest(), order.Error);

        await EachAsync(state.Restock, pieces => Stock(pieces.ProductId).Restock(
            new RestockStock(Next(context, Follow.Restock), orderId, pieces.Quantity, state.Since, resumed, state.Return)));
        return Given(order, await GiveBackAsync(state, order, state.Amount, order.Value!.Returns.First(r => r.Number == state.Return).Reason));
    }

    private static CheckoutStep Given(Result<OrderView> order, Result<OrderView>? given) => given is null
        ? CheckoutStep.Unanswered(order)
        : CheckoutStep.Done(new CheckoutFinished(given.Error), given.Error is null ? given : order, given.Error);

    /// <summary>What the ledger and the provider are told: what people write down stays with the order.</summary>
    private static string PaymentReason(CheckoutWork work) => work switch
    {
        CheckoutWork.Cancelling => "orderCancelled",
        CheckoutWork.Returning => "goodsReturned",
        _ => "orderRefunded",
    };

    /// <summary>Gives money back and tells the order: the order as it is then, or why not; null when the provider does not answer.</summary>
    private async Task<Result<OrderView>?> GiveBackAsync(CheckoutState state, Result<OrderView> order, long amount, string? reason)
    {
        var isTold = order.Value!.Refunds.Any(r => r.Number == state.Refunds);
        if (amount == 0 || isTold) return order;
        var context = state.Context!;
        var (refund, refusal) = await Payment.RefundAsync(
            new RefundPayment(Next(context, Follow.Refund), state.Refunds, amount, PaymentReason(state.Work), Attempts: state.Attempts));
        if (refusal is not null) return Result.Refuse<OrderView>(refusal);
        if (refund is null) return null;
        return refund.State == RefundState.Refunded
            ? await Order.RecordRefund(new RecordRefund(Next(context, Follow.Refunded), state.Refunds, amount, reason))
            : Result.Refuse<OrderView>(CheckoutErrors.RefundFailed(refund.Reason));
    }
}
