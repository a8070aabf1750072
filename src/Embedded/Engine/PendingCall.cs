using System.ComponentModel;

namespace Orleans.Embedded;

/// <summary>A call whose caller waits.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class PendingCall : WorkItem
{
    internal PendingCall? Earlier;
    internal PendingCall? Later;
    internal PendingCalls.Shard? Shard;
    internal long Deadline;
    internal CallKind Kind;
    private CancellationTokenRegistration _cancellation;

    private protected PendingCall(GrainMethod method)
    {
        Method = method;
        Kind = method.Kind;
    }

    internal GrainMethod Method { get; }

    /// <summary>Whether the caller has its answer, be it only that it waited too long.</summary>
    internal abstract bool IsAnswered { get; }

    internal abstract bool TryFail(Exception exception);

    internal void WatchCancellation(CancellationToken token)
    {
        if (token.CanBeCanceled) _cancellation = token.UnsafeRegister(static (call, token) => ((PendingCall)call!).OnCanceled(token), this);
    }

    internal void StopWaiting()
    {
        Shard?.Remove(this);
        _cancellation.Dispose();
    }

    // The caller gets its cancellation at once; the grain has the token itself.
    private void OnCanceled(CancellationToken token)
    {
        if (TryFail(new OperationCanceledException(token))) Shard?.Remove(this);
    }
}

/// <summary>The rest of a call that ran on its caller's stack until its first incomplete await.</summary>
internal abstract class InlineCall(GrainMethod method) : PendingCall(method)
{
    private Activation? _activation;

    /// <summary>What the grain's method returned.</summary>
    protected abstract Task Inner { get; }

    internal override void Run(Activation activation) => throw new NotSupportedException();

    public void Await(ref CallFrame frame)
    {
        Kind = frame.Kind;
        _activation = frame.Activation!;
        _activation.Engine.PendingCalls.Add(this);
        WatchCancellation(frame.Token);
        Inner.GetAwaiter().UnsafeOnCompleted(Done);
    }

    /// <summary>Hands the outcome to the caller.</summary>
    protected abstract void Answer();

    private void Done()
    {
        StopWaiting();
        _activation!.End(Kind);
        Answer();
    }
}

/// <summary>One with a result.</summary>
internal sealed class InlineInvocation<T>(GrainMethod method, Task<T> inner) : InlineCall(method)
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => _answer.Task;

    protected override Task Inner => inner;

    internal override bool IsAnswered => _answer.Task.IsCompleted;

    internal override bool TryFail(Exception exception) => _answer.TrySetException(exception);

    protected override void Answer() => _answer.TrySetFromTask(inner);
}

/// <summary>One without a result.</summary>
internal sealed class InlineInvocation(GrainMethod method, Task inner) : InlineCall(method)
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Task => _answer.Task;

    protected override Task Inner => inner;

    internal override bool IsAnswered => _answer.Task.IsCompleted;

    internal override bool TryFail(Exception exception) => _answer.TrySetException(exception);

    protected override void Answer() => _answer.TrySetFromTask(inner);
}
