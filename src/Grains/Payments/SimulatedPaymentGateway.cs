namespace OrleansStore.Grains.Payments;

/// <summary>How the simulated gateway behaves.</summary>
/// <param name="DeclineRate">Share of authorisations declined, 0 to 1.</param>
/// <param name="TimeoutRate">Share of calls that are carried out and then time out, 0 to 1.</param>
/// <param name="DuplicateRate">Share of calls that reach the gateway twice, 0 to 1.</param>
/// <param name="Delay">How long a call takes.</param>
public sealed record SimulatedPayments(double DeclineRate, double TimeoutRate, double DuplicateRate, TimeSpan Delay)
{
    /// <summary>Answers at once and never fails.</summary>
    public static SimulatedPayments Smooth { get; } = new(0, 0, 0, TimeSpan.Zero);
}

/// <summary>
/// A payment provider for development, tests and simulation. It stands for a system outside of the store: it keeps a
/// ledger of its own, which tells of every double charge.
/// </summary>
/// <remarks>The tokens <c>card_declined</c> and <c>card_timeout</c> are declined, and time out after the promise was given.</remarks>
public sealed class SimulatedPaymentGateway(IPaymentLedger ledger, SimulatedPayments behaviour, TimeProvider time, IChance chance) : IPaymentGateway
{
    /// <inheritdoc/>
    public Task<PaymentAnswer> AuthoriseAsync(PaymentRequest request) => CallAsync(
        async () => AnswerOf(await KeepAsync(request.Key, known => known.Count == 0 ? Open(request) : null)),
        timesOut: request.Token == "card_timeout");

    /// <inheritdoc/>
    public Task<PaymentAnswer> CaptureAsync(PaymentReference payment) => MoveAsync(payment.Key, PaymentState.Captured);

    /// <inheritdoc/>
    public Task<PaymentAnswer> VoidAsync(PaymentReference payment) => MoveAsync(payment.Key, PaymentState.Voided);

    /// <inheritdoc/>
    public Task<RefundAnswer> RefundAsync(RefundRequest request) => CallAsync(async () =>
    {
        var entries = await KeepAsync(request.Payment.Key, known => Refund(Existing(known, request.Payment.Key), request));
        return entries.Any(e => e.Refund == request.Key) ? new RefundAnswer(true) : new RefundAnswer(false, "amount_too_large");
    });

    /// <inheritdoc/>
    public async Task<FoundPayment?> FindAsync(string key, string? paymentId)
    {
        await DelayAsync();
        var entries = await ledger.FindAsync(key);
        return entries.Count == 0 ? null : new FoundPayment(entries[0].Amount, AnswerOf(entries));
    }

    private Task<PaymentAnswer> MoveAsync(string key, PaymentState to) => CallAsync(async () => AnswerOf(await KeepAsync(
        key, known => Existing(known, key)[^1] is { State: PaymentState.Authorised } promise ? promise with { At = time.GetUtcNow(), State = to } : null)));

    private static IReadOnlyList<LedgerEntry> Existing(IReadOnlyList<LedgerEntry> known, string key) =>
        known.Count > 0 ? known : throw new InvalidOperationException($"The gateway knows no payment '{key}'.");

    /// <summary>Once a key, and never more than was taken.</summary>
    private LedgerEntry? Refund(IReadOnlyList<LedgerEntry> known, RefundRequest request)
    {
        if (known.Any(e => e.Refund == request.Key)) return null;
        var left = known.Sum(e => e.State switch
        {
            PaymentState.Captured => e.Amount.Amount,
            PaymentState.Refunded => -e.Amount.Amount,
            _ => 0,
        });
        return request.Amount.Amount > left
            ? null
            : known[^1] with { At = time.GetUtcNow(), State = PaymentState.Refunded, Amount = request.Amount, Refund = request.Key };
    }

    private LedgerEntry Open(PaymentRequest request)
    {
        var declined = request.Token == "card_declined" || Happens(behaviour.DeclineRate);
        return new LedgerEntry(
            time.GetUtcNow(),
            request.Key,
            "pay_" + request.Key.Replace('/', '_'),
            declined ? PaymentState.Declined : PaymentState.Authorised,
            request.OrderId,
            request.Amount,
            declined ? "card_declined" : null);
    }

    /// <summary>Takes a payment one step on; where there is none to take, it stays as it is.</summary>
    private async ValueTask<IReadOnlyList<LedgerEntry>> KeepAsync(string key, Func<IReadOnlyList<LedgerEntry>, LedgerEntry?> step)
    {
        while (true)
        {
            var known = await ledger.FindAsync(key);
            if (step(known) is not { } next) return known;
            if (await ledger.TryAppendAsync(next, known.Count)) return [.. known, next];
        }
    }

    private async Task<T> CallAsync<T>(Func<Task<T>> act, bool timesOut = false)
    {
        await DelayAsync();
        var answer = await act();
        if (Happens(behaviour.DuplicateRate)) answer = await act();
        return timesOut || Happens(behaviour.TimeoutRate)
            ? throw new PaymentOutcomeUnknownException("The simulated gateway did not answer in time.")
            : answer;
    }

    private Task DelayAsync() =>
        behaviour.Delay > TimeSpan.Zero ? Task.Delay(behaviour.Delay, time) : Task.CompletedTask;

    private bool Happens(double rate) => rate > 0 && chance.Next() < rate;

    private static PaymentAnswer AnswerOf(IReadOnlyList<LedgerEntry> entries)
    {
        var refunded = entries.Where(e => e.State == PaymentState.Refunded).Sum(e => e.Amount.Amount);
        var stands = entries.Last(e => e.State != PaymentState.Refunded);
        var state = refunded > 0 && refunded >= stands.Amount.Amount ? PaymentState.Refunded : stands.State;
        return new PaymentAnswer(stands.PaymentId, state, stands.Reason, refunded);
    }
}
