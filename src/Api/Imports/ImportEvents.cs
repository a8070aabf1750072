using System.Buffers;
using System.Globalization;
using System.Text;
using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Live;
using OrleansStore.Contracts.Imports;

namespace OrleansStore.Api.Imports;

/// <summary>How far an import is, as server-sent events: one whenever it is further, and the last one when it has ended.</summary>
internal sealed class ImportEvents(IGrainFactory grains, LiveGate gate, LiveLimits limits, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>How often it is looked at; it says something once a second.</summary>
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    private static ReadOnlySpan<byte> Heartbeat => ":\n\n"u8;

    /// <summary>Serves <c>GET /products/import/{id}/live</c>.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        if (await OpenAsync(context) is { } refusal) await Replies.WriteAsync(context, refusal);
    }

    private async Task<Answer?> OpenAsync(HttpContext context)
    {
        if (!Guid.TryParse(context.Request.RouteValues["id"] as string, out var id)) return Problems.NotFound();
        var import = await grains.GetGrain<IImportGrain>(0).Get(id);
        if (import.Error is not null) return Answer.Refuse(import);
        if (gate.Enter(Admission.Of(context).Caller, context, out var seat) is { } full) return full;
        using (seat) await StreamAsync(context, import.Value!);
        return null;
    }

    private async Task StreamAsync(HttpContext context, ImportView import)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await SendAsync(response, Frame(import), ending.Token);
            var told = time.GetTimestamp();
            while (import.Status == ImportStatus.Running)
            {
                await Task.Delay(LookEvery, time, ending.Token);
                var now = await grains.GetGrain<IImportGrain>(0).Get(import.Id);
                // Forgotten meanwhile: it ended long ago.
                if (now.Value is not { } next) return;
                var isNews = (next.Progress.Rows, next.Status) != (import.Progress.Rows, import.Status);
                if (!isNews && time.GetElapsedTime(told) < limits.Heartbeat) continue;
                await SendAsync(response, isNews ? Frame(next) : Heartbeat.ToArray(), ending.Token);
                (import, told) = (next, time.GetTimestamp());
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client left or the store stops: either way the answer ends here.
        }
    }

    private static async Task SendAsync(HttpResponse response, byte[] frame, CancellationToken cancellation)
    {
        response.BodyWriter.Write(frame);
        await response.BodyWriter.FlushAsync(cancellation);
    }

    private static byte[] Frame(ImportView import)
    {
        var name = import.Status == ImportStatus.Running ? "progress" : "end";
        var head = string.Create(CultureInfo.InvariantCulture, $"id: {import.Progress.Rows}\nevent: {name}\ndata: ");
        return [.. Encoding.ASCII.GetBytes(head), .. ApiJson.Encode(ImportAnswer.Of(import)), .. "\n\n"u8];
    }
}
