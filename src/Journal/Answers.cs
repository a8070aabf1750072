namespace OrleansStore.Journal;

/// <summary>Answers a whole batch with one work item: the writer wakes the pool once and never runs a caller's code itself.</summary>
internal sealed class Answers : IThreadPoolWorkItem
{
    private readonly IReadOnlyList<PendingWrite> _writes;

    private Answers(IReadOnlyList<PendingWrite> writes) => _writes = writes;

    /// <summary>Gives every write its result or failure, soon.</summary>
    public static void Queue(IReadOnlyList<PendingWrite> writes)
    {
        if (writes.Count > 0) ThreadPool.UnsafeQueueUserWorkItem(new Answers(writes), preferLocal: false);
    }

    /// <summary>Wakes those who wait for the head, soon.</summary>
    /// <param name="moved">What <see cref="HeadSignal.Advance"/> returned.</param>
    public static void Queue(TaskCompletionSource? moved)
    {
        if (moved is not null) ThreadPool.UnsafeQueueUserWorkItem(new Wakeup(moved), preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        foreach (var write in _writes) write.Complete();
    }

    private sealed class Wakeup(TaskCompletionSource moved) : IThreadPoolWorkItem
    {
        public void Execute() => moved.SetResult();
    }
}
