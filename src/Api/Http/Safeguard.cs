using OrleansStore.Api.Hygiene;

namespace OrleansStore.Api.Http;

/// <summary>The outermost room: nothing leaves it without an answer, and no exception's text leaves it at all.</summary>
internal sealed class Safeguard(RequestDelegate next, Failures failures)
{
    /// <summary>Costs nothing where the answer is ready at once, as it is for reads from memory.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        Task served;
        try
        {
            served = next(context);
        }
        catch (Exception e)
        {
            return FailAsync(context, e);
        }

        return served.IsCompletedSuccessfully && context.Response.StatusCode < 400 ? served : FinishAsync(context, served);
    }

    private async Task FinishAsync(HttpContext context, Task served)
    {
        try
        {
            await served;
        }
        catch (Exception e)
        {
            await FailAsync(context, e);
            return;
        }

        var response = context.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentType is null)
            await Replies.WriteAsync(context, Problems.Of(response.StatusCode));
    }

    private Task FailAsync(HttpContext context, Exception exception)
    {
        if (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException) return Task.CompletedTask;
        var problem = failures.Answer(exception, $"{context.Request.Method} {context.Request.Path}", Replies.TraceId(context));
        if (context.Response.HasStarted)
        {
            context.Abort();
            return Task.CompletedTask;
        }

        context.Response.Clear();
        SecurityHeaders.Apply(context);
        return Replies.WriteAsync(context, problem);
    }
}
