namespace OrleansStore.Grains.Payments;

/// <summary>
/// Where money is. Every call is idempotent by its key, for a day at least: the same key again tells how what it first did
/// stands by now.
/// </summary>
public interface IPaymentGateway
{
    /// <summary>Asks for a promise of the amount.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">It may or may not have happened; ask with the same key again, or <see cref="FindAsync"/>.</exception>
    Task<PaymentAnswer> AuthoriseAsync(PaymentRequest request);

    /// <summary>Takes what was promised, all of it.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">As above.</exception>
    Task<PaymentAnswer> CaptureAsync(PaymentReference payment);

    /// <summary>Gives up a promise.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">As above.</exception>
    Task<PaymentAnswer> VoidAsync(PaymentReference payment);

    /// <summary>Gives back some of what was taken.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">As above.</exception>
    Task<RefundAnswer> RefundAsync(RefundRequest request);

    /// <summary>How the payment stands; null when the gateway never saw the key, or saw it only a moment ago.</summary>
    /// <param name="key">Order id and attempt.</param>
    /// <param name="paymentId">The gateway's own id, by which it is found for certain; null when nobody knows it.</param>
    /// <exception cref="PaymentOutcomeUnknownException">The gateway does not answer.</exception>
    Task<FoundPayment?> FindAsync(string key, string? paymentId);
}

/// <summary>A payment to be made.</summary>
/// <param name="Key">Order id and attempt: the idempotency key.</param>
/// <param name="Token">The means of payment, as the provider knows it.</param>
/// <param name="AskedAt">When it was first asked for without an answer; null when this is the first time.</param>
public sealed record PaymentRequest(string Key, Guid OrderId, Money Amount, string? Token, DateTimeOffset? AskedAt = null)
{
    /// <summary>Which attempt of the order it is, from 1.</summary>
    public int Attempt { get; init; } = 1;
}

/// <summary>A payment that the gateway knows.</summary>
/// <param name="Key">Order id and attempt.</param>
/// <param name="PaymentId">The gateway's own id.</param>
public sealed record PaymentReference(string Key, string PaymentId);

/// <summary>Money to be given back.</summary>
/// <param name="Key">Order id and number of the refund: its idempotency key.</param>
/// <param name="Amount">At most what was taken and not given back yet.</param>
/// <param name="MayBeDone">It was asked for before, perhaps so long ago that the key is forgotten: it is looked for first.</param>
public sealed record RefundRequest(
    string Key, PaymentReference Payment, Guid OrderId, int Number, Money Amount, string Reason, bool MayBeDone = false);

/// <summary>How a payment stands at the gateway.</summary>
public enum PaymentState
{
    /// <summary>Promised.</summary>
    Authorised,

    /// <summary>Refused.</summary>
    Declined,

    /// <summary>Taken; some of it may be given back.</summary>
    Captured,

    /// <summary>The promise was given up.</summary>
    Voided,

    /// <summary>All of it was given back.</summary>
    Refunded,
}

/// <summary>The gateway's answer.</summary>
/// <param name="PaymentId">The gateway's own id of the payment.</param>
/// <param name="Reason">Why it was declined.</param>
/// <param name="Refunded">What was given back of it, in minor units.</param>
public sealed record PaymentAnswer(string PaymentId, PaymentState State, string? Reason = null, long Refunded = 0);

/// <summary>A payment as the gateway has it.</summary>
public sealed record FoundPayment(Money Amount, PaymentAnswer Answer);

/// <summary>The gateway's answer to a refund.</summary>
/// <param name="Done">It is given back, or on its way; when false it cannot be.</param>
/// <param name="Reason">Why it cannot be.</param>
public sealed record RefundAnswer(bool Done, string? Reason = null);

/// <summary>The gateway did not answer in time, or in a way that leaves open what it did.</summary>
public sealed class PaymentOutcomeUnknownException(string message, Exception? inner = null) : Exception(message, inner);
