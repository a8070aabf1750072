using System.Buffers;
using System.IO.Pipelines;

namespace OrleansStore.Api.Live;

/// <summary>An answer of server-sent events.</summary>
/// <remarks>Format: HTML Living Standard, section 9.2, "Server-sent events".</remarks>
internal static class EventStream
{
    /// <summary>A comment, which says that the line is there and nothing else.</summary>
    public static ReadOnlySpan<byte> Heartbeat => ":\n\n"u8;

    /// <summary>Sent first, so that proxies pass the answer on at once; browsers come back a second after a cut.</summary>
    private static ReadOnlySpan<byte> Hello => "retry: 1000\n\n"u8;

    /// <summary>Tells events until there are no more, the client leaves or the store stops.</summary>
    /// <param name="tell">Writes and flushes them. The token ends with the client and with the store; that is no failure.</param>
    public static async Task ServeAsync(HttpContext context, IHostApplicationLifetime lifetime, Func<PipeWriter, CancellationToken, Task> tell)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            response.BodyWriter.Write(Hello);
            await response.BodyWriter.FlushAsync(ending.Token);
            await tell(response.BodyWriter, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // Either way the answer ends here.
        }
    }
}
