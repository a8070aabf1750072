using OrleansStore.Contracts.Payments;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Payments;

/// <summary>What may be done with an order's money, and what becomes of it by what the provider tells.</summary>
public static class PaymentDecisions
{
    /// <summary>A promise is asked for while no other attempt has the money. Nothing is written before the provider answers.</summary>
    public static Decision<PaymentEvent> Authorise(PaymentAccount account, AuthorisePayment command)
    {
        var known = account.Attempt(command.Attempt);
        if (known is { Amount: not 0 } && known.Amount != command.Amount.Amount) return PaymentErrors.OtherAmount(command.Attempt);
        if (!IsOpen(known)) return Decision<PaymentEvent>.Nothing;
        if (account.PaidBy(otherThan: command.Attempt) is { } paid) return PaymentErrors.AlreadyPaid(paid.Number);
        return known is null && account.Attempts.Length >= PaymentLimits.Attempts
            ? PaymentErrors.TooMany("attempts to pay", PaymentLimits.Attempts)
            : Decision<PaymentEvent>.Nothing;
    }

    /// <summary>The provider did not answer; that it was asked is written down once.</summary>
    public static Decision<PaymentEvent> Unanswered(PaymentAccount account, AuthorisePayment command) =>
        account.Attempt(command.Attempt) is null
            ? new PaymentAsked(command.Attempt, command.Amount.Amount, command.Amount.Currency, command.Payment, command.Since)
            : Decision<PaymentEvent>.Nothing;

    /// <summary>
    /// Of a promise, while no other attempt has the money or may come to have it: one that is promised may have been asked
    /// for its money without an answer.
    /// </summary>
    public static Decision<PaymentEvent> Capture(PaymentAccount account, CapturePayment command)
    {
        var known = account.Attempt(command.Attempt);
        if (IsOpen(known)) return PaymentErrors.NotFound(command.Attempt);
        if (known!.State != AttemptState.Authorised) return Decision<PaymentEvent>.Nothing;
        if (account.PaidBy(otherThan: command.Attempt) is { } paid) return PaymentErrors.AlreadyPaid(paid.Number);
        return account.PromisedBy(otherThan: command.Attempt) is { } promised
            ? PaymentErrors.OtherPromise(promised.Number)
            : Decision<PaymentEvent>.Nothing;
    }

    /// <summary>What is taken cannot be given up.</summary>
    public static Decision<PaymentEvent> Void(PaymentAccount account, VoidPayment command) =>
        account.Attempt(command.Attempt)?.State == AttemptState.Captured
            ? PaymentErrors.AlreadyCaptured(command.Attempt)
            : Decision<PaymentEvent>.Nothing;

    /// <summary>The provider knows nothing of the attempt: nothing is to come of it.</summary>
    public static Decision<PaymentEvent> Forgo(PaymentAccount account, int attempt) =>
        account.Attempt(attempt) is null ? new PaymentVoided(attempt, null) : Decision<PaymentEvent>.Nothing;

    /// <summary>Never more than is left of what was taken; written down before the provider is asked.</summary>
    public static Decision<PaymentEvent> Refund(PaymentAccount account, RefundPayment command)
    {
        if (account.Refund(command.Number) is not null) return Decision<PaymentEvent>.Nothing;
        if (command.Number < 1 || command.Amount < 1) return PaymentErrors.InvalidRefund();
        if (command.Attempt is { } wanted && account.Attempt(wanted) is null) return PaymentErrors.NotFound(wanted);
        if (account.Refunds.Length >= PaymentLimits.Refunds) return PaymentErrors.TooMany("refunds", PaymentLimits.Refunds);
        var attempt = command.Attempt is { } number ? account.Attempt(number) : account.PaidBy();
        var refundable = attempt is null ? 0 : account.MoneyOf(attempt);
        return command.Amount <= refundable
            ? new PaymentRefundAsked(command.Number, attempt!.Number, command.Amount, command.Reason)
            : PaymentErrors.RefundTooLarge(refundable);
    }

