using System.Reflection;
using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>A request: a method of a grain interface with its arguments.</summary>
/// <remarks>Orleans: src/Orleans.Serialization/Invocation/IInvokable.cs</remarks>
public interface IInvokable
{
    /// <summary>The grain, once the request has one.</summary>
    object? GetTarget();

    /// <summary>How many arguments there are.</summary>
    int GetArgumentCount();

    /// <summary>The argument at <paramref name="index"/>.</summary>
    object? GetArgument(int index);

    /// <summary>Replaces the argument at <paramref name="index"/>.</summary>
    void SetArgument(int index, object? value);

    /// <summary>The method's name.</summary>
    string GetMethodName();

    /// <summary>The interface's name.</summary>
    string GetInterfaceName();

    /// <summary>The name by which the request is traced.</summary>
    string GetActivityName();

    /// <summary>The interface's method.</summary>
    MethodInfo GetMethod();

    /// <summary>The interface.</summary>
    Type GetInterfaceType();

    /// <summary>How long the caller waits, when the method says so.</summary>
    TimeSpan? GetDefaultResponseTimeout() => null;

    /// <summary>The cancellation token among the arguments, if there is one.</summary>
    CancellationToken GetCancellationToken() => default;
}

/// <summary>The outcome of a request.</summary>
/// <remarks>Orleans: src/Orleans.Serialization/Invocation/Response.cs</remarks>
public abstract class Response
{
    /// <summary>The outcome of a method without a result.</summary>
    public static Response Completed { get; } = new Value(null);

    /// <summary>The result; throws the exception, if the outcome is one.</summary>
    public abstract object? Result { get; set; }

    /// <summary>The exception, if the outcome is one.</summary>
    public abstract Exception? Exception { get; set; }

    /// <summary>An exception as outcome.</summary>
    public static Response FromException(Exception exception) => new Fault(exception);

    /// <summary>A result as outcome.</summary>
    public static Response FromResult<TResult>(TResult value) => new Value(value);

    /// <inheritdoc/>
    public override string ToString() => Exception is { } exception ? exception.ToString() : Result?.ToString() ?? "[null]";

    private sealed class Value(object? result) : Response
    {
        public override object? Result { get; set; } = result;

        public override Exception? Exception
        {
            get => null;
            set => throw new InvalidOperationException("A result has no exception.");
        }
    }

    private sealed class Fault(Exception exception) : Response
    {
        public override object? Result
        {
            get
            {
                ExceptionDispatchInfo.Throw(Exception!);
                return null;
            }
            set => throw new InvalidOperationException("An exception has no result.");
        }

        public override Exception? Exception { get; set; } = exception;
    }
}
