using System.ComponentModel;
using System.Reflection;
using Orleans.Serialization.Invocation;

namespace Orleans.Embedded;

/// <summary>A call in an inbox, with its arguments.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Request : PendingCall, IInvokable
{
    private Activation? _activation;
    private Task? _task;

    private protected Request(GrainMethod method)
        : base(method)
    {
    }

    /// <summary>The request context that the call was made in.</summary>
    internal Dictionary<string, object>? Values { get; set; }

    /// <summary>The activation that made the call, if a grain did.</summary>
    internal Activation? Source { get; set; }

    /// <summary>How many leaving activations it has waited for.</summary>
    internal int Forwards { get; set; }

    /// <summary>The cancellation token among the arguments, if there is one.</summary>
    public virtual CancellationToken GetCancellationToken() => default;

    /// <inheritdoc/>
    public object? GetTarget() => _activation?.GrainInstance;

    /// <inheritdoc/>
    public virtual int GetArgumentCount() => 0;

    /// <inheritdoc/>
    public virtual object? GetArgument(int index) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public virtual void SetArgument(int index, object? value) => throw new ArgumentOutOfRangeException(nameof(index));

    /// <inheritdoc/>
    public string GetMethodName() => Method.Name;

    /// <inheritdoc/>
    public string GetInterfaceName() => Method.InterfaceType.FullName!;

    /// <inheritdoc/>
    public string GetActivityName() => $"{Method.InterfaceType.Name}/{Method.Name}";

    /// <inheritdoc/>
    public MethodInfo GetMethod() => Method.MethodInfo;

    /// <inheritdoc/>
    public Type GetInterfaceType() => Method.InterfaceType;

    /// <inheritdoc/>
    public TimeSpan? GetDefaultResponseTimeout() => Method.ResponseTimeout;

    internal override void Run(Activation activation) => activation.Receive(this);

    internal abstract Task Call(object grain);

    /// <summary>Gives the caller the outcome of the task that <see cref="Call"/> returned.</summary>
    internal abstract void Answer(Task task);

    internal abstract Response ResponseOf(Task task);

    /// <summary>Turns the outcome that filters left into a task of the right type.</summary>
    internal abstract Task TaskOf(Response response);

    internal abstract Task AnswerTask { get; }

    /// <summary>The outcome that filters of incoming calls left, if there are any.</summary>
    internal Response? Filtered { get; set; }

    /// <summary>Runs the grain's method up to its first incomplete await.</summary>
    internal void Start(Activation activation)
    {
        _activation = activation;
        var own = ExecutionContext.Capture()!;
        FlowContext.Enter(own, Values);
        Task task;
        try
        {
            task = (Kind & CallKind.Local) == 0 && activation.Engine.Filters.HasIncoming(activation)
                ? activation.Engine.Filters.CallIncoming(this, activation)
                : Call(activation.GrainInstance!)
                  ?? Task.FromException(new InvalidOperationException($"{Method} returned no task."));
        }
        catch (Exception exception)
        {
            task = Task.FromException(exception);
        }

        FlowContext.Leave(own);
        if (task.IsCompleted)
        {
            StopWaiting();
            Conclude(task);
            return;
        }

        activation.Begin(Kind);
        _task = task;
        task.GetAwaiter().UnsafeOnCompleted(Done);
    }

    private void Done()
    {
        StopWaiting();
        _activation!.End(Kind);
        Conclude(_task!);
    }

    private void Conclude(Task task)
    {
        Answer(Filtered is { } response && task.IsCompletedSuccessfully ? TaskOf(response) : task);
        if ((Kind & CallKind.OneWay) != 0 && task.Exception is { } failure)
        {
            _activation!.Engine.Log.OneWayFailed(Method, _activation, failure.InnerException!);
        }
    }
}

/// <summary>A call of a method with a result, as generated code makes it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Invocation<T> : Request
{
    private readonly TaskCompletionSource<T> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called by generated constructors.</summary>
    protected Invocation(GrainMethod method)
        : base(method)
    {
    }

    internal Task<T> Task => _answer.Task;

    internal override Task AnswerTask => _answer.Task;

    internal override bool IsAnswered => _answer.Task.IsCompleted;

    /// <summary>Calls the grain's method.</summary>
    protected abstract Task<T> Invoke(object grain);

    internal override Task Call(object grain) => Invoke(grain);

    internal override bool TryFail(Exception exception) => _answer.TrySetException(exception);

    internal override void Answer(Task task)
    {
        if (task is Task<T> typed) _answer.TrySetFromTask(typed);
        else if (task.Exception is { } failure) _answer.TrySetException(failure.InnerExceptions);
        else _answer.TrySetCanceled();
    }

    internal override Response ResponseOf(Task task) => Response.FromResult(((Task<T>)task).GetAwaiter().GetResult());

    internal override Task TaskOf(Response response) =>
        response.Exception is { } exception
            ? System.Threading.Tasks.Task.FromException<T>(exception)
            : System.Threading.Tasks.Task.FromResult((T)response.Result!);
}

/// <summary>A call of a method without a result, as generated code makes it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class Invocation : Request
{
    private readonly TaskCompletionSource _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Called by generated constructors.</summary>
    protected Invocation(GrainMethod method)
        : base(method)
    {
    }

    internal Task Task => _answer.Task;

    internal override Task AnswerTask => _answer.Task;

    internal override bool IsAnswered => _answer.Task.IsCompleted;

    /// <summary>Calls the grain's method.</summary>
    protected abstract Task Invoke(object grain);

    internal override Task Call(object grain) => Invoke(grain);

    internal override bool TryFail(Exception exception) => _answer.TrySetException(exception);

    internal override void Answer(Task task) => _answer.TrySetFromTask(task);

    internal override Response ResponseOf(Task task)
    {
        task.GetAwaiter().GetResult();
        return Response.Completed;
    }

    internal override Task TaskOf(Response response) =>
        response.Exception is { } exception
            ? System.Threading.Tasks.Task.FromException(exception)
            : System.Threading.Tasks.Task.CompletedTask;

    /// <summary>The caller of a one-way call has its answer before the call runs.</summary>
    internal void AnswerOneWay() => _answer.TrySetResult();
}
