using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>
/// One activation of a grain. It is its own inbox, turn lock and synchronization context; whatever is not
/// needed while idle is in <see cref="ActivationExtras"/>, which most activations never have.
/// </summary>
internal sealed partial class Activation : SynchronizationContext, IGrainContext, IThreadPoolWorkItem
{
    // Bits of _gate, which only the owner of the turn touches.
    private const int NotValid = 1;
    private const int ExclusiveRuns = 2;
    private const int OneReader = 4;

    /// <summary>Work items that a thread runs for an activation before it lets others have the thread.</summary>
    private const int TurnsPerSchedule = 64;

    /// <summary>Work items that a caller runs for the grain whose answer it waits for.</summary>
    private const int TurnsPerHelp = 16;

    /// <summary>Requests that waited for another and are started when it is done, before the inbox is looked at again.</summary>
    private const int StartsPerSettling = 16;

    // null: idle. Running: a thread has the turn. Otherwise the newest of the items that wait, linked to older ones.
    private WorkItem? _inbox;
    private WorkItem? _ready;
    private readonly GrainClass _class;
    private readonly IdSpan _key;
    private object? _instance;
    private ActivationExtras? _extras;
    private WaitingRequests? _waiting;
    private int _gate = NotValid;
    private int _running;
    private int _lastUse;
    private Phase _phase;
    private bool _attention;
    private bool _gone;

    public Activation(GrainClass grainClass, IdSpan key)
    {
        _class = grainClass;
        _key = key;
        _lastUse = grainClass.Engine.Clock;
    }

    private enum Phase : byte
    {
        New,
        Activating,
        Valid,
        Deactivating,
        Finishing,
        Gone,
    }

    public EmbeddedEngine Engine => _class.Engine;

    public GrainClass Class => _class;

    public CallKind ClassKind => _class.Kind;

    public GrainId GrainId => new(_class.GrainType, _key);

    public object? GrainInstance => _instance;

    public GrainReference GrainReference => Engine.GrainFactory.CreateReference(null, GrainId);

    public IServiceProvider ActivationServices => this;

    /// <summary>Why activating failed, if it did.</summary>
    public Exception? Failure => _extras?.Failure;

    /// <summary>Whether calls are to go to another activation.</summary>
    public bool IsGone => Volatile.Read(ref _gone) || !Engine.IsRunning;

    /// <summary>The activation whose turn the running code is, if it is grain code.</summary>
    public static Activation? RunningOne => Current as Activation;

    /// <summary>Whether nothing runs or waits here, as far as another thread can tell.</summary>
    public bool IsFree => Volatile.Read(ref _inbox) is null && _running == 0 && !IsGone;

    private ActivationExtras Extras => _extras ?? CreateExtras();

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override string ToString() => $"[{GrainId} {_phase}]";

    // ---- The turn: at most one thread runs code of this activation.

    public override SynchronizationContext CreateCopy() => this;

