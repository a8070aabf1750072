using System.Collections.Immutable;

namespace OrleansStore.Contracts.Payments;

/// <summary>Where an attempt to pay stands.</summary>
[GenerateSerializer, Alias("store.attemptState")]
public enum AttemptState
{
    /// <summary>The provider was asked and has not answered; whoever asked asks again.</summary>
    Asked,

    /// <summary>Promised, not taken.</summary>
    Authorised,

    /// <summary>Refused by the provider.</summary>
    Declined,

    /// <summary>Taken.</summary>
    Captured,

    /// <summary>The promise was given up, or there is none and there will be none.</summary>
    Voided,
}

/// <summary>Where a refund stands.</summary>
[GenerateSerializer, Alias("store.refundState")]
public enum RefundState
{
    /// <summary>Written down; the provider has not answered yet.</summary>
    Asked,

    /// <summary>Given back.</summary>
    Refunded,

    /// <summary>The provider cannot give it back; the amount may be refunded under another number.</summary>
    Failed,
}

/// <summary>One attempt to pay an order.</summary>
/// <param name="Number">From 1; part of the key that the provider sees.</param>
/// <param name="Amount">Minor units.</param>
/// <param name="PaymentId">The provider's id of the payment, once it is known.</param>
/// <param name="Reason">Why it was declined.</param>
/// <param name="Refunded">What of it was given back or is being given back, in minor units.</param>
[GenerateSerializer, Immutable, Alias("store.paymentAttempt")]
public sealed record PaymentAttempt(int Number, long Amount, AttemptState State, string? PaymentId, string? Reason, long Refunded)
{
    /// <summary>The money is here, at least some of it.</summary>
    public bool HasMoney => State == AttemptState.Captured && Refunded < Amount;
}

/// <summary>One refund.</summary>
/// <param name="Number">From 1, unique for an order.</param>
/// <param name="Amount">Minor units.</param>
/// <param name="Reason">Why it is given back; when it failed, why that is.</param>
/// <param name="Attempt">The attempt that it gives back.</param>
[GenerateSerializer, Immutable, Alias("store.paymentRefund")]
public sealed record PaymentRefund(int Number, long Amount, RefundState State, string Reason, int Attempt);

/// <summary>The money of an order.</summary>
/// <param name="Captured">All that was ever taken, in minor units.</param>
/// <param name="Refunded">All that was given back or is being given back, by whomever, in minor units.</param>
[GenerateSerializer, Immutable, Alias("store.paymentView")]
public sealed record PaymentView(
    Guid OrderId,
    string Currency,
    ImmutableArray<PaymentAttempt> Attempts,
    ImmutableArray<PaymentRefund> Refunds,
    long Captured,
    long Refunded,
    int Version)
{
    /// <summary>The attempt with the number; null when nobody has heard of it.</summary>
    public PaymentAttempt? Attempt(int number) => Attempts.FirstOrDefault(a => a.Number == number);

    /// <summary>The refund with the number; null when nobody has heard of it.</summary>
    public PaymentRefund? Refund(int number) => Refunds.FirstOrDefault(r => r.Number == number);
}
