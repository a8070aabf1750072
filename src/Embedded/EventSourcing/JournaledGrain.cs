using Orleans.Embedded;
using Orleans.EventSourcing.CustomStorage;

namespace Orleans.EventSourcing;

/// <summary>A grain whose state is the fold of its events.</summary>
/// <remarks>Orleans: src/Orleans.EventSourcing/JournaledGrain.cs</remarks>
public abstract class JournaledGrain<TGrainState> : JournaledGrain<TGrainState, object>
    where TGrainState : class, new();

/// <summary>
/// A grain whose state is the fold of its events. Events are raised first (the tentative state has them) and
/// confirmed by storage later (then the confirmed state has them); calls that interleave share appends.
/// </summary>
/// <remarks>Orleans: src/Orleans.EventSourcing/JournaledGrain.cs</remarks>
public abstract class JournaledGrain<TGrainState, TEventBase> : LogConsistentGrain<TGrainState>, ILifecycleGrain, IJournalHost<TGrainState, TEventBase>
    where TGrainState : class, new()
    where TEventBase : class
{
    private CustomStorageAdaptor<TGrainState, TEventBase>? _adaptor;

    /// <summary>Events that are raised and not yet confirmed.</summary>
    public IEnumerable<TEventBase> UnconfirmedEvents => Adaptor.UnconfirmedSuffix;

    /// <summary>The confirmed state.</summary>
    protected TGrainState State => Adaptor.ConfirmedView;

    /// <summary>The version of the confirmed state: the number of confirmed events.</summary>
    protected int Version => Adaptor.ConfirmedVersion;

    /// <summary>The confirmed state and the unconfirmed events on top of it.</summary>
    protected TGrainState TentativeState => Adaptor.TentativeView;

    private CustomStorageAdaptor<TGrainState, TEventBase> Adaptor =>
        _adaptor ?? throw new InvalidOperationException("A journaled grain has no state before it is set up.");

    /// <summary>Waits until the state is loaded. Whoever overrides this must call it, or serves an empty state for a while.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken) => Adaptor.Synchronize();

    void ILifecycleGrain.SetUp()
    {
        if (this is not ICustomStorageInterface<TGrainState, TEventBase>)
        {
            throw new Storage.BadProviderConfigException(
                "Must implement ICustomStorageInterface<TLogView,TLogEntry> for CustomStorageLogView provider");
        }

        CustomStorageProvider.Check(this);
        _adaptor = new(this, (Activation)GrainContext);
        _adaptor.StartInitialRead();
    }

    Task ILifecycleGrain.TearDown() => _adaptor?.WaitUntilIdle() ?? Task.CompletedTask;

    /// <summary>Raises an event, unconditionally: it is stored whatever else is.</summary>
    protected virtual void RaiseEvent<TEvent>(TEvent @event) where TEvent : TEventBase
    {
        ArgumentNullException.ThrowIfNull(@event);
        Adaptor.Submit(@event);
    }

    /// <summary>Raises events as one atomic sequence, unconditionally.</summary>
    protected virtual void RaiseEvents<TEvent>(IEnumerable<TEvent> events) where TEvent : TEventBase
    {
        ArgumentNullException.ThrowIfNull(events);
        Adaptor.SubmitRange((IEnumerable<TEventBase>)events);
    }

    /// <summary>Raises an event on the condition that nothing else is stored before it.</summary>
    /// <returns>Whether it was stored; false: there was a conflict and the event is dropped.</returns>
    protected virtual Task<bool> RaiseConditionalEvent<TEvent>(TEvent @event) where TEvent : TEventBase
    {
        ArgumentNullException.ThrowIfNull(@event);
        return Adaptor.TryAppend(@event);
    }

    /// <summary>Raises events as one atomic sequence, on the condition that nothing else is stored before them.</summary>
    /// <returns>Whether they were stored; false: there was a conflict and the events are dropped.</returns>
    protected virtual Task<bool> RaiseConditionalEvents<TEvent>(IEnumerable<TEvent> events) where TEvent : TEventBase
    {
        ArgumentNullException.ThrowIfNull(events);
        return Adaptor.TryAppendRange((IEnumerable<TEventBase>)events);
    }

    /// <summary>Waits until all events raised so far are confirmed.</summary>
    protected Task ConfirmEvents() => Adaptor.ConfirmSubmittedEntries();

    /// <summary>Reads the state from storage anew and confirms the events raised so far.</summary>
    protected Task RefreshNow() => Adaptor.Synchronize();

    /// <summary>Not supported: history is read from the storage itself.</summary>
    protected Task<IReadOnlyList<TEventBase>> RetrieveConfirmedEvents(int fromVersion, int toVersion)
    {
        if (fromVersion < 0) throw new ArgumentException("invalid range", nameof(fromVersion));
        if (toVersion < fromVersion || toVersion > Version) throw new ArgumentException("invalid range", nameof(toVersion));
        throw new NotSupportedException();
    }

    /// <summary>The tentative state may have changed.</summary>
    protected virtual void OnTentativeStateChanged()
    {
    }

    /// <summary>The confirmed state has changed.</summary>
    protected virtual void OnStateChanged()
    {
    }

    /// <summary>Storage failed and is tried again; exceptions of this method are logged only.</summary>
    protected virtual void OnConnectionIssue(ConnectionIssue issue)
    {
    }

    /// <summary>Storage works again; exceptions of this method are logged only.</summary>
    protected virtual void OnConnectionIssueResolved(ConnectionIssue issue)
    {
    }

    /// <summary>
    /// Applies an event to a state; by default by the state's method <c>Apply</c> for the event's type. An exception
    /// is logged, and the version advances all the same.
    /// </summary>
    protected virtual void TransitionState(TGrainState state, TEventBase @event)
    {
        dynamic s = state;
        dynamic e = @event;
        s.Apply(e);
    }

    void IJournalHost<TGrainState, TEventBase>.UpdateView(TGrainState view, TEventBase entry) => TransitionState(view, entry);

    void IJournalHost<TGrainState, TEventBase>.OnViewChanged(bool tentative, bool confirmed)
    {
        if (tentative) OnTentativeStateChanged();
        if (confirmed) OnStateChanged();
    }

    void IJournalHost<TGrainState, TEventBase>.OnConnectionIssue(ConnectionIssue issue) => OnConnectionIssue(issue);

    void IJournalHost<TGrainState, TEventBase>.OnConnectionIssueResolved(ConnectionIssue issue) => OnConnectionIssueResolved(issue);
}

/// <summary>The base of grains whose state is a view of a log.</summary>
/// <remarks>Orleans: src/Orleans.EventSourcing/LogConsistency/LogConsistentGrain.cs</remarks>
public abstract class LogConsistentGrain<TView> : Grain
{
    /// <summary>Only journaled grains are offered.</summary>
    private protected LogConsistentGrain()
    {
    }
}
