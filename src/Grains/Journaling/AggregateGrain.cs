using System.Collections.Immutable;
using Orleans.EventSourcing;
using Orleans.EventSourcing.CustomStorage;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Journaling;

/// <summary>
/// The one base of all journaled grains. It decides purely, stores conditionally, and answers only what is stored.
/// </summary>
/// <remarks>
/// It closes what <c>JournaledGrain</c> leaves open: an event that breaks the fold is not swallowed (one pure function,
/// no <c>Apply</c> overloads); after a version conflict a command is decided again on the new state; an unknown outcome
/// is resolved by event ids; a store that fails surfaces as <see cref="StorageUnavailableException"/> in bounded time
/// and the activation goes away, so nothing is written behind the caller's back.
/// </remarks>
public abstract class AggregateGrain<TState, TEvent>(JournalServices services)
    : JournaledGrain<Journaled<TState>, Recorded<TEvent>>, ICustomStorageInterface<Journaled<TState>, Recorded<TEvent>>
    where TState : class, IAggregate<TState, TEvent>
    where TEvent : class
{
    /// <summary>How often a command is decided again after conflicts before its caller is told to come back.</summary>
    protected const int Decisions = 8;

    /// <summary>Events read at once when a stream is replayed.</summary>
    private const int ReplayPage = 1_000;

    /// <summary>A version no store can have: tells the engine to drop what is pending.</summary>
    private const int NoVersion = -1;

    /// <summary>The fault of what nobody foresaw. Nothing may leave the storage methods: the engine would call them again for ever.</summary>
    private const string Unexpected = "unexpected";

    private StorageUnavailableException? _failure;
    private int _snapshotVersion;
    private int _overtaken;
    private Task<bool>? _look;
    private bool _isActive;
    private string? _stream;

    /// <summary>What every journaled grain needs.</summary>
    protected JournalServices Services => services;

    /// <summary>The stream's category, such as <c>order</c>.</summary>
    protected abstract string Category { get; }

    /// <summary>Whom it is about what an event, or the state, says of a person; null: it says nothing of anybody.</summary>
    /// <param name="state">The state, with the event in it.</param>
    /// <param name="event">Null: the state itself is asked about.</param>
    protected virtual Guid? SubjectOf(TState state, TEvent? @event) => null;

    /// <summary>The name of this grain's stream.</summary>
    protected string Stream => _stream ??= $"{Category}-{StreamKey()}";

    /// <summary>The state as stored.</summary>
    protected TState Confirmed => State.Value ?? TState.Initial;

    /// <summary>The state with what is on its way to the store.</summary>
    protected TState Tentative => TentativeState.Value ?? TState.Initial;

    /// <summary>The version with what is on its way to the store.</summary>
    protected int TentativeVersion => Version + UnconfirmedEvents.Count();

    /// <summary>The global position of the newest event stored.</summary>
    protected long Position { get; private set; }

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await base.OnActivateAsync(cancellationToken);
        ThrowIfFailed();
        _isActive = true;
    }

    /// <summary>
    /// Decides a command, stores what it comes to, and shows the stored state. A repeat is answered once what it repeats is
    /// stored. A refusal, or that nothing is to be done, writes nothing that another activation's events would make fail:
    /// it is answered only when the state that it was decided on is the journal's.
    /// </summary>
    /// <exception cref="StorageUnavailableException">Nothing was stored, unless its fault is <c>unknown</c>: then a repeat of the command tells.</exception>
    protected async Task<Result<TView>> Execute<TView>(
        CommandContext context, Func<TState, DateTimeOffset, Decision<TEvent>> decide, Func<TState, TView> show)
        where TView : class
    {
        for (var attempt = 0; attempt < Decisions; attempt++)
        {
            ThrowIfFailed();
            var repeat = IsRepeat(context.CommandId);
            var decision = repeat ? Decision<TEvent>.Nothing : decide(Tentative, services.Time.GetUtcNow());
            if (decision.Events.Count == 0)
            {
                if (repeat ? await IsStoredAsync() : await StandsAsync())
                    return new Result<TView>(decision.Error is null ? show(Confirmed) : null, decision.Error, Position);
                continue;
            }

            if (await StoreAsync(context, decision.Events)) return Result.Ok(show(Confirmed), Position);
        }

        throw Contended();
    }

    /// <summary>
    /// Whether the state that was decided on is the newest there is. This activation may be one of two, as happens in a
    /// failover, and know nothing of what the other one stored. Costs a read of what is newer, unless events on their way
    /// to the store tell; those who ask at the same time share it.
    /// </summary>
    /// <returns>False when it was not; it is read anew by now: decide again.</returns>
    /// <exception cref="StorageUnavailableException">It cannot be told now.</exception>
    protected async Task<bool> StandsAsync()
    {
        ThrowIfFailed();
        var (version, overtaken) = (Version, _overtaken);
        if (!UnconfirmedEvents.Any() && await IsNewestAsync()) return overtaken == _overtaken;
        await ConfirmEvents();
        ThrowIfFailed();
        if (overtaken != _overtaken) return false;
        // What this activation itself has stored on top of the state proves that nobody else had.
        if (Version > version) return true;
        _overtaken++;
        await RefreshNow();
        ThrowIfFailed();
        return false;
    }

    /// <summary>Sees to it that the confirmed state is the newest there is; see <see cref="StandsAsync"/>.</summary>
    protected Task CatchUpAsync() => StandsAsync();

    /// <summary>Tells the caller to come back.</summary>
    protected static StorageUnavailableException Contended() =>
        new("contended", "The state kept changing while the command was decided.");

    /// <summary>Stores events if the state they were decided on still stands.</summary>
    /// <returns>False after a conflict: decide again.</returns>
    protected async Task<bool> StoreAsync(CommandContext context, IReadOnlyList<TEvent> events)
    {
        ThrowIfFailed();
        var stored = await RaiseConditionalEvents(Record(context, events));
        ThrowIfFailed();
        if (stored) OnStored(Version, Position);
        return stored;
    }

    /// <summary>Stores events without waiting; for marks that may be lost, because their absence only repeats idempotent work.</summary>
    protected void StoreLater(CommandContext context, TEvent @event) => StoreAsync(context, [@event]).Forget();

    /// <summary>Reads this grain's own stream, newest first.</summary>
    /// <param name="before">Events below this version.</param>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    protected async Task<IReadOnlyList<StoredEvent>> ReadBackwardsAsync(int before, int maxCount)
    {
        try
        {
            return await services.Journal.ReadStreamBackwardsAsync(Stream, before, maxCount);
        }
        catch (JournalUnavailableException e)
        {
            throw StorageFailure.Of(e);
        }
    }

    /// <summary>Reads this grain's own stream, oldest first.</summary>
    /// <param name="after">Events above this version.</param>
    /// <exception cref="StorageUnavailableException">It cannot be read now.</exception>
    protected async Task<IReadOnlyList<StoredEvent>> ReadForwardsAsync(int after, int maxCount)
    {
        try
        {
            return await services.Journal.ReadStreamAsync(Stream, after, maxCount);
        }
        catch (JournalUnavailableException e)
        {
            throw StorageFailure.Of(e);
        }
    }

    /// <summary>Called after this activation stored events.</summary>
    protected virtual void OnStored(int version, long position)
    {
    }

    /// <summary>Has the activation go when the caller does not come again; see <see cref="BriefVisit"/>.</summary>
    protected void EndBriefVisit()
    {
        if (BriefVisit.IsUnderWay) DeactivateOnIdle();
    }

    /// <summary>Throws what made this activation unfit.</summary>
    protected void ThrowIfFailed()
    {
        if (_failure is not null) throw new StorageUnavailableException(_failure.Fault, _failure.Message);
    }

    /// <summary>Whether this very command has led to events already.</summary>
    protected bool IsRepeat(Guid commandId) => TentativeState.Commands.Contains(commandId);

    /// <inheritdoc/>
    protected sealed override void TransitionState(Journaled<TState> state, Recorded<TEvent> @event)
    {
        var next = TState.Evolve(state.Value ?? TState.Initial, @event.Body, MetaOf(@event));
        state.Commands = Remember(state.Commands, @event.CommandId);
        state.Value = next;
    }

    /// <inheritdoc/>
    protected sealed override void OnStateChanged()
    {
        if (Version - _snapshotVersion < services.SnapshotEvery || _failure is not null) return;
        _snapshotVersion = Version;
        var snapshot = SnapshotCodec.Write<TState, TEvent>(State, Version, Position) with { Subject = SubjectOf(Confirmed, null) };
        services.Journal.SaveSnapshotAsync(Stream, snapshot).AsTask().Forget();
    }

    /// <summary>Reads snapshot and events; called by the engine.</summary>
    /// <returns>The version and the state; a negative version once this activation has failed.</returns>
    public async Task<KeyValuePair<int, Journaled<TState>>> ReadStateFromStorage()
    {
        if (_failure is not null) return new(NoVersion, new Journaled<TState>());
        try
        {
            var (version, state) = await LoadAsync();
            return new(version, state);
        }
        catch (JournalUnavailableException e)
        {
            return Unreadable(e.Fault.ToString(), e.Message);
        }
        catch (UnknownEventException e)
        {
            return Unreadable("unknownEvent", e.Message);
        }
        catch (Exception e)
        {
            return Unreadable(Unexpected, e.Message);
        }
    }

    /// <summary>Appends a batch; called by the engine.</summary>
    /// <returns>False after a conflict, and when the store failed: then callers get what was recorded.</returns>
    public async Task<bool> ApplyUpdatesToStorage(IReadOnlyList<Recorded<TEvent>> updates, int expectedVersion)
    {
        if (_failure is not null) return false;
        try
        {
            var events = Encode(updates);
            AppendResult result;
            try
            {
                result = await services.Journal.AppendAsync(Stream, expectedVersion, events);
            }
            catch (JournalOutcomeUnknownException e)
            {
                result = await services.Journal.ResolveAsync(e, Stream, expectedVersion, events, services.Time);
            }

            if (result.Outcome == AppendOutcome.Conflict)
            {
                _overtaken++;
                return false;
            }

            Position = result.Position;
            return true;
        }
        catch (JournalUnavailableException e)
        {
            Fail(e.Fault.ToString(), e.Message);
        }
        catch (JournalOutcomeUnknownException e)
        {
            Fail("unknown", e.Message);
        }
        catch (Exception e)
        {
            Fail(Unexpected, e.Message);
        }

        return false;
    }

    /// <summary>
    /// Most streams are shorter than what a snapshot is worth, and new ones are empty: one read tells. Only behind a full
    /// first page a snapshot is looked for.
    /// </summary>
    private async Task<(int Version, Journaled<TState> State)> LoadAsync()
    {
        var state = new Journaled<TState>();
        var version = 0;
        var first = await services.Journal.ReadStreamAsync(Stream, 0, services.SnapshotEvery);
        if (first.Count == services.SnapshotEvery
            && await services.Journal.ReadSnapshotAsync(Stream) is { } snapshot
            && SnapshotCodec.TryRead<TState, TEvent>(snapshot, state))
            (version, Position, _snapshotVersion) = (snapshot.Version, snapshot.Position, snapshot.Version);

        for (var events = first; ; events = await services.Journal.ReadStreamAsync(Stream, version, ReplayPage))
        {
            var enough = ReferenceEquals(events, first) ? services.SnapshotEvery : ReplayPage;
            foreach (var stored in events)
            {
                if (stored.Version <= version) continue;
                TransitionState(state, Decode(stored));
                (version, Position) = (stored.Version, stored.Position);
            }

            if (events.Count < enough) return (version, state);
        }
    }

    /// <summary>Waits until what the decision was based on is stored; false when it was not to be.</summary>
    protected async Task<bool> IsStoredAsync()
    {
        if (!UnconfirmedEvents.Any()) return true;
        var overtaken = _overtaken;
        await ConfirmEvents();
        ThrowIfFailed();
        return overtaken == _overtaken;
    }

    private async Task<bool> IsNewestAsync()
    {
        // One that is under way may have looked before the decision was made. Whether it failed is its own callers' affair.
        if (_look is { IsCompleted: false } earlier) await Task.WhenAny(earlier);
        if (_look is not { IsCompleted: false }) _look = LookAsync();
        return await _look;
    }

    private async Task<bool> LookAsync()
    {
        try
        {
            return (await services.Journal.ReadStreamAsync(Stream, Version, 1)).Count == 0;
        }
        catch (JournalUnavailableException e)
        {
            throw StorageFailure.Of(e);
        }
    }

    private List<Recorded<TEvent>> Record(CommandContext context, IReadOnlyList<TEvent> events)
    {
        var now = services.Time.GetUtcNow();
        var recorded = new List<Recorded<TEvent>>(events.Count);
        foreach (var body in events)
            recorded.Add(new(services.Ids.NewId(), context.CommandId, context.CorrelationId, context.Actor, now, body));
        return recorded;
    }

    private NewEvent[] Encode(IReadOnlyList<Recorded<TEvent>> updates)
    {
        var encoded = new NewEvent[updates.Count];
        // Folded here: while the engine stores, its tentative state may not be looked at.
        var state = Confirmed;
        for (var i = 0; i < encoded.Length; i++)
        {
            var e = updates[i];
            state = TState.Evolve(state, e.Body, MetaOf(e));
            var (name, payload) = services.Codec.Write(e.Body);
            encoded[i] = new NewEvent(e.EventId, name, e.CommandId, e.CorrelationId, e.Actor, e.Time, payload, SubjectOf(state, e.Body));
        }

        return encoded;
    }

    private Recorded<TEvent> Decode(StoredEvent stored) =>
        new(stored.EventId, stored.CausationId, stored.CorrelationId, stored.Actor, stored.Time, (TEvent)services.Codec.Read(stored));

    private static EventMeta MetaOf(Recorded<TEvent> e) => new(e.CommandId, e.CorrelationId, e.Actor, e.Time);

    private static ImmutableArray<Guid> Remember(ImmutableArray<Guid> commands, Guid commandId)
    {
        var limit = TState.RememberedCommands;
        if (limit == 0 || (commands.Length > 0 && commands[^1] == commandId)) return commands;
        return commands.Remember(commandId, limit);
    }

    private KeyValuePair<int, Journaled<TState>> Unreadable(string fault, string message)
    {
        Fail(fault, message);
        return new(NoVersion, new Journaled<TState>());
    }

    private void Fail(string fault, string message)
    {
        _failure = StorageFailure.Of(fault, message);
        // One that is not active yet fails its activation: its callers get that very failure. Had it asked to leave
        // before, they would be sent on to the next activation instead, and be rejected there without a reason.
        if (_isActive) DeactivateOnIdle();
    }

    private string StreamKey() => this switch
    {
        IGrainWithGuidKey guid => guid.GetPrimaryKey().ToString("N"),
        IGrainWithStringKey text => text.GetPrimaryKeyString(),
        _ => throw new InvalidOperationException("A journaled grain has a Guid or a string as its key."),
    };
}
