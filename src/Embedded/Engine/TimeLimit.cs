namespace Orleans.Embedded;

/// <summary>Bounds a step of an activation in time. What it awaits goes on in the activation's turns, and nowhere else.</summary>
internal sealed class TimeLimit
{
    private readonly CancellationTokenSource _source = new();

    /// <summary>Canceled when the time is over.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Waits for <paramref name="step"/>, but not longer than <paramref name="limit"/>.</summary>
    public async Task Bound(Task step, EmbeddedEngine engine, TimeSpan limit)
    {
        var done = new TaskCompletionSource();
        step.GetAwaiter().UnsafeOnCompleted(() => done.TrySetFromTask(step));
        await using var timer = engine.CreateTimer(
            _ =>
            {
                _source.Cancel();
                done.TrySetException(new OperationCanceledException($"It took longer than {limit}.", _source.Token));
            },
            null);
        timer.Change(limit, Timeout.InfiniteTimeSpan);
        await done.Task;
    }
}
