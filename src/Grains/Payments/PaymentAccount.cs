using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Payments;

/// <summary>What is known of one attempt to pay.</summary>
/// <param name="Amount">Minor units; 0 while nobody has said.</param>
/// <param name="Elsewhere">What was given back of it at the provider without the store.</param>
/// <param name="Payment">What the provider was asked with and did not answer.</param>
/// <param name="AskedAt">When it was first asked without an answer.</param>
[GenerateSerializer, Immutable, Alias("store.knownAttempt")]
public sealed record KnownAttempt(
    int Number,
    AttemptState State,
    long Amount = 0,
    string? PaymentId = null,
    string? Reason = null,
    long Elsewhere = 0,
    PaymentChoice? Payment = null,
    DateTimeOffset? AskedAt = null);

/// <summary>The money of one order.</summary>
/// <param name="Attempts">By the order in which they were heard of.</param>
/// <param name="Refunds">By the order in which they were asked for.</param>
[GenerateSerializer, Immutable, Alias("store.paymentAccount")]
public sealed record PaymentAccount(string Currency, ImmutableArray<KnownAttempt> Attempts, ImmutableArray<PaymentRefund> Refunds)
    : IAggregate<PaymentAccount, PaymentEvent>
{
    /// <inheritdoc/>
    public static PaymentAccount Initial { get; } = new("", [], []);

    /// <inheritdoc/>
    public static string SnapshotType => "payment.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<PaymentAccount> SnapshotJson => GrainStates.Default.PaymentAccount;

    /// <summary>The attempt with the number; null when nobody has heard of it.</summary>
    public KnownAttempt? Attempt(int number)
    {
        foreach (var attempt in Attempts)
            if (attempt.Number == number) return attempt;
        return null;
    }

    /// <summary>The refund with the number; null when nobody has heard of it.</summary>
    public PaymentRefund? Refund(int number)
    {
        foreach (var refund in Refunds)
            if (refund.Number == number) return refund;
        return null;
    }

    /// <summary>What the store gave back of an attempt or is giving back.</summary>
    public long RefundsOf(int attempt)
    {
        var sum = 0L;
        foreach (var refund in Refunds)
            if (refund.Attempt == attempt && refund.State != RefundState.Failed) sum += refund.Amount;
        return sum;
    }

    /// <summary>What is left of what was taken by an attempt.</summary>
    public long MoneyOf(KnownAttempt attempt) =>
        attempt.State == AttemptState.Captured ? attempt.Amount - attempt.Elsewhere - RefundsOf(attempt.Number) : 0;

    /// <summary>The newest attempt that has money, other than the one with this number.</summary>
    public KnownAttempt? PaidBy(int? otherThan = null) => Attempts.LastOrDefault(a => a.Number != otherThan && MoneyOf(a) > 0);

    /// <summary>The newest attempt that is promised, other than the one with this number.</summary>
    public KnownAttempt? PromisedBy(int otherThan) => Attempts.LastOrDefault(a => a.Number != otherThan && a.State == AttemptState.Authorised);

    /// <inheritdoc/>
    public static PaymentAccount Evolve(PaymentAccount account, PaymentEvent @event, in EventMeta meta) => @event switch
    {
        PaymentAsked e => Asked(account, e, meta.Time) with { Currency = e.Currency },
        PaymentAuthorised e => Set(account, Known(account, e.Attempt) with { State = AttemptState.Authorised, Amount = e.Amount, PaymentId = e.PaymentId }) with { Currency = e.Currency },
        PaymentDeclined e => Set(account, Known(account, e.Attempt) with { State = AttemptState.Declined, Amount = e.Amount, PaymentId = e.PaymentId, Reason = e.Reason }) with { Currency = e.Currency },
        PaymentCaptured e => Set(account, Known(account, e.Attempt) with { State = AttemptState.Captured, Amount = e.Amount, PaymentId = e.PaymentId, Reason = null }) with { Currency = e.Currency },
        PaymentVoided e => Set(account, Known(account, e.Attempt) with { State = AttemptState.Voided, PaymentId = e.PaymentId }),
        PaymentRefundAsked e => Set(account, new PaymentRefund(e.Number, e.Amount, RefundState.Asked, e.Reason, e.Attempt)),
        PaymentRefunded e when account.Refund(e.Number) is { } known => Set(account, known with { State = RefundState.Refunded }),
        PaymentRefundFailed e when account.Refund(e.Number) is { } known => Set(account, known with { State = RefundState.Failed, Reason = e.Reason }),
        PaymentRefundedElsewhere e => Set(account, Known(account, e.Attempt) with { Elsewhere = e.Total }),
        _ => account,
    };

    private static PaymentAccount Asked(PaymentAccount account, PaymentAsked e, DateTimeOffset at)
    {
        var known = Known(account, e.Attempt);
        return Set(account, known with { State = AttemptState.Asked, Amount = e.Amount, Payment = e.Payment, AskedAt = known.AskedAt ?? e.Since ?? at });
    }

    private static KnownAttempt Known(PaymentAccount account, int number) => account.Attempt(number) ?? new KnownAttempt(number, AttemptState.Asked);

    private static PaymentAccount Set(PaymentAccount account, KnownAttempt attempt) =>
        account with { Attempts = Set(account.Attempts, attempt, a => a.Number == attempt.Number) };

    private static PaymentAccount Set(PaymentAccount account, PaymentRefund refund) =>
        account with { Refunds = Set(account.Refunds, refund, r => r.Number == refund.Number) };

    private static ImmutableArray<T> Set<T>(ImmutableArray<T> all, T one, Func<T, bool> isIt)
    {
        for (var i = 0; i < all.Length; i++)
            if (isIt(all[i])) return all.SetItem(i, one);
        return all.Add(one);
    }
}
