namespace OrleansStore.GraphQL.Execution;

/// <summary>
/// Runs one request's work one piece after the other, whatever threads its resolvers come back on: nothing of an answer needs
/// a lock, and when nothing is left to do all keys that fields wait for are known.
/// </summary>
internal sealed class TurnLoop
{
    private readonly Lock _gate = new();
    private readonly Queue<Action> _ready = new();
    private TaskCompletionSource? _sleeper;
    private bool _woken;

    /// <summary>Work for the loop's next turn.</summary>
    public void Post(Action work)
    {
        lock (_gate) _ready.Enqueue(work);
        Wake();
    }

    /// <summary>There may be something to do.</summary>
    public void Wake()
    {
        TaskCompletionSource? sleeper;
        lock (_gate)
        {
            _woken = true;
            (sleeper, _sleeper) = (_sleeper, null);
        }

        sleeper?.TrySetResult();
    }

    /// <summary>Runs until a condition holds.</summary>
    /// <param name="idle">Called when nothing is left to do in a turn; true when it made something to do.</param>
    public async Task RunUntilAsync(Func<bool> done, Func<bool> idle, CancellationToken cancellation)
    {
        while (!done())
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryTake(out var work)) work();
            else if (!idle()) await SleepAsync().WaitAsync(cancellation);
        }
    }

    private bool TryTake([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out Action work)
    {
        lock (_gate) return _ready.TryDequeue(out work);
    }

    private Task SleepAsync()
    {
        lock (_gate)
        {
            if (_woken || _ready.Count > 0)
            {
                _woken = false;
                return Task.CompletedTask;
            }

            // Who wakes the loop must not run it on its own thread.
            _sleeper = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _sleeper.Task;
        }
    }
}
