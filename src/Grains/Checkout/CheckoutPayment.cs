using OrleansStore.Contracts.Payments;

namespace OrleansStore.Grains.Checkout;

/// <summary>A checkout's way to the order's payment: tells silence, which leaves work open, from an answer.</summary>
internal sealed class CheckoutPayment(IPaymentGrain payment)
{
    /// <summary>Refunds of what an unpaid order took after all are numbered from here by their attempts.</summary>
    private const int UnwantedRefunds = 2_000_000;

    /// <summary>Between the number of a refund that failed and that of the next try: more than all that is numbered otherwise.</summary>
    private const int FreshNumbers = 2_000_000;

    /// <summary>How often the store tries to give the same money back by itself.</summary>
    private const int Turns = 5;

    /// <summary>The attempt as the provider tells it, or why it may not be made; neither when nobody answers.</summary>
    public Task<(PaymentAttempt? Attempt, StoreError? Refusal)> AuthoriseAsync(AuthorisePayment command) =>
        AttemptAsync(command.Attempt, () => payment.Authorise(command));

    /// <inheritdoc cref="AuthoriseAsync"/>
    public Task<(PaymentAttempt? Attempt, StoreError? Refusal)> CaptureAsync(CapturePayment command) =>
        AttemptAsync(command.Attempt, () => payment.Capture(command));

    /// <summary>Sees to it that nothing is promised; false when nobody answers.</summary>
    public async Task<bool> GiveUpAsync(VoidPayment command)
    {
        var result = await AskAsync(() => payment.Void(command));
        return result?.Error is not null || result?.Value?.Attempt(command.Attempt) is { State: not (AttemptState.Asked or AttemptState.Authorised) };
    }

    /// <summary>Gives money back: how the refund ended, or why it may not be; neither when nobody answers.</summary>
    public async Task<(PaymentRefund? Refund, StoreError? Refusal)> RefundAsync(RefundPayment command)
    {
        if (await AskAsync(() => payment.Refund(command)) is not { } result) return default;
        if (result.Error is not null) return (null, result.Error);
        return result.Value!.Refund(command.Number) is { State: not RefundState.Asked } told ? (told, null) : default;
    }

    /// <summary>
    /// Gives money back, should it still be there, under a fresh number where one failed; false when nobody answers, or it
    /// fails now. What failed too often waits for the administrators, who were told each time.
    /// </summary>
    public async Task<bool> ReturnAsync(RefundPayment command)
    {
        if (await AskAsync(payment.Get) is not { Value: { } view }) return false;
        for (var turn = 0; turn < Turns; turn++)
        {
            var number = command.Number + (turn * FreshNumbers);
            if (view.Refund(number) is not { State: RefundState.Failed }) return await ReturnOnceAsync(command with { Number = number });
        }

        return true;
    }

    private async Task<bool> ReturnOnceAsync(RefundPayment command) =>
        await RefundAsync(command) is ({ State: RefundState.Refunded }, _) or (_, { Code: PaymentErrors.RefundTooLargeCode });

    /// <summary>All that was ever taken has gone back, by whomever; null when nobody answers.</summary>
    public async Task<bool?> IsGivenBackAsync() => await AskAsync(payment.Get) is { Value: { } view }
        ? view.Captured > 0 && view.Refunded >= view.Captured && view.Refunds.All(r => r.State != RefundState.Asked)
        : null;

    /// <summary>Sees to it that of some attempts, by which the order was not paid, nothing is promised or taken; false when nobody answers.</summary>
    /// <param name="upTo">The last of them: a later one may be paying the order by now.</param>
    public async Task<bool> GiveBackAsync(CommandContext context, int upTo)
    {
        if (await AskAsync(payment.Get) is not { Value: { } view }) return false;
        foreach (var refund in view.Refunds.Where(r => r.State == RefundState.Asked && r.Attempt <= upTo))
            if (!await ReturnOnceAsync(new RefundPayment(context, refund.Number, refund.Amount, refund.Reason, refund.Attempt))) return false;
        foreach (var attempt in view.Attempts.Where(a => a.Number <= upTo))
        {
            var done = attempt switch
            {
                { HasMoney: true } => await ReturnAsync(new RefundPayment(
                    context, UnwantedRefunds + attempt.Number, attempt.Amount - attempt.Refunded, "orderNotPaid", attempt.Number)),
                { State: AttemptState.Asked or AttemptState.Authorised } => await GiveUpAsync(new VoidPayment(context, attempt.Number)),
                _ => true,
            };
            if (!done) return false;
        }

        return true;
    }

    private static async Task<(PaymentAttempt? Attempt, StoreError? Refusal)> AttemptAsync(int attempt, Func<Task<Result<PaymentView>>> ask)
    {
        if (await AskAsync(ask) is not { } result) return default;
        if (result.Error is not null) return (null, result.Error);
        return result.Value!.Attempt(attempt) is { State: not AttemptState.Asked } told ? (told, null) : default;
    }

    private static async Task<Result<PaymentView>?> AskAsync(Func<Task<Result<PaymentView>>> ask)
    {
        try
        {
            return await ask() is { Error: not { Code: PaymentErrors.UnansweredCode } } answer ? answer : null;
        }
        catch (TimeoutException)
        {
            // A provider may think longer than a call may take; the payment goes on, and is asked again.
            return null;
        }
    }
}
