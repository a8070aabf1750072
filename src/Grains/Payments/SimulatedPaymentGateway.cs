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
public sealed class SimulatedPaymentGateway : IPaymentGateway
{
    private readonly Lock _lock = new();
    private readonly IPaymentLedger _ledger;
    private readonly SimulatedPayments _behaviour;
    private readonly TimeProvider _time;
    private readonly IChance _chance;
    private Dictionary<string, PaymentRecord>? _payments;

    /// <summary>Starts from what the ledger holds by the time of the first call.</summary>
    public SimulatedPaymentGateway(IPaymentLedger ledger, SimulatedPayments behaviour, TimeProvider time, IChance chance) =>
        (_ledger, _behaviour, _time, _chance) = (ledger, behaviour, time, chance);

    /// <inheritdoc/>
    public Task<PaymentAnswer> AuthoriseAsync(PaymentRequest request) => CallAsync(
        () => Authorise(request), timesOut: request.Token == "card_timeout");

    /// <inheritdoc/>
    public Task<PaymentAnswer> CaptureAsync(string key) => CallAsync(
        () => Move(key, PaymentState.Authorised, PaymentState.Captured));

    /// <inheritdoc/>
    public Task<PaymentAnswer> RefundAsync(string key) => CallAsync(
        () => Move(key, PaymentState.Captured, PaymentState.Refunded));

    /// <inheritdoc/>
    public Task<PaymentAnswer> VoidAsync(string key) => CallAsync(
        () => Move(key, PaymentState.Authorised, PaymentState.Voided));

    /// <inheritdoc/>
    public async Task<PaymentAnswer?> FindAsync(string key)
    {
        await DelayAsync();
        lock (_lock) return Payments().TryGetValue(key, out var payment) ? payment.Answer : null;
    }

    private Dictionary<string, PaymentRecord> Payments()
    {
        if (_payments is not null) return _payments;
        var payments = new Dictionary<string, PaymentRecord>(StringComparer.Ordinal);
        foreach (var entry in _ledger.Read()) payments[entry.Key] = new(entry.PaymentId, entry.State, entry.Reason, entry.OrderId, entry.Amount);
        return _payments = payments;
    }

    private PaymentAnswer Authorise(PaymentRequest request)
    {
        if (Payments().TryGetValue(request.Key, out var known)) return known.Answer;
        var declined = request.Token == "card_declined" || Happens(_behaviour.DeclineRate);
        var payment = new PaymentRecord(
            "pay_" + request.Key.Replace('/', '_'),
            declined ? PaymentState.Declined : PaymentState.Authorised,
            declined ? "card_declined" : null,
            request.OrderId,
            request.Amount);
        return Keep(request.Key, payment);
    }

    private PaymentAnswer Move(string key, PaymentState from, PaymentState to)
    {
        if (!Payments().TryGetValue(key, out var payment))
            throw new InvalidOperationException($"The gateway knows no payment '{key}'.");
        return payment.State == from ? Keep(key, payment with { State = to }) : payment.Answer;
    }

    private PaymentAnswer Keep(string key, PaymentRecord payment)
    {
        _ledger.Append(new LedgerEntry(_time.GetUtcNow(), key, payment.PaymentId, payment.State, payment.OrderId, payment.Amount, payment.Reason));
        Payments()[key] = payment;
        return payment.Answer;
    }

    private async Task<PaymentAnswer> CallAsync(Func<PaymentAnswer> act, bool timesOut = false)
    {
        await DelayAsync();
        PaymentAnswer answer;
        lock (_lock)
        {
            answer = act();
            if (Happens(_behaviour.DuplicateRate)) answer = act();
        }

        return timesOut || Happens(_behaviour.TimeoutRate)
            ? throw new PaymentOutcomeUnknownException("The simulated gateway did not answer in time.")
            : answer;
    }

    private Task DelayAsync() =>
        _behaviour.Delay > TimeSpan.Zero ? Task.Delay(_behaviour.Delay, _time) : Task.CompletedTask;

    private bool Happens(double rate) => rate > 0 && _chance.Next() < rate;

    private sealed record PaymentRecord(string PaymentId, PaymentState State, string? Reason, Guid OrderId, Money Amount)
    {
        public PaymentAnswer Answer => new(PaymentId, State, Reason);
    }
}
