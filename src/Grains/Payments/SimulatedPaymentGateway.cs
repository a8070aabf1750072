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
        () => KeepAsync(request.Key, known => known is null ? Open(request) : null), timesOut: request.Token == "card_timeout");

    /// <inheritdoc/>
    public Task<PaymentAnswer> CaptureAsync(string key) => MoveAsync(key, PaymentState.Authorised, PaymentState.Captured);

    /// <inheritdoc/>
    public Task<PaymentAnswer> RefundAsync(string key) => MoveAsync(key, PaymentState.Captured, PaymentState.Refunded);

    /// <inheritdoc/>
    public Task<PaymentAnswer> VoidAsync(string key) => MoveAsync(key, PaymentState.Authorised, PaymentState.Voided);

    /// <inheritdoc/>
    public async Task<PaymentAnswer?> FindAsync(string key)
    {
        await DelayAsync();
        return await ledger.FindAsync(key) is { } payment ? AnswerOf(payment) : null;
    }

    private Task<PaymentAnswer> MoveAsync(string key, PaymentState from, PaymentState to) => CallAsync(() => KeepAsync(key, payment =>
    {
        if (payment is null) throw new InvalidOperationException($"The gateway knows no payment '{key}'.");
        return payment.State == from ? payment with { At = time.GetUtcNow(), State = to } : null;
    }));

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

    /// <summary>Takes a payment one step on; where there is none to take, it is answered as it stands.</summary>
    private async ValueTask<PaymentAnswer> KeepAsync(string key, Func<LedgerEntry?, LedgerEntry?> step)
    {
        while (true)
        {
            var known = await ledger.FindAsync(key);
            if (step(known) is not { } next) return AnswerOf(known!);
            if (await ledger.TryAppendAsync(next, known?.State)) return AnswerOf(next);
        }
    }

    private async Task<PaymentAnswer> CallAsync(Func<ValueTask<PaymentAnswer>> act, bool timesOut = false)
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

    private static PaymentAnswer AnswerOf(LedgerEntry entry) => new(entry.PaymentId, entry.State, entry.Reason);
}
