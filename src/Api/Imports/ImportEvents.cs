using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
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
        using (seat) await EventStream.ServeAsync(context, lifetime, (writer, ending) => TellAsync(writer, import.Value!, ending));
        return null;
    }

    private async Task TellAsync(PipeWriter writer, ImportView import, CancellationToken ending)
    {
        writer.Write(Frame(import));
        await writer.FlushAsync(ending);
        var told = time.GetTimestamp();
        while (import.Status == ImportStatus.Running)
        {
            await Task.Delay(LookEvery, time, ending);
            var now = await grains.GetGrain<IImportGrain>(0).Get(import.Id);
            // Forgotten meanwhile: it ended long ago.
            if (now.Value is not { } next) return;
            var isNews = (next.Progress.Rows, next.Status) != (import.Progress.Rows, import.Status);
            if (!isNews && time.GetElapsedTime(told) < limits.Heartbeat) continue;
            writer.Write(isNews ? Frame(next) : EventStream.Heartbeat);
            await writer.FlushAsync(ending);
            (import, told) = (next, time.GetTimestamp());
        }
    }

    private static byte[] Frame(ImportView import)
    {
        var name = import.Status == ImportStatus.Running ? "progress" : "end";
        var head = string.Create(CultureInfo.InvariantCulture, $"id: {import.Progress.Rows}\nevent: {name}\ndata: ");
        return [.. Encoding.ASCII.GetBytes(head), .. ApiJson.Encode(ImportAnswer.Of(import)), .. "\n\n"u8];
    }
}
