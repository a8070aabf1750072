using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Live;

/// <summary>An order's updates as server-sent events: each event's id is the version, so a browser resumes by itself.</summary>
internal sealed class OrderEvents(LiveGate gate, ObjectAccess access, LiveFeed feed, IHostApplicationLifetime lifetime)
{
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
        using (seat) await EventStream.ServeAsync(context, lifetime, (writer, ending) => TellAsync(writer, caller, orderId, afterVersion, ending));
        return null;
    }

    private async Task TellAsync(PipeWriter writer, Caller caller, Guid orderId, int afterVersion, CancellationToken ending)
    {
        using var updates = feed.WatchOrder(orderId, afterVersion, ending, heartbeat: true, withInternal: ObjectAccess.SeesInternals(caller));
        while (true)
        {
            var batch = await updates.NextAsync();
            foreach (var update in batch) writer.Write(update.EventFrame.Span);
            if (batch.Count == 0) writer.Write(EventStream.Heartbeat);
            await writer.FlushAsync(ending);
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
