using OrleansStore.Contracts.Orders;

namespace OrleansStore.Contracts.Payments;

/// <summary>Asks the provider for a promise.</summary>
/// <param name="Attempt">From 1; with the order's id the key that the provider sees, so the same number is the same attempt.</param>
/// <param name="Since">When the work began that asks, for it may have asked before and crashed; null when it has not.</param>
[GenerateSerializer, Immutable, Alias("store.authorisePayment")]
public sealed record AuthorisePayment(CommandContext Context, int Attempt, Money Amount, PaymentChoice Payment, DateTimeOffset? Since = null);

/// <summary>Takes what was promised.</summary>
[GenerateSerializer, Immutable, Alias("store.capturePayment")]
public sealed record CapturePayment(CommandContext Context, int Attempt);

/// <summary>Sees to it that nothing is promised, now or later.</summary>
[GenerateSerializer, Immutable, Alias("store.voidPayment")]
public sealed record VoidPayment(CommandContext Context, int Attempt);

/// <summary>Gives money back.</summary>
/// <param name="Number">From 1, unique for the order: the same number is the same refund, and what it was first asked with counts.</param>
/// <param name="Amount">Minor units, more than none.</param>
/// <param name="Attempt">Which attempt's money; null for the one that has it.</param>
/// <param name="Attempts">
/// The highest attempt that whoever asks knows of: where the ledger knows of no money, these are looked up at the provider.
/// </param>
[GenerateSerializer, Immutable, Alias("store.refundPayment")]
public sealed record RefundPayment(CommandContext Context, int Number, long Amount, string Reason, int? Attempt = null, int Attempts = 0);

/// <summary>What the provider told by itself, in whatever order and as often as it likes.</summary>
/// <param name="Context">Its command id is made from the provider's id of what it tells.</param>
/// <param name="Amount">What the attempt is about.</param>
/// <param name="State">How the attempt stood when it was told; not <see cref="AttemptState.Asked"/>.</param>
/// <param name="Reason">Why it was declined.</param>
/// <param name="Refunded">All that the provider gave back of it until then, in minor units.</param>
/// <param name="FailedRefund">The refund that failed after it was taken on, with <paramref name="Reason"/>; null for none.</param>
[GenerateSerializer, Immutable, Alias("store.observePayment")]
public sealed record ObservePayment(
    CommandContext Context,
    int Attempt,
    Money Amount,
    string PaymentId,
    AttemptState State,
    string? Reason = null,
    long Refunded = 0,
    int? FailedRefund = null);
