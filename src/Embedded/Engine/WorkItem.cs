namespace Orleans.Embedded;

/// <summary>A turn that waits in an activation's inbox; a link of its list.</summary>
public abstract class WorkItem
{
    /// <summary>The inbox's mark for "a thread has the turn and nothing waits".</summary>
    internal static readonly WorkItem Running = new Marker();

    internal WorkItem? Next;

    internal abstract void Run(Activation activation);

    private sealed class Marker : WorkItem
    {
        internal override void Run(Activation activation) => throw new InvalidOperationException();
    }
}

/// <summary>A continuation after an await.</summary>
internal sealed class Continuation(SendOrPostCallback callback, object? state) : WorkItem
{
    internal override void Run(Activation activation) => callback(state);
}

/// <summary>Something the engine does in an activation's turn.</summary>
internal sealed class EngineAction(Action<Activation> action) : WorkItem
{
    internal override void Run(Activation activation) => action(activation);
}
