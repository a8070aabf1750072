using OrleansStore.Contracts.Outbound;

namespace OrleansStore.Grains.Outbound;

/// <summary>
/// What waits for one receiver: decides what may be tried when. Within a lane the oldest goes first and the others wait
/// for it; lanes do not wait for each other. Pure: time and chance are handed in.
/// </summary>
public sealed class Outbox(OutboundState state, OutboundLimits limits)
{
    private readonly SortedDictionary<long, Parcel> _waiting = new(state.Waiting.ToDictionary(p => p.Position));
    private readonly HashSet<string> _busy = new(StringComparer.Ordinal);
    private readonly Queue<Delivery> _deliveries = new(state.Deliveries);
    private readonly Queue<DeadLetter> _dead = new(state.DeadLetters);
    private Circuit _circuit = state.Circuit;
    private long _attempts = state.Attempts;

    /// <summary>How far the journal was read.</summary>
    public long Position { get; private set; } = state.Position;

    /// <summary>Whether something changed that is not merely the position.</summary>
    public bool HasChanges { get; private set; }

    /// <summary>Whether more may wait.</summary>
    public bool HasRoom => _waiting.Count < limits.Waiting;

    /// <summary>Nothing reached the receiver since then.</summary>
    public DateTimeOffset? FailingSince => _circuit.Since;

    /// <summary>Where it stands, to be kept.</summary>
    public OutboundState ToState() => new(Position, [.. _waiting.Values], _circuit, _attempts, [.. _deliveries], [.. _dead]);

    /// <summary>Where it stands, for people.</summary>
    public OutboundView ToView(string name) =>
        new(name, Position, _waiting.Count, _circuit.Since, _circuit.ProbeAt, [.. _deliveries], [.. _dead]);

    /// <summary>The present state is kept.</summary>
    public void Kept() => HasChanges = false;

    /// <summary>An event was read; <paramref name="lane"/> is null when it does not concern the receiver.</summary>
    public void Read(long position, string? lane, DateTimeOffset now)
    {
        Position = position;
        if (lane is null) return;
        _waiting[position] = new Parcel(position, lane, 0, null, now);
        HasChanges = true;
    }

    /// <summary>The next message that may be tried now; its lane is busy until <see cref="Finish"/> or <see cref="Free"/>. Null when there is none.</summary>
    public Parcel? Take(DateTimeOffset now)
    {
        var parcel = _circuit.ProbeAt is { } probe ? Probe(now, probe) : _waiting.Values.FirstOrDefault(IsFirstOfFreeLane(p => p.Due <= now));
        if (parcel is not null) _busy.Add(parcel.Lane);
        return parcel;
    }

    /// <summary>Something could not be made out and never will be.</summary>
    public void Bury(long position, Guid eventId, string type, DateTimeOffset now, string error) =>
        AddDead(new DeadLetter(eventId, type, position, 0, now, error));

    /// <summary>An attempt at a message that <see cref="Take"/> gave came to an end.</summary>
    /// <param name="chance">From 0 to 1: spreads the attempts of many receivers.</param>
    /// <param name="keep">It is not to become a dead letter, for the receiver is paused from now on.</param>
    /// <returns>The dead letter that it became, if it did.</returns>
    public DeadLetter? Finish(
        Parcel parcel, OutboundMessage message, DeliveryOutcome outcome, DateTimeOffset at, TimeSpan took, double chance, bool keep = false)
    {
        Free(parcel);
        if (outcome.GoesOn) return null;
        Note(message, parcel.Attempts + 1, outcome, at, took);
        if (outcome.Error is null)
        {
            Arrived(parcel, at);
            return null;
        }

        // Replayed or ended meanwhile.
        if (!_waiting.ContainsKey(parcel.Position)) return null;
        var attempts = parcel.Attempts + 1;
        var first = parcel.FirstFailure ?? at;
        if (!outcome.IsReached) Failed(at, chance);
        else if (_circuit.Failures > 0) Mend(at);
        if (!keep && (outcome.IsFinal || at - first >= limits.GiveUp)) return Bury(parcel, message, attempts, at, outcome.Error);
        _waiting[parcel.Position] = parcel with { Attempts = attempts, FirstFailure = first, Due = at + Pause(attempts, chance) };
        return null;
    }

