using Orleans.Concurrency;
using Orleans.Placement;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Payments;

/// <inheritdoc cref="IPaymentGrain"/>
/// <remarks>
/// Reentrant, for the provider may tell by itself what it has not answered yet. A promise is written down without waiting:
/// asked again, the provider tells it again. Money that was taken is stored before it is told, and a refund before it is
/// asked for.
/// </remarks>
[CollectionAgeLimit(Minutes = 1), PreferLocalPlacement, Reentrant]
public sealed class PaymentGrain(JournalServices services, IPaymentGateway gateway)
    : AggregateGrain<PaymentAccount, PaymentEvent>(services), IPaymentGrain
{
    /// <summary>How long whoever tells something waits for the order's checkout, which may itself be waiting for the provider.</summary>
    private static readonly TimeSpan PatienceWithCheckout = TimeSpan.FromSeconds(2);

    /// <summary>The number of a refund that is none of the ledger's.</summary>
    private const int SecondRefund = 0;

    private Guid OrderId => this.GetPrimaryKey();

    /// <inheritdoc/>
    protected override string Category => StoreStreams.Payment;

    /// <inheritdoc/>
    public Task<Result<PaymentView>> Authorise(AuthorisePayment command) => AnsweredAsync(() => AuthoriseAsync(command));

    /// <inheritdoc/>
    public Task<Result<PaymentView>> Capture(CapturePayment command) => AnsweredAsync(() => CaptureAsync(command));

    /// <inheritdoc/>
    public Task<Result<PaymentView>> Void(VoidPayment command) => AnsweredAsync(() => VoidAsync(command));

    /// <inheritdoc/>
    public Task<Result<PaymentView>> Refund(RefundPayment command) => AnsweredAsync(() => RefundAsync(command));

    /// <inheritdoc/>
    public Task<Result<PaymentView>> Observe(ObservePayment command) => AnsweredAsync(() => ObserveAsync(command));

    /// <inheritdoc/>
    public async Task<Result<PaymentView>> Get()
    {
        await CatchUpAsync();
        return Answer();
    }

    private async Task<Result<PaymentView>> AuthoriseAsync(AuthorisePayment command)
    {
        var decided = await LookAsync(account => PaymentDecisions.Authorise(account, command), account => IsOpen(account, command.Attempt));
        if (decided.Error is not null || !IsOpen(Tentative, command.Attempt)) return Answer(decided.Error);

        var told = await PaymentSteps.AuthoriseAsync(gateway, RequestOf(command.Attempt, command.Amount, command.Payment, command.Since));
        if (told is null)
        {
            await DecideAsync(command.Context, account => PaymentDecisions.Unanswered(account, command));
            return Answer();
        }

        var recorded = RecordAsync(command.Context, command.Attempt, command.Amount, told);
        if (!IsPromised(Tentative, command.Attempt))
        {
            await recorded;
            return Answer();
        }

        recorded.Forget();
        return Result.Ok(Show(Tentative), Position);
    }

    private async Task<Result<PaymentView>> CaptureAsync(CapturePayment command)
    {
        var decided = await LookAsync(account => PaymentDecisions.Capture(account, command), account => IsPromised(account, command.Attempt));
        // The newest attempt counts; what is left of older ones ends first.
        while (decided.Error is { Code: PaymentErrors.OtherPromiseCode } && Tentative.PromisedBy(command.Attempt) is { } older && older.Number < command.Attempt)
        {
            if (!await EndAsync(command.Context, older)) throw new PaymentOutcomeUnknownException("An older promise cannot be given up now.");
            decided = await LookAsync(account => PaymentDecisions.Capture(account, command), account => IsPromised(account, command.Attempt));
        }

        if (decided.Error is not null || !IsPromised(Tentative, command.Attempt)) return Answer(decided.Error);

        var attempt = Tentative.Attempt(command.Attempt)!;
        if (await PaymentSteps.CaptureAsync(gateway, ReferenceOf(attempt)) is { } told)
            await RecordAsync(command.Context, attempt.Number, AmountOf(attempt), told);
        return Answer();
    }

    private async Task<Result<PaymentView>> VoidAsync(VoidPayment command)
    {
        for (var step = 0; step < Decisions; step++)
        {
            var decided = await LookAsync(account => PaymentDecisions.Void(account, command), account => IsPromised(account, command.Attempt));
            var attempt = Tentative.Attempt(command.Attempt);
            if (decided.Error is not null || attempt is { State: AttemptState.Declined } or { State: AttemptState.Voided, PaymentId: not null })
                return Answer(decided.Error);
            if (attempt is { State: AttemptState.Asked or AttemptState.Authorised })
            {
                if (!await EndAsync(command.Context, attempt)) return Answer();
            }
            else if (!await LookForAsync(command.Context, command.Attempt))
            {
                await DecideAsync(command.Context, account => PaymentDecisions.Forgo(account, command.Attempt));
            }

            if (!IsPromised(Tentative, command.Attempt)) return Answer();
        }

        throw Contended();
    }

    private async Task<Result<PaymentView>> RefundAsync(RefundPayment command)
    {
        var decided = await DecideAsync(command.Context, account => PaymentDecisions.Refund(account, command));
        // It may have been paid before there was this ledger; the newest attempt is likeliest to have the money.
        var (first, last) = command.Attempt is { } one ? (one, one) : (1, Math.Min(command.Attempts, PaymentLimits.Attempts));
        for (var number = last; number >= first && PaymentDecisions.IsMoneyMissing(Tentative, decided.Error); number--)
        {
            if (await LookForAsync(command.Context, number, Tentative.Attempt(number)?.PaymentId))
                decided = await DecideAsync(command.Context, account => PaymentDecisions.Refund(account, command));
        }

        if (decided.Error is not null || Confirmed.Refund(command.Number) is not { State: RefundState.Asked } refund) return Answer(decided.Error);

        var attempt = Confirmed.Attempt(refund.Attempt)!;
        var request = new RefundRequest(
            $"{OrderId:N}/refund/{refund.Number}", ReferenceOf(attempt), OrderId, refund.Number, new Money(refund.Amount, Confirmed.Currency), refund.Reason, MayBeDone: decided.Events.Count == 0);
        if (await PaymentSteps.RefundAsync(gateway, request) is not { } told) return Answer();
        await DecideAsync(command.Context, account => PaymentDecisions.RefundTold(account, refund.Number, told));

        // What cannot be given back was perhaps given back already, by somebody else.
        if (!told.Done) await LookForAsync(command.Context, attempt.Number, attempt.PaymentId);
        return Answer();
    }

    private async Task<Result<PaymentView>> ObserveAsync(ObservePayment command)
    {
        var hasMoved = IsRepeat(command.Context.CommandId) ? await IsStoredAsync() : await TakeNoteAsync(command);
        if (hasMoved) await TellCheckoutAsync(command.Context);
        return Answer();
    }

    /// <summary>Silence that leaves nothing to show is told as such.</summary>
    private async Task<Result<PaymentView>> AnsweredAsync(Func<Task<Result<PaymentView>>> act)
    {
        try
        {
            return await act();
        }
        catch (PaymentOutcomeUnknownException)
        {
            return Answer(PaymentErrors.Unanswered());
        }
    }

    /// <summary>Decides without writing; what is not about to ask the provider is decided on the newest state there is.</summary>
    private async Task<Decision<PaymentEvent>> LookAsync(
        Func<PaymentAccount, Decision<PaymentEvent>> decide, Func<PaymentAccount, bool> willAsk)
    {
        for (var attempt = 0; attempt < Decisions; attempt++)
        {
            ThrowIfFailed();
            var decision = decide(Tentative);
            if ((decision.Error is null && willAsk(Tentative)) || await StandsAsync()) return decision;
        }

        throw Contended();
    }

    /// <summary>Decides, and stores what it comes to.</summary>
    private async Task<Decision<PaymentEvent>> DecideAsync(CommandContext context, Func<PaymentAccount, Decision<PaymentEvent>> decide)
    {
        for (var attempt = 0; attempt < Decisions; attempt++)
        {
            ThrowIfFailed();
            var decision = decide(Tentative);
            if (decision.Events.Count == 0 ? await StandsAsync() : await StoreAsync(context, decision.Events)) return decision;
        }

        throw Contended();
    }

    /// <summary>Writes down how a payment stands at the provider, and gives up there what is not wanted any more.</summary>
    /// <returns>Whether that was news.</returns>
    /// <exception cref="PaymentOutcomeUnknownException">It could not be given up.</exception>
    private async Task<bool> RecordAsync(CommandContext context, int attempt, Money amount, PaymentAnswer told)
    {
        var decided = await DecideAsync(
            context,
            account => PaymentDecisions.IsSecond(account, attempt, told) ? Decision<PaymentEvent>.Nothing : PaymentDecisions.Told(account, attempt, amount, told));
        if (PaymentDecisions.IsSecond(Tentative, attempt, told))
        {
            await EndSecondAsync(attempt, told.PaymentId);
            return false;
        }

        if (!PaymentDecisions.IsUnwanted(Tentative, attempt, told)) return decided.Events.Count > 0;
        var ended = await gateway.VoidAsync(new PaymentReference(KeyOf(attempt), told.PaymentId));
        return (await DecideAsync(context, account => PaymentDecisions.Told(account, attempt, amount, ended))).Events.Count > 0;
    }

    /// <summary>Leaves nothing of a payment that was made a second time under one key: it is no money of the order.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">It could not be ended now.</exception>
    private async Task EndSecondAsync(int attempt, string paymentId)
    {
        var second = new PaymentReference(KeyOf(attempt), paymentId);
        // What was told may be old; ending by the key alone could hit the first.
        if (await gateway.FindAsync(second.Key, paymentId) is not { } found || found.Answer.PaymentId != paymentId) return;
        var told = found.Answer.State == PaymentState.Authorised ? await gateway.VoidAsync(second) : found.Answer;
        if (told.State != PaymentState.Captured) return;
        var left = found.Amount with { Amount = found.Amount.Amount - told.Refunded };
        var refund = new RefundRequest($"{OrderId:N}/second/{paymentId}", second, OrderId, SecondRefund, left, "paidTwice", MayBeDone: true);
        if (!(await gateway.RefundAsync(refund)).Done) throw new PaymentOutcomeUnknownException("A second payment cannot be given back now.");
    }

    /// <summary>Gives up a promise; one that was asked for and not answered is asked for again first, for only that tells what it is.</summary>
    /// <returns>False when the provider does not answer.</returns>
    private async Task<bool> EndAsync(CommandContext context, KnownAttempt attempt)
    {
        var told = attempt.State == AttemptState.Authorised
            ? await PaymentSteps.VoidAsync(gateway, ReferenceOf(attempt))
            : await PaymentSteps.AuthoriseAsync(gateway, RequestOf(attempt.Number, AmountOf(attempt), attempt.Payment!));
        if (told is not null) await RecordAsync(context, attempt.Number, AmountOf(attempt), told);
        return told is not null;
    }

    /// <summary>Writes down how an attempt stands at the provider; false when the provider does not know it.</summary>
    /// <exception cref="PaymentOutcomeUnknownException">It does not answer.</exception>
    private async Task<bool> LookForAsync(CommandContext context, int attempt, string? paymentId = null)
    {
        if (await gateway.FindAsync(KeyOf(attempt), paymentId) is not { } found) return false;
        await RecordAsync(context, attempt, found.Amount, found.Answer);
        return true;
    }

    private async Task<bool> TakeNoteAsync(ObservePayment command)
    {
        if (command.FailedRefund is { } number)
            return (await DecideAsync(command.Context, account => PaymentDecisions.RefundFailed(account, number, command.Reason ?? "failed"))).Events.Count > 0;
        var state = command.State switch
        {
            AttemptState.Authorised => PaymentState.Authorised,
            AttemptState.Declined => PaymentState.Declined,
            AttemptState.Captured => PaymentState.Captured,
            AttemptState.Voided => PaymentState.Voided,
            _ => throw new ArgumentOutOfRangeException(nameof(command), command.State, "No provider tells that it was asked."),
        };
        var told = new PaymentAnswer(command.PaymentId, state, command.Reason, command.Refunded);

        // An old note may count a refund that has failed since; only the provider tells what went back by now.
        var isNewsOfRefunds = PaymentDecisions.Told(Tentative, command.Attempt, command.Amount, told).Events.Any(e => e is PaymentRefundedElsewhere);
        if (isNewsOfRefunds && await gateway.FindAsync(KeyOf(command.Attempt), command.PaymentId) is { } found)
            return await RecordAsync(command.Context, command.Attempt, found.Amount, found.Answer);
        return await RecordAsync(command.Context, command.Attempt, command.Amount, told);
    }

    /// <remarks>
    /// One that does not answer in time is at work on this order, perhaps waiting for the very provider that waits here. Then,
    /// and when it fails, the provider is to tell again.
    /// </remarks>
    private async Task TellCheckoutAsync(CommandContext context)
    {
        var moved = GrainFactory.GetGrain<ICheckoutGrain>(OrderId).PaymentMoved(context);
        var first = await Task.WhenAny(moved, Task.Delay(PatienceWithCheckout, Services.Time));
        if (first != moved) moved.Forget();
        if (first != moved || (await moved).Error is { Code: PaymentErrors.UnansweredCode })
            throw new PaymentOutcomeUnknownException("The checkout is not through with it.");
    }

    private PaymentRequest RequestOf(int attempt, Money amount, PaymentChoice payment, DateTimeOffset? since = null) =>
        new(KeyOf(attempt), OrderId, amount, payment.Token, Tentative.Attempt(attempt)?.AskedAt ?? since) { Attempt = attempt };

    private PaymentReference ReferenceOf(KnownAttempt attempt) => new(KeyOf(attempt.Number), attempt.PaymentId!);

    private Money AmountOf(KnownAttempt attempt) => new(attempt.Amount, Tentative.Currency);

    private string KeyOf(int attempt) => $"{OrderId:N}/{attempt}";

    private static bool IsOpen(PaymentAccount account, int attempt) => account.Attempt(attempt) is null or { State: AttemptState.Asked };

    private static bool IsPromised(PaymentAccount account, int attempt) => account.Attempt(attempt)?.State == AttemptState.Authorised;

    /// <summary>What is stored.</summary>
    private Result<PaymentView> Answer(StoreError? error = null) => new(Show(Confirmed), error, Position);

    private PaymentView Show(PaymentAccount account) => PaymentViews.Show(OrderId, Version, account);
}
