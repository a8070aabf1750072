using Orleans.Embedded;

namespace OrleansStore.Simulation.World;

/// <summary>
/// One thread on which everything runs: turns of grains, timers, and what customers go on with. Of all that may run
/// next, the seed chooses; time is virtual and leaps when nothing may.
/// </summary>
/// <remarks>
/// It is the scheduler of the engine and the synchronization context of everything else, so that no continuation finds
/// its way to the thread pool; one that does is an error of the run.
/// </remarks>
internal sealed class SeededWorld : SynchronizationContext, IWorkScheduler
{
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<IThreadPoolWorkItem> _ready = [];
    private readonly PriorityQueue<VirtualTimer.Ring, (long Due, long Order)> _timers = new();
    private readonly Chance _chance;
    private long _settings;
    private volatile string? _leak;

    public SeededWorld(Chance chance, Trace trace)
    {
        _chance = chance;
        Trace = trace;
        Time = new VirtualTime(this);
    }

    public bool RunsCallsInline => false;

    public DateTimeOffset Now { get; private set; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The clock of what is outside of every process: customers, the gateway.</summary>
    public VirtualTime Time { get; }

    public Trace Trace { get; }

    /// <summary>Things that ran.</summary>
    public long Steps { get; private set; }

    public void Schedule(IThreadPoolWorkItem item)
    {
        CheckThread();
        _ready.Add(item);
    }

    public override void Post(SendOrPostCallback d, object? state) => Schedule(new Posted(d, state));

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException("Nothing here may block.");

    public override SynchronizationContext CreateCopy() => this;

    public void Set(VirtualTimer.Ring ring, TimeSpan due)
    {
        CheckThread();
        _timers.Enqueue(ring, (Now.Ticks + Math.Max(0, due.Ticks), _settings++));
    }

    public Task Pause(TimeSpan time) => Task.Delay(time, Time);

    /// <summary>Runs until <paramref name="done"/>; looks, and lets <paramref name="between"/> act, after each step.</summary>
    /// <returns>False when <paramref name="limit"/> of virtual time has passed before.</returns>
    /// <exception cref="SimulationFailure">Something ran on another thread.</exception>
    public bool Run(Func<bool> done, TimeSpan limit, Action between)
    {
        var end = Now + limit;
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            while (!done())
            {
                if (!TakeDue(end)) return false;
                RunOne();
                between();
                if (_leak is not null) throw new SimulationFailure($"work came from another thread, so the run does not repeat: {_leak}");
            }

            return true;
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    private void RunOne()
    {
        var index = _chance.Below(_ready.Count);
        var item = _ready[index];
        _ready[index] = _ready[^1];
        _ready.RemoveAt(_ready.Count - 1);
        Trace.Add(((long)_ready.Count << 32) | (uint)index);
        Steps++;
        item.Execute();
        Now += TimeSpan.FromTicks(_chance.Below(400));
    }

    /// <summary>Makes ready what is due; leaps to the next timer when nothing is.</summary>
    private bool TakeDue(DateTimeOffset end)
    {
        while (_timers.TryPeek(out var ring, out var at))
        {
            if (ring.IsVoid)
            {
                _timers.Dequeue();
                continue;
            }

            if (at.Due > Now.Ticks)
            {
                if (_ready.Count > 0) break;
                if (at.Due > end.Ticks) return false;
                Now = new DateTimeOffset(at.Due, TimeSpan.Zero);
            }

            _timers.Dequeue();
            _ready.Add(ring);
        }

        return _ready.Count > 0 && Now <= end;
    }

    private void CheckThread()
    {
        if (Environment.CurrentManagedThreadId != _thread) _leak ??= Environment.StackTrace;
    }

    private sealed class Posted(SendOrPostCallback callback, object? state) : IThreadPoolWorkItem
    {
        public void Execute() => callback(state);
    }
}
