using Orleans.Embedded;

namespace OrleansStore.Engine.Tests.Embedded;

/// <summary>One thread that runs the waiting work items in an order that a seed decides; clients' code too.</summary>
public sealed class SeededScheduler(int seed) : SynchronizationContext, IWorkScheduler
{
    private readonly Random _random = new(seed);
    private readonly List<Action> _ready = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    public bool RunsCallsInline => false;

    public int Steps { get; private set; }

    public void Schedule(IThreadPoolWorkItem item) => Add(item.Execute);

    public override void Post(SendOrPostCallback d, object? state) => Add(() => d(state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs until nothing waits, or for a number of steps.</summary>
    public void Run(int steps = int.MaxValue)
    {
        for (; steps > 0 && _ready.Count > 0; steps--)
        {
            var index = _random.Next(_ready.Count);
            var next = _ready[index];
            _ready.RemoveAt(index);
            Steps++;
            var outer = Current;
            SetSynchronizationContext(this);
            next();
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Starts a client.</summary>
    public Task Start(Func<Task> client)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        var task = client();
        SetSynchronizationContext(outer);
        return task;
    }

    private void Add(Action action)
    {
        if (Environment.CurrentManagedThreadId != _thread) throw new InvalidOperationException("A second thread appeared.");
        _ready.Add(action);
    }
}
