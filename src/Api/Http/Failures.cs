namespace OrleansStore.Api.Http;

/// <summary>Turns exceptions into answers, and tells the log what the client is not told.</summary>
public sealed partial class Failures(ILogger<Failures> logger)
{
    /// <summary>The answer to an exception.</summary>
    /// <param name="operation">Method and address.</param>
    public Problem Answer(Exception exception, string operation, string traceId)
    {
        var problem = Problems.Of(exception);
        if (problem.Status == 500) LogUnexpected(exception, operation, traceId);
        else if (problem.Status > 500) LogUnavailable(operation, problem.Code, FirstLine(exception.Message), traceId);
        return problem;
    }

    // The engine puts whole stacks into messages.
    private static string FirstLine(string message) => message.Split('\n', 2)[0].TrimEnd();

    [LoggerMessage(LogLevel.Error, "{Operation} failed (trace {TraceId})")]
    private partial void LogUnexpected(Exception exception, string operation, string traceId);

    // Without the stack: a full disk fails every write alike.
    [LoggerMessage(LogLevel.Warning, "{Operation} was answered {Code}: {Reason} (trace {TraceId})")]
    private partial void LogUnavailable(string operation, string code, string reason, string traceId);
}
