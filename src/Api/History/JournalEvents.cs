using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using OrleansStore.Api.Access;
using OrleansStore.Api.Http;
using OrleansStore.Api.Live;
using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Api.History;

/// <summary>The journal as server-sent events while it grows: each event's id is its position, so a browser resumes by itself.</summary>
/// <remarks>
/// Every reader reads the journal itself, for few people look at it and each for something else. What is not meant is told as
/// an id without an event now and then, so that who comes back does not begin where the last rare event was.
/// </remarks>
internal sealed class JournalEvents(RawJournal raw, LiveGate gate, LiveLimits limits, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>The parameters.</summary>
    public static readonly string[] Parameters = [.. JournalFilter.Parameters, "after"];

    private static readonly string[] Known = [.. Parameters, "access_token"];

    private int _readers;

    /// <summary>Serves <c>GET /admin/journal/live</c>.</summary>
    public async Task ServeAsync(HttpContext context)
    {
        if (await OpenAsync(context) is { } refusal) await Replies.WriteAsync(context, refusal);
    }

    private async Task<Answer?> OpenAsync(HttpContext context)
    {
        var request = context.Request;
        if (KnownParameters.Check(request, Known) is { } unknown) return unknown;
        if (JournalFilter.Read(request.Query, out var filter) is { } wrong) return wrong;
        if (ReadCursor(request, out var after) is { } invalid) return invalid;
        if (gate.Enter(Admission.Of(context).Caller, context, out var seat) is { } full) return full;
        using (seat)
        {
            try
            {
                if (Interlocked.Increment(ref _readers) > limits.JournalReaders) return Problems.Busy();
                // Before anything is sent: what happens once the client has its answer is told.
                var from = after ?? raw.Journal.Head;
                await EventStream.ServeAsync(context, lifetime, (writer, ending) => TellAsync(writer, filter, from, ending));
                return null;
            }
            finally
            {
                Interlocked.Decrement(ref _readers);
            }
        }
    }

    private async Task TellAsync(PipeWriter writer, JournalFilter filter, long after, CancellationToken ending)
    {
        var (told, spoken) = (after, time.GetTimestamp());
        try
        {
            while (true)
            {
                var events = await raw.Journal.ReadAllAsync(after, JournalHandlers.Read, ending);
                foreach (var stored in events)
                {
                    after = stored.Position;
                    if (!filter.Matches(stored)) continue;
                    writer.Write(Frame(stored));
                    (told, spoken) = (after, time.GetTimestamp());
                }

                await writer.FlushAsync(ending);
                if (events.Count < JournalHandlers.Read) await WaitAsync(after, spoken, ending);
                if (time.GetElapsedTime(spoken) < limits.Heartbeat) continue;
                writer.Write(told < after ? Mark(after) : EventStream.Heartbeat);
                (told, spoken) = (after, time.GetTimestamp());
                await writer.FlushAsync(ending);
            }
        }
        catch (JournalUnavailableException)
        {
            // It has begun and cannot be refused any more; whoever comes back is told why.
        }
    }

    /// <summary>Waits until there is more, and then a moment, so that one reading takes in many; or until a heartbeat is due.</summary>
    private async Task WaitAsync(long after, long spoken, CancellationToken ending)
    {
        var rest = limits.Heartbeat - time.GetElapsedTime(spoken);
        if (rest <= TimeSpan.Zero) return;
        using var beat = new CancellationTokenSource(rest, time);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(ending, beat.Token);
        try
        {
            await raw.Journal.WaitForAppendAsync(after, waiting.Token);
            await Task.Delay(limits.JournalPause, time, ending);
        }
        catch (OperationCanceledException) when (!ending.IsCancellationRequested)
        {
            // A heartbeat is due.
        }
    }

    /// <summary>The last position seen: <c>Last-Event-ID</c>, as browsers send when they come back, else <c>after</c>; null for what comes from now on.</summary>
    private static Problem? ReadCursor(HttpRequest request, out long? after)
    {
        after = null;
        var (name, text) = request.Headers["Last-Event-ID"].ToString() is { Length: > 0 } last ? ("Last-Event-ID", last) : ("after", request.Query["after"].ToString());
        if (text.Length == 0) return null;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)) return Problems.Validation(name, "Must be a position, a whole number from 0.");
        after = position;
        return null;
    }

    private static byte[] Frame(StoredEvent stored) => [.. Id(stored.Position), .. "data: "u8, .. ApiJson.Encode(JournalEntry.Of(stored)), .. "\n\n"u8];

    private static byte[] Mark(long position) => [.. Id(position), .. "\n"u8];

    private static byte[] Id(long position) => Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"id: {position}\n"));
}
