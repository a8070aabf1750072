using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>
/// Keeps a caller's async locals out of the grains it calls: only <see cref="RequestContext"/> flows,
/// whether a call runs on the caller's stack or from a queue.
/// </summary>
internal static class FlowContext
{
    /// <summary>The execution context without any async local.</summary>
    public static readonly ExecutionContext Empty = CaptureEmpty();

    /// <summary>Makes <paramref name="values"/> the only async local of this thread.</summary>
    public static void Enter(ExecutionContext current, Dictionary<string, object>? values)
    {
        if (!ReferenceEquals(current, Empty)) ExecutionContext.Restore(Empty);
        if (values is not null) RequestContext.Values.Value = values;
    }

    /// <summary>Makes the caller's own context the thread's again.</summary>
    public static void Leave(ExecutionContext caller)
    {
        if (!ReferenceEquals(ExecutionContext.Capture(), caller)) ExecutionContext.Restore(caller);
    }

    private static ExecutionContext CaptureEmpty()
    {
        // A new thread started without flow is the one public way to a context that is surely empty.
        ExecutionContext? empty = null;
        var thread = new Thread(() => empty = ExecutionContext.Capture(), maxStackSize: 64 * 1024) { IsBackground = true };
        thread.UnsafeStart();
        thread.Join();
        return empty!;
    }
}
