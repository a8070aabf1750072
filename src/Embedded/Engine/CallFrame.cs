using System.ComponentModel;

namespace Orleans.Embedded;

/// <summary>A call that runs on its caller's stack: what to put back when it returns.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public ref struct CallFrame
{
    internal Activation? Activation;
    internal GrainMethod Method;
    internal CallKind Kind;
    internal SynchronizationContext? CallerContext;
    internal ExecutionContext CallerExecutionContext;

    /// <summary>The cancellation token among the arguments, if there is one.</summary>
    public CancellationToken Token;

    /// <summary>The grain.</summary>
    public readonly object Grain => Activation!.GrainInstance!;
}
