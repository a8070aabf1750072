using System.Buffers;
using System.Globalization;
using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Live;

/// <summary>An order's updates as server-sent events: each event's id is the version, so a browser resumes by itself.</summary>
internal sealed class OrderEvents(LiveGate gate, ObjectAccess access, LiveFeed feed, IHostApplicationLifetime lifetime)
{
    // Sent first, so that proxies pass the answer on at once; browsers come back a second after a cut.
    private static ReadOnlySpan<byte> Hello => "retry: 1000\n\n"u8;

    private static ReadOnlySpan<byte> Heartbeat => ":\n\n"u8;

    /// <summary>Serves <c>GET /orders/{id}/live</c>.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        if (await OpenAsync(context) is { } refusal) await Replies.WriteAsync(context, refusal);
    }

    private async Task<Answer?> OpenAsync(HttpContext context)
    {
        var (caller, policy) = Admission.Of(context);
        if (!Guid.TryParse(context.Request.RouteValues["id"] as string, out var orderId)) return Problems.NotFound();
        if (ReadCursor(context.Request, out var afterVersion) is { } invalid) return invalid;
        var order = await access.FindOrder(caller, policy, Admission.Operation(context), orderId);
        if (order.Error is not null) return Answer.Refuse(order);
        if (gate.Enter(caller, context, out var seat) is { } full) return full;
        using (seat) await StreamAsync(context, caller, orderId, afterVersion);
        return null;
    }

    private async Task StreamAsync(HttpContext context, Caller caller, Guid orderId, int afterVersion)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var updates = feed.WatchOrder(orderId, afterVersion, ending.Token, heartbeat: true, withInternal: ObjectAccess.SeesInternals(caller));
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            response.BodyWriter.Write(Hello);
            await response.BodyWriter.FlushAsync(ending.Token);
            while (true)
            {
                var batch = await updates.NextAsync();
                foreach (var update in batch) response.BodyWriter.Write(update.EventFrame.Span);
                if (batch.Count == 0) response.BodyWriter.Write(Heartbeat);
                await response.BodyWriter.FlushAsync(ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client left or the store stops: either way the answer ends here.
        }
    }

    /// <summary>The newest version seen: <c>Last-Event-ID</c>, as browsers send when they come back, else <c>afterVersion</c>.</summary>
    private static Problem? ReadCursor(HttpRequest request, out int afterVersion)
    {
        afterVersion = 0;
        var (name, text) = request.Headers.TryGetValue("Last-Event-ID", out var header) && header.ToString() is { Length: > 0 } last
            ? ("Last-Event-ID", last)
            : ("afterVersion", request.Query["afterVersion"].ToString());
        return text.Length == 0 || int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out afterVersion)
            ? null
            : Problems.Validation(name, "Must be a version, a whole number from 0.");
    }
}
