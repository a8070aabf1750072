namespace Orleans.Embedded;

/// <summary>
/// Runs cycles of work in an activation's turns, never two at once; what is asked for during a cycle is done by the
/// next. A cycle starts when the turn that asked for it ends. Orleans: src/Orleans.Core/Async/BatchWorker.cs.
/// </summary>
internal abstract class JournalWorker(Activation activation) : WorkItem
{
    private TaskCompletionSource? _cycleDone;
    private TaskCompletionSource? _nextCycleDone;
    private ExecutionContext? _flow;
    private bool _busy;
    private bool _moreWork;

    protected Activation Activation { get; } = activation;

    /// <summary>Waits until there is nothing to do.</summary>
    public async Task WaitUntilIdle()
    {
        while (_busy)
        {
            await WaitForCurrentWork();
            await Task.Yield();
        }
    }

    internal override void Run(Activation owner)
    {
        var flow = _flow;
        _flow = null;
        if (flow is null || ReferenceEquals(flow, FlowContext.Empty)) RunCycle();
        else ExecutionContext.Run(flow, static worker => ((JournalWorker)worker!).RunCycle(), this);
    }

    protected abstract Task Work();

    protected void Notify()
    {
        if (_busy) _moreWork = true;
        else Start();
    }

    protected Task WaitForCurrentWork()
    {
        if (_moreWork) return (_nextCycleDone ??= new()).Task;
        return _busy ? (_cycleDone ??= new()).Task : Task.CompletedTask;
    }

    protected Task NotifyAndWait()
    {
        if (_busy)
        {
            _moreWork = true;
            return (_nextCycleDone ??= new()).Task;
        }

        Start();
        return (_cycleDone ??= new()).Task;
    }

    private void Start()
    {
        _busy = true;
        _flow = ExecutionContext.Capture();
        Activation.Enqueue(this);
    }

    private void RunCycle()
    {
        var cycle = Work();
        if (cycle.IsCompleted) EndCycle(cycle);
        else cycle.GetAwaiter().UnsafeOnCompleted(() => EndCycle(cycle));
    }

    private void EndCycle(Task cycle)
    {
        var done = _cycleDone;
        _cycleDone = _nextCycleDone;
        _nextCycleDone = null;
        _busy = false;
        if (_moreWork)
        {
            _moreWork = false;
            Start();
        }

        // Last, for it runs what awaits this cycle at once.
        if (cycle.IsCompletedSuccessfully) done?.TrySetResult();
        else done?.TrySetException(cycle.Exception!.InnerExceptions);
    }
}