    /// <summary>A refund was refused by a ledger that never heard of any money, so that only the provider can tell.</summary>
    public static bool IsMoneyMissing(PaymentAccount account, StoreError? refusal) =>
        refusal is { Code: PaymentErrors.NotFoundCode or PaymentErrors.RefundTooLargeCode } && account.Attempts.All(a => a.State != AttemptState.Captured);

    /// <summary>What the provider answered to a refund; only the first answer counts.</summary>
    public static Decision<PaymentEvent> RefundTold(PaymentAccount account, int number, RefundAnswer told)
    {
        if (account.Refund(number) is not { State: RefundState.Asked } refund) return Decision<PaymentEvent>.Nothing;
        return told.Done
            ? new PaymentRefunded(number, refund.Attempt, refund.Amount)
            : new PaymentRefundFailed(number, told.Reason ?? "failed");
    }

    /// <summary>A refund that the provider had taken on came to nothing.</summary>
    public static Decision<PaymentEvent> RefundFailed(PaymentAccount account, int number, string reason) =>
        account.Refund(number) is null or { State: RefundState.Failed }
            ? Decision<PaymentEvent>.Nothing
            : new PaymentRefundFailed(number, reason);

    /// <summary>
    /// How a payment stands at the provider, as an answer or by itself, late, twice or in any order: an attempt only goes on,
    /// from asked to promised or declined, to given up, to taken. Money that was taken is money, whatever stood before.
    /// </summary>
    public static Decision<PaymentEvent> Told(PaymentAccount account, int attempt, Money amount, PaymentAnswer told)
    {
        var events = new List<PaymentEvent>(2);
        var known = account.Attempt(attempt);
        var isOpen = IsOpen(known);
        switch (told.State)
        {
            case PaymentState.Authorised when isOpen:
                events.Add(new PaymentAuthorised(attempt, amount.Amount, amount.Currency, told.PaymentId));
                break;
            case PaymentState.Declined when isOpen:
                events.Add(new PaymentDeclined(attempt, amount.Amount, amount.Currency, told.PaymentId, told.Reason ?? "declined"));
                break;
            case PaymentState.Voided when isOpen || known is { State: AttemptState.Authorised } or { State: AttemptState.Voided, PaymentId: null }:
                events.Add(new PaymentVoided(attempt, told.PaymentId));
                break;
            case PaymentState.Captured or PaymentState.Refunded when known?.State != AttemptState.Captured:
                events.Add(new PaymentCaptured(attempt, amount.Amount, amount.Currency, told.PaymentId));
                break;
        }

        var elsewhere = told.Refunded - account.RefundsOf(attempt);
        if (told.State is PaymentState.Captured or PaymentState.Refunded && elsewhere > (known?.Elsewhere ?? 0))
            events.Add(new PaymentRefundedElsewhere(attempt, elsewhere));
        return Decision<PaymentEvent>.All(events);
    }

    /// <summary>The provider promises what nobody wants any more.</summary>
    public static bool IsUnwanted(PaymentAccount account, int attempt, PaymentAnswer told) =>
        told.State == PaymentState.Authorised && account.Attempt(attempt)?.State is AttemptState.Voided or AttemptState.Declined;

    /// <summary>The provider tells of a second payment under an attempt's key; the attempt stays with the one that it has.</summary>
    public static bool IsSecond(PaymentAccount account, int attempt, PaymentAnswer told) =>
        account.Attempt(attempt) is { State: AttemptState.Authorised or AttemptState.Captured, PaymentId: { Length: > 0 } known }
        && told.PaymentId.Length > 0 && told.PaymentId != known;

    /// <summary>Nobody has heard of it, or the provider has not answered.</summary>
    private static bool IsOpen(KnownAttempt? attempt) => attempt is null or { State: AttemptState.Asked };
}
