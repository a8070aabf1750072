using Orleans.Concurrency;

namespace OrleansStore.Contracts.Payments;

/// <summary>The one ledger of an order's money. Key: the order's id.</summary>
/// <remarks>
/// Every command is idempotent by its attempt's or refund's number, and whoever sends one has written down before that it
/// will, and sends it again until it is answered. An answer that leaves the attempt <see cref="AttemptState.Asked"/>
/// after <see cref="Authorise"/>, <see cref="AttemptState.Authorised"/> after <see cref="Capture"/> or
/// <see cref="Void"/>, or the refund <see cref="RefundState.Asked"/>, means that the provider has not answered.
/// </remarks>
[Alias("store.payment")]
public interface IPaymentGrain : IGrainWithGuidKey
{
    /// <summary>Asks for a promise.</summary>
    [Alias("authorise")]
    Task<Result<PaymentView>> Authorise(AuthorisePayment command);

    /// <summary>Takes what was promised, unless another attempt has the money.</summary>
    [Alias("capture")]
    Task<Result<PaymentView>> Capture(CapturePayment command);

    /// <summary>Gives up what was promised; of an attempt that was never made, that nothing is to come of it.</summary>
    [Alias("void")]
    Task<Result<PaymentView>> Void(VoidPayment command);

    /// <summary>Gives back some of what was taken, and never more than that.</summary>
    [Alias("refund")]
    Task<Result<PaymentView>> Refund(RefundPayment command);

    /// <summary>Takes note of what the provider told by itself, and has the order's checkout act on it.</summary>
    [Alias("observe")]
    Task<Result<PaymentView>> Observe(ObservePayment command);

    /// <summary>The order's money as it is in the journal.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<PaymentView>> Get();
}
