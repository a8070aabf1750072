using Orleans.Concurrency;

namespace OrleansStore.Contracts.Orders;

/// <summary>One order. Key: the order's id.</summary>
/// <remarks>
/// What involves stock or money (placing, paying, cancelling, changing lines) is asked of
/// <see cref="Checkout.ICheckoutGrain"/>, which then tells the order; nobody else calls those methods.
/// </remarks>
[Alias("store.order")]
public interface IOrderGrain : IGrainWithGuidKey
{
    /// <summary>The checkout has held the goods, or was refused.</summary>
    [Alias("place")]
    Task<Result<OrderView>> Place(PlaceOrder command);

    /// <summary>The checkout has the money.</summary>
    [Alias("pay")]
    Task<Result<OrderView>> Pay(PayOrder command);

    /// <summary>The checkout's attempt to pay was declined.</summary>
    [Alias("paymentFailed")]
    Task<Result<OrderView>> RecordPaymentFailed(PaymentFailed command);

    /// <summary>The checkout captured the authorised amount.</summary>
    [Alias("captured")]
    Task<Result<OrderView>> RecordCaptured(CommandContext context);

    /// <summary>The order is not to be; the checkout gives goods and money back.</summary>
    [Alias("cancel")]
    Task<Result<OrderView>> Cancel(CancelOrder command);

    /// <summary>The order was not paid in time; the checkout gives the goods back.</summary>
    [Alias("expire")]
    Task<Result<OrderView>> Expire(ExpireOrder command);

    /// <summary>The checkout gave money back.</summary>
    [Alias("recordRefund")]
    Task<Result<OrderView>> RecordRefund(RecordRefund command);

    /// <summary>The pieces of a return came back; the checkout puts them on the shelf and gives money back.</summary>
    [Alias("recordReturn")]
    Task<Result<OrderView>> RecordReturn(RecordReturn command);

    /// <summary>Makes a line's quantity exactly so many while unpaid (0 takes it out).</summary>
    [Alias("setLine")]
    Task<Result<OrderView>> SetLine(SetOrderLine command);

    /// <summary>Goods left: all of them, or some in the first of several shipments.</summary>
    [Alias("ship")]
    Task<Result<OrderView>> Ship(ShipOrder command);

    /// <summary>Goods arrived.</summary>
    [Alias("deliver")]
    Task<Result<OrderView>> Deliver(DeliverOrder command);

    /// <summary>The buyer wants to send pieces back that arrived.</summary>
    [Alias("requestReturn")]
    Task<Result<OrderView>> RequestReturn(RequestReturn command);

    /// <summary>Whether the pieces are taken back.</summary>
    [Alias("answerReturn")]
    Task<Result<OrderView>> AnswerReturn(AnswerReturn command);

    /// <summary>Writes something down about the order.</summary>
    [Alias("addNote")]
    Task<Result<OrderView>> AddNote(AddNote command);

    /// <summary>The order as it is; in a failover perhaps as it was a moment ago.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<OrderView>> Get();

    /// <summary>The order as it is in the journal, for whoever decides on it.</summary>
    [Alias("getNewest"), ReadOnly]
    Task<Result<OrderView>> GetNewest();

    /// <summary>Lets go of what is in memory: keys to what is stored of a person were destroyed.</summary>
    [Alias("forget")]
    Task Forget();
}