    public override void Post(SendOrPostCallback d, object? state) => Enqueue(new Continuation(d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("A grain's turn cannot be waited for.");

    public bool TryClaim() => Interlocked.CompareExchange(ref _inbox, WorkItem.Running, null) is null;

    public void Enqueue(WorkItem item)
    {
        if (Engine.IsDead) return;
        var head = Volatile.Read(ref _inbox);
        while (true)
        {
            item.Next = ReferenceEquals(head, WorkItem.Running) ? null : head;
            var seen = Interlocked.CompareExchange(ref _inbox, item, head);
            if (ReferenceEquals(seen, head)) break;
            head = seen;
        }

        if (head is null) Engine.Scheduler.Schedule(this);
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (Engine.IsDead) return;
        var outer = Current;
        SetSynchronizationContext(this);
        if (!RunTurns(_class.RunsOneTurn ? 1 : TurnsPerSchedule)) Engine.Scheduler.Schedule(this);
        SetSynchronizationContext(outer);
    }

    /// <summary>Runs what waits until <paramref name="task"/> is complete; true if it is.</summary>
    public bool Help(Task task)
    {
        if (_class.RunsOneTurn) return false;
        for (var turns = 0; turns < TurnsPerHelp; turns++)
        {
            if (_attention) Settle();
            if (task.IsCompleted) return true;
            if (_ready is null && !TakeInbox()) return false;
            RunNext();
        }

        return task.IsCompleted;
    }

    /// <summary>Gives the turn up after a call on the caller's stack.</summary>
    public void Release(CallKind kind)
    {
        if ((kind & CallKind.NoUse) == 0) _lastUse = Engine.Clock;
        if (_attention) Settle();
        if (_attention || _ready is not null || !TryBecomeIdle()) Engine.Scheduler.Schedule(this);
    }

    private bool TryBecomeIdle() =>
        ReferenceEquals(Interlocked.CompareExchange(ref _inbox, null, WorkItem.Running), WorkItem.Running);

    private bool RunTurns(int limit)
    {
        for (var turns = 0; ; turns++)
        {
            if (_attention) Settle();
            if (Engine.IsDead) return true;
            if (_ready is null && !TakeInbox() && !_attention && TryBecomeIdle()) return true;
            if (turns == limit) return false;
            if (_ready is not null) RunNext();
        }
    }

    private void RunNext()
    {
        var item = _ready!;
        _ready = item.Next;
        item.Next = null;
        try
        {
            item.Run(this);
        }
        catch (Exception exception)
        {
            // Only code that nobody awaits can throw here, an async void for example.
            Engine.Log.UnobservedException(this, exception);
        }
    }

    private bool TakeInbox()
    {
        var newest = Volatile.Read(ref _inbox);
        if (ReferenceEquals(newest, WorkItem.Running)) return false;
        newest = Interlocked.Exchange(ref _inbox, WorkItem.Running);
        while (newest is not null)
        {
            var older = newest.Next;
            newest.Next = _ready;
            _ready = newest;
            newest = older;
        }

        return true;
    }

    // ---- Requests: which may run at the same time.

    public bool MayStart(CallKind kind)
    {
        var gate = _gate;
        if (gate == 0) return true;
        if ((gate & NotValid) != 0) return false;
        return (kind & CallKind.Interleaving) != 0 || ((kind & CallKind.ReadOnly) != 0 && (gate & ExclusiveRuns) == 0);
    }

    /// <summary>A request awaits something.</summary>
    public void Begin(CallKind kind)
    {
        _running++;
        if ((kind & CallKind.Interleaving) != 0) return;
        if ((kind & CallKind.ReadOnly) != 0) _gate += OneReader;
        else _gate |= ExclusiveRuns;
    }

    /// <summary>A request that awaited something is done; what waited for it starts when this turn ends.</summary>
    public void End(CallKind kind)
    {
        _running--;
        _attention = true;
        if ((kind & CallKind.NoUse) == 0) _lastUse = Engine.Clock;
        if ((kind & CallKind.Interleaving) != 0) return;
        if ((kind & CallKind.ReadOnly) != 0) _gate -= OneReader;
        else _gate &= ~ExclusiveRuns;
    }

    public void Receive(Request request)
    {
        request.Kind |= ClassKind;
        if (_phase == Phase.Gone)
        {
            Redirect(request);
            return;
        }

        if (request.IsAnswered && (request.Kind & (CallKind.OneWay | CallKind.Local)) == 0) return;
        if (_phase == Phase.New) StartActivating(request.Values);
        if (_phase == Phase.Gone)
        {
            if (Failure is not null) Refuse(request);
            else Redirect(request);
        }
        else if (MayStart(request.Kind)) Start(request);
        else (_waiting ??= new()).Add(request);
    }

    private void Start(Request request)
    {
        if ((request.Kind & CallKind.NoUse) == 0) _lastUse = Engine.Clock;
        request.Start(this);
    }

    // Runs at the end of a turn, never within one: starting a request inside another one's turn would interleave them.
    private void Settle()
    {
        _attention = false;
        if (_phase == Phase.Valid) StartWaiting();
        else if (_phase == Phase.Deactivating && _running == 0) FinishDeactivating();
        else if (_phase == Phase.Gone) RedirectWaiting();
    }

    private void StartWaiting()
    {
        for (var left = _class.RunsOneTurn ? 1 : StartsPerSettling; _waiting?.TakeFirst(this) is { } request; left--)
        {
            Start(request);
            if (left > 1) continue;
            _attention = true;
            break;
        }

        if (_waiting is { IsEmpty: true }) _waiting = null;
    }

    private void Redirect(Request request)
    {
        if ((request.Kind & CallKind.Local) != 0) return;
        if (Engine.IsStopped) request.TryFail(new SiloUnavailableException("The silo has stopped."));
        else if (request.Forwards >= Engine.MaxForwardCount) Reject(request);
        else Forward(request);
    }

    private void Forward(Request request)
    {
        request.Forwards++;
        _class.Dispatch(_key, request);
    }

    // Orleans: src/Orleans.Runtime/Messaging/MessageCenter.cs (TryForwardRequest)
    private void Reject(Request request)
    {
        request.StopWaiting();
        request.TryFail(new OrleansMessageRejectionException(
            $"Forwarding failed: {request.Method} waited for {request.Forwards + 1} activations of {GrainId} that left. It did not run."));
    }

    private void RedirectWaiting()
    {
        while (_waiting?.TakeFirst() is { } request) Redirect(request);
        _waiting = null;
    }

    private ActivationExtras CreateExtras()
    {
        var extras = new ActivationExtras();
        return Interlocked.CompareExchange(ref _extras, extras, null) ?? extras;
    }
}
