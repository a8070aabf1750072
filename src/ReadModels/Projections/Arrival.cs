namespace OrleansStore.ReadModels.Projections;

/// <summary>That somebody waits, for whichever projection: one task for all of them, which costs who looks at it nothing to leave again.</summary>
internal sealed class Arrival
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes when somebody waits.</summary>
    public Task SomebodyWaits => Volatile.Read(ref _next).Task;

    /// <summary>Somebody waits, and has said so where <see cref="Rearm"/> looks.</summary>
    public void Happened()
    {
        Interlocked.MemoryBarrier();
        Volatile.Read(ref _next).TrySetResult();
    }

    /// <summary>Waits for the next one, when nobody waits any more.</summary>
    public void Rearm(Func<bool> isWaitedFor)
    {
        if (!SomebodyWaits.IsCompleted || isWaitedFor()) return;
        Interlocked.Exchange(ref _next, New());
        // Who came in between told the one before.
        if (isWaitedFor()) Happened();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
