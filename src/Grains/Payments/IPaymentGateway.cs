namespace OrleansStore.Grains.Payments;

/// <summary>Where money is. Every call is idempotent by its payment key: the same key again gives the first answer.</summary>
public interface IPaymentGateway
{
    /// <summary>Asks for a promise of the amount.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">It may or may not have happened; ask with the same key again, or <see cref="FindAsync"/>.</exception>
    Task<PaymentAnswer> AuthoriseAsync(PaymentRequest request);

    /// <summary>Takes what was promised.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">As above.</exception>
    Task<PaymentAnswer> CaptureAsync(string key);

    /// <summary>Gives back what was taken.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">As above.</exception>
    Task<PaymentAnswer> RefundAsync(string key);

    /// <summary>Gives up a promise.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">As above.</exception>
    Task<PaymentAnswer> VoidAsync(string key);

    /// <summary>How the payment stands; null when the gateway never saw the key.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">The gateway does not answer.</exception>
    Task<PaymentAnswer?> FindAsync(string key);
}

/// <summary>A payment to be made.</summary>
/// <param name="Key">Order id and attempt: the idempotency key.</param>
/// <param name="Token">The means of payment, as the provider knows it.</param>
public sealed record PaymentRequest(string Key, Guid OrderId, Money Amount, string? Token);

/// <summary>How a payment stands at the gateway.</summary>
public enum PaymentState
{
    /// <summary>Promised.</summary>
    Authorised,

    /// <summary>Refused.</summary>
    Declined,

    /// <summary>Taken.</summary>
    Captured,

    /// <summary>The promise was given up.</summary>
    Voided,

    /// <summary>Given back.</summary>
    Refunded,
}

/// <summary>The gateway's answer.</summary>
/// <param name="PaymentId">The gateway's own id of the payment.</param>
/// <param name="Reason">Why it was declined.</param>
public sealed record PaymentAnswer(string PaymentId, PaymentState State, string? Reason = null);

/// <summary>The gateway did not answer in time, or in a way that leaves open what it did.</summary>
public sealed class PaymentOutcomeUnknownException(string message, Exception? inner = null) : Exception(message, inner);
