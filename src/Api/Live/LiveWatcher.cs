using System.Threading.Tasks.Sources;

namespace OrleansStore.Api.Live;

/// <summary>Hears a heartbeat now and then.</summary>
internal interface IBeating
{
    /// <summary>Must not block.</summary>
    void Beat();
}

/// <summary>
/// Somebody who waits to be woken, one waiter at a time. Wakes while nobody waits are one wake; nothing is queued, so a slow
/// watcher costs as much as an idle one.
/// </summary>
internal sealed class LiveWatcher : IValueTaskSource, IBeating
{
    private const int Idle = 0;
    private const int Waiting = 1;
    private const int Woken = 2;

    // Continuations run on the thread pool: who wakes 10,000 watchers does not run them one after the other.
    private ManualResetValueTaskSourceCore<bool> _core = new() { RunContinuationsAsynchronously = true };
    private int _state;
    private volatile bool _beat;

    /// <summary>The place in the topic's list; the topic's business.</summary>
    public int Index { get; set; } = -1;

    /// <summary>Wakes the waiter, now or as soon as it waits.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _state, Woken) == Waiting) _core.SetResult(true);
    }

    /// <inheritdoc/>
    public void Beat()
    {
        _beat = true;
        Wake();
    }

    /// <summary>Whether there was a heartbeat since this was asked last.</summary>
    public bool TakeBeat()
    {
        if (!_beat) return false;
        _beat = false;
        return true;
    }

    /// <summary>Completes at the next wake, or at once when there was one since the last wait.</summary>
    public ValueTask WaitAsync()
    {
        if (Interlocked.CompareExchange(ref _state, Idle, Woken) == Woken) return ValueTask.CompletedTask;
        _core.Reset();
        if (Interlocked.CompareExchange(ref _state, Waiting, Idle) == Idle) return new ValueTask(this, _core.Version);
        Volatile.Write(ref _state, Idle);
        return ValueTask.CompletedTask;
    }

    void IValueTaskSource.GetResult(short token)
    {
        _core.GetResult(token);
        Volatile.Write(ref _state, Idle);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _core.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _core.OnCompleted(continuation, state, token, flags);
}
