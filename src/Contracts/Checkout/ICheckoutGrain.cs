using OrleansStore.Contracts.Orders;

namespace OrleansStore.Contracts.Checkout;

/// <summary>
/// The process manager of one order: whatever involves the order, its goods and its money at once. Key: the order's id.
/// </summary>
/// <remarks>
/// It journals what it is about to ask before it asks, asks with ids that repeat, and goes on after a crash from where
/// its journal ends. An answer with the order's status <c>pending</c> after <see cref="Pay"/> with a card means that
/// the provider has not answered yet; <see cref="Resume"/> goes on by itself.
/// </remarks>
[Alias("store.checkout")]
public interface ICheckoutGrain : IGrainWithGuidKey
{
    /// <summary>Holds the goods, authorises the payment if there is one now, places the order.</summary>
    [Alias("start")]
    Task<Result<CheckoutView>> Start(StartCheckout command);

    /// <summary>Pays a pending order.</summary>
    [Alias("pay")]
    Task<Result<CheckoutView>> Pay(PayCheckout command);

    /// <summary>Cancels an order that has not left, gives goods and money back.</summary>
    [Alias("cancel")]
    Task<Result<CheckoutView>> Cancel(CancelOrder command);

    /// <summary>Adds pieces to or takes pieces off an unpaid order.</summary>
    [Alias("changeItem")]
    Task<Result<CheckoutView>> ChangeItem(ChangeOrderItem command);

    /// <summary>
    /// Asked of an order that may be over its time: ends it when it is due, and otherwise does nothing. It decides by itself
    /// whether anything is due.
    /// </summary>
    [Alias("expire")]
    Task<Result<CheckoutView>> Expire(CommandContext context);

    /// <summary>
    /// Asked when a stock holds pieces for an order that is none, or over: gives them back. Of an order that is being placed,
    /// is pending or was paid it gives nothing back (<c>notDue</c>).
    /// </summary>
    [Alias("releaseHold")]
    Task<Result<CheckoutView>> ReleaseHold(CommandContext context, Guid productId);

    /// <summary>Gives some of what was paid back.</summary>
    [Alias("refund")]
    Task<Result<CheckoutView>> Refund(RefundOrder command);

    /// <summary>Takes a return in that was approved: puts goods on the shelf and gives money back.</summary>
    [Alias("receiveReturn")]
    Task<Result<CheckoutView>> ReceiveReturn(ReceiveReturn command);

    /// <summary>Goes on with whatever was begun and not finished; harmless when there is nothing.</summary>
    [Alias("resume")]
    Task<Result<CheckoutView>> Resume();

    /// <summary>The order's payment has moved by itself: goes on with whatever waited for it.</summary>
    [Alias("paymentMoved")]
    Task<Result<CheckoutView>> PaymentMoved(CommandContext context);
}
