namespace Orleans.Embedded;

/// <summary>Where activations get their turns: the thread pool in production, one seeded thread in a simulation.</summary>
public interface IWorkScheduler
{
    /// <summary>
    /// Whether a caller may run an idle grain's method on its own stack. If not, every call, continuation
    /// and timer tick is one scheduled work item, so that the scheduler decides what runs next.
    /// </summary>
    bool RunsCallsInline { get; }

    /// <summary>Runs <paramref name="item"/> later, never before this returns.</summary>
    void Schedule(IThreadPoolWorkItem item);
}

/// <summary>The thread pool.</summary>
public sealed class ThreadPoolWorkScheduler : IWorkScheduler
{
    /// <inheritdoc/>
    public bool RunsCallsInline => true;

    /// <inheritdoc/>
    public void Schedule(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
}
