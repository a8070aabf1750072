using OrleansStore.Contracts.Orders;

namespace OrleansStore.Contracts.Payments;

/// <summary>What can happen to an order's money. Amounts are minor units.</summary>
[GenerateSerializer, Immutable, Alias("store.paymentEvent")]
public abstract record PaymentEvent;

/// <summary>The provider was asked for a promise and did not answer.</summary>
/// <param name="Since">Since when it may have been asked before; null when this was the first time.</param>
[GenerateSerializer, Immutable, Alias("payment.asked.v1")]
public sealed record PaymentAsked(int Attempt, long Amount, string Currency, PaymentChoice Payment, DateTimeOffset? Since = null) : PaymentEvent;

/// <summary>The provider promised the amount.</summary>
[GenerateSerializer, Immutable, Alias("payment.authorised.v1")]
public sealed record PaymentAuthorised(int Attempt, long Amount, string Currency, string PaymentId) : PaymentEvent;

/// <summary>The provider refused.</summary>
[GenerateSerializer, Immutable, Alias("payment.declined.v1")]
public sealed record PaymentDeclined(int Attempt, long Amount, string Currency, string PaymentId, string Reason) : PaymentEvent;

/// <summary>The amount was taken.</summary>
[GenerateSerializer, Immutable, Alias("payment.captured.v1")]
public sealed record PaymentCaptured(int Attempt, long Amount, string Currency, string PaymentId) : PaymentEvent;

/// <summary>The promise was given up, or there was none.</summary>
/// <param name="PaymentId">Null when the provider knew nothing of the attempt.</param>
[GenerateSerializer, Immutable, Alias("payment.voided.v1")]
public sealed record PaymentVoided(int Attempt, string? PaymentId) : PaymentEvent;

/// <summary>The provider is about to be asked to give some back.</summary>
[GenerateSerializer, Immutable, Alias("payment.refundAsked.v1")]
public sealed record PaymentRefundAsked(int Number, int Attempt, long Amount, string Reason) : PaymentEvent;

/// <summary>It was given back.</summary>
[GenerateSerializer, Immutable, Alias("payment.refunded.v1")]
public sealed record PaymentRefunded(int Number, int Attempt, long Amount) : PaymentEvent;

/// <summary>It cannot be given back.</summary>
[GenerateSerializer, Immutable, Alias("payment.refundFailed.v1")]
public sealed record PaymentRefundFailed(int Number, string Reason) : PaymentEvent;

/// <summary>Somebody gave some back at the provider, without the store.</summary>
/// <param name="Total">All that was given back of the attempt in this way.</param>
[GenerateSerializer, Immutable, Alias("payment.refundedElsewhere.v1")]
public sealed record PaymentRefundedElsewhere(int Attempt, long Total) : PaymentEvent;
