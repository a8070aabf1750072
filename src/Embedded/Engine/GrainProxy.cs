using System.ComponentModel;
using System.Runtime.CompilerServices;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The base of generated references.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainProxy : GrainReference
{
    /// <summary>Calls on callers' stacks nest at most this deep; deeper ones are queued.</summary>
    private const int MaxInlineDepth = 20;

    [ThreadStatic]
    private static int t_depth;

    private Activation? _activation;

    /// <summary>Called by generated constructors.</summary>
    protected GrainProxy(ReferenceTarget target, IdSpan key)
        : base(target, key)
    {
    }

    /// <summary>Binds this reference to one activation, which may be another than the grain's own.</summary>
    internal void BindTo(Activation activation) => _activation = activation;

    /// <summary>Tries to take the grain's turn on this stack; false: the call is to be sent.</summary>
    protected bool TryEnter(GrainMethod method, ref CallFrame frame)
    {
        var activation = _activation;
        if (activation is null || activation.IsGone)
        {
            activation = FindActivation();
            if (activation is null) return false;
        }

        if (!activation.Class.RunsInline
            || (method.Kind & CallKind.OneWay) != 0
            || t_depth >= MaxInlineDepth
            || !RuntimeHelpers.TryEnsureSufficientExecutionStack()
            || ExecutionContext.Capture() is not { } caller)
        {
            return false;
        }

        if (!activation.TryClaim()) return false;
        var kind = method.Kind | activation.ClassKind;
        frame.Activation = activation;
        frame.Method = method;
        frame.Kind = kind;
        frame.CallerContext = SynchronizationContext.Current;
        frame.CallerExecutionContext = caller;
        SynchronizationContext.SetSynchronizationContext(activation);
        if (!ReferenceEquals(caller, FlowContext.Empty)) FlowContext.Enter(caller, RequestContext.Values.Value);
        t_depth++;
        if (activation.MayStart(kind) || activation.TryActivateNow(kind)) return true;
        Exit(ref frame);
        return false;
    }

    /// <summary>Ends a call entered before: returns its outcome, or a task that waits for it.</summary>
    protected Task<T> Leave<T>(ref CallFrame frame, Task<T>? task)
    {
        task ??= Task.FromException<T>(NoTask(frame.Method));
        if (task.IsCompleted || !MustWait(ref frame, task)) Exit(ref frame);
        else task = Wait(ref frame, new InlineInvocation<T>(frame.Method, task));
        return task;
    }

    /// <summary>Ends a call entered before: returns its outcome, or a task that waits for it.</summary>
    protected Task Leave(ref CallFrame frame, Task? task)
    {
        task ??= Task.FromException(NoTask(frame.Method));
        if (task.IsCompleted || !MustWait(ref frame, task)) Exit(ref frame);
        else task = Wait(ref frame, new InlineInvocation(frame.Method, task));
        return task;
    }

    /// <summary>Ends a call entered before: returns its outcome, or a task that waits for it.</summary>
    protected ValueTask<T> LeaveValue<T>(ref CallFrame frame, ValueTask<T> task)
    {
        if (!task.IsCompleted) return new(Leave(ref frame, task.AsTask()));
        Exit(ref frame);
        return task;
    }

    /// <summary>Ends a call entered before: returns its outcome, or a task that waits for it.</summary>
    protected ValueTask LeaveValue(ref CallFrame frame, ValueTask task)
    {
        if (!task.IsCompleted) return new(Leave(ref frame, task.AsTask()));
        Exit(ref frame);
        return task;
    }

    /// <summary>Sends a call to the grain's inbox.</summary>
    protected Task<T> Send<T>(Invocation<T> invocation)
    {
        if (Target.Class is not { } grainClass) invocation.TryFail(new SiloUnavailableException("No silo is running."));
        else if (grainClass.Engine.Filters.HasOutgoing) return Filtered(grainClass, invocation);
        else grainClass.Send(this, _activation, invocation);
        return invocation.Task;
    }

    /// <summary>Sends a call to the grain's inbox.</summary>
    protected Task Send(Invocation invocation)
    {
        if (Target.Class is not { } grainClass) invocation.TryFail(new SiloUnavailableException("No silo is running."));
        else if (grainClass.Engine.Filters.HasOutgoing) return Filtered(grainClass, invocation);
        else grainClass.Send(this, _activation, invocation);
        return invocation.Task;
    }

    private async Task<T> Filtered<T>(GrainClass grainClass, Invocation<T> invocation)
    {
        var response = await grainClass.Engine.Filters.CallOutgoing(invocation, this, () =>
        {
            grainClass.Send(this, _activation, invocation);
            return invocation.Task;
        });
        return (T)response.Result!;
    }

    private async Task Filtered(GrainClass grainClass, Invocation invocation)
    {
        var response = await grainClass.Engine.Filters.CallOutgoing(invocation, this, () =>
        {
            grainClass.Send(this, _activation, invocation);
            return invocation.Task;
        });
        _ = response.Result;
    }

    private static InvalidOperationException NoTask(GrainMethod method) => new($"{method} returned no task.");

    // The method has not finished. What waits in the inbox may be all that it needs, so that goes first.
    private static bool MustWait(ref CallFrame frame, Task task)
    {
        frame.Activation!.Begin(frame.Kind);
        if (!frame.Activation.Help(task)) return true;
        frame.Activation.End(frame.Kind);
        return false;
    }

    private static Task<T> Wait<T>(ref CallFrame frame, InlineInvocation<T> invocation)
    {
        invocation.Await(ref frame);
        Exit(ref frame);
        return invocation.Task;
    }

    private static Task Wait(ref CallFrame frame, InlineInvocation invocation)
    {
        invocation.Await(ref frame);
        Exit(ref frame);
        return invocation.Task;
    }

    private static void Exit(ref CallFrame frame)
    {
        t_depth--;
        frame.Activation!.Release(frame.Kind);
        FlowContext.Leave(frame.CallerExecutionContext);
        SynchronizationContext.SetSynchronizationContext(frame.CallerContext);
    }

    private Activation? FindActivation()
    {
        var grainClass = Target.Class;
        if (grainClass is not { RunsInline: true, Engine.IsRunning: true }) return _activation = null;
        return _activation = grainClass.GetOrCreate(Key);
    }
}
