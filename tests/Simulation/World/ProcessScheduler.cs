using Orleans.Embedded;

namespace OrleansStore.Simulation.World;

/// <summary>The world's thread as one process sees it, which gets none of it while it is frozen.</summary>
internal sealed class ProcessScheduler(SeededWorld world, VirtualTime time) : IWorkScheduler
{
    public bool RunsCallsInline => false;

    public void Schedule(IThreadPoolWorkItem item)
    {
        if (time.IsFrozen) time.Hold(item);
        else world.Schedule(item);
    }
}