    /// <summary>Its lane may be taken from again.</summary>
    public void Free(Parcel parcel) => _busy.Remove(parcel.Lane);

    /// <summary>Notes an attempt that stands outside the order of things.</summary>
    public Delivery Note(OutboundMessage message, int attempt, DeliveryOutcome outcome, DateTimeOffset at, TimeSpan took)
    {
        var delivery = new Delivery(
            ++_attempts, message.Id, message.Type, message.Position, attempt, at, (long)took.TotalMilliseconds, outcome.Error is null, outcome.Status, outcome.Error);
        _deliveries.Enqueue(delivery);
        if (_deliveries.Count > limits.Deliveries) _deliveries.Dequeue();
        HasChanges = true;
        return delivery;
    }

    /// <summary>Goes back: everything from the position on is told again.</summary>
    public void Replay(long fromPosition)
    {
        Position = fromPosition - 1;
        foreach (var position in _waiting.Keys.Where(p => p >= fromPosition).ToArray()) _waiting.Remove(position);
        Renew(DateTimeOffset.MinValue);
    }

    /// <summary>Somebody mended the receiver, or says so: what waits is tried at once, and for as long as if it were new.</summary>
    public void Renew(DateTimeOffset now)
    {
        _circuit = Circuit.Closed;
        foreach (var parcel in _waiting.Values.ToArray()) _waiting[parcel.Position] = parcel with { FirstFailure = null, Attempts = 0, Due = now };
        HasChanges = true;
    }

    private void Arrived(Parcel parcel, DateTimeOffset at)
    {
        _waiting.Remove(parcel.Position);
        if (_circuit.Failures > 0) Mend(at);
    }

    /// <summary>What waited because nothing went through need not wait any longer.</summary>
    private void Mend(DateTimeOffset at)
    {
        var wasOpen = _circuit.ProbeAt is not null;
        _circuit = Circuit.Closed;
        if (!wasOpen) return;
        foreach (var parcel in _waiting.Values.Where(p => p.Due > at).ToArray()) _waiting[parcel.Position] = parcel with { Due = at };
    }

    private void Failed(DateTimeOffset at, double chance)
    {
        var failures = _circuit.Failures + 1;
        DateTimeOffset? probe = failures >= limits.Breaker ? at + Pause(failures - limits.Breaker + 1, chance) : null;
        _circuit = new Circuit(failures, _circuit.Since ?? at, probe);
    }

    private DeadLetter Bury(Parcel parcel, OutboundMessage message, int attempts, DateTimeOffset at, string error)
    {
        _waiting.Remove(parcel.Position);
        return AddDead(new DeadLetter(message.EventId, message.Type, parcel.Position, attempts, at, error));
    }

    private DeadLetter AddDead(DeadLetter letter)
    {
        _dead.Enqueue(letter);
        if (_dead.Count > limits.DeadLetters) _dead.Dequeue();
        HasChanges = true;
        return letter;
    }

    /// <summary>One at a time, and whichever was tried least: a message that the receiver cannot digest must not keep the circuit open.</summary>
    private Parcel? Probe(DateTimeOffset now, DateTimeOffset probe) =>
        now < probe || _busy.Count > 0 ? null : _waiting.Values.Where(IsFirstOfFreeLane(_ => true)).MinBy(p => (p.Attempts, p.Position));

    private Func<Parcel, bool> IsFirstOfFreeLane(Func<Parcel, bool> may)
    {
        var seen = new HashSet<string>(_busy, StringComparer.Ordinal);
        return parcel => seen.Add(parcel.Lane) && may(parcel);
    }

    /// <summary>Doubles with each failure; between half and all of it, so that receivers that failed together do not come back together.</summary>
    private TimeSpan Pause(int failures, double chance)
    {
        var full = Math.Min(limits.LongestRetry.Ticks, limits.FirstRetry.Ticks * Math.Pow(2, Math.Min(failures - 1, 40)));
        return TimeSpan.FromTicks((long)(full * (0.5 + (chance / 2))));
    }
}
