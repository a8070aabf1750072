using System.Globalization;
using System.Text;
using OrleansStore.Api.Http;
using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Api.History;

/// <summary>The journal itself, as it is stored.</summary>
internal sealed class JournalHandlers(RawJournal raw)
{
    /// <summary>The parameters.</summary>
    public static readonly string[] Parameters = ["stream", "after", "limit"];

    /// <summary>Events of one stream after a version, or of all after a position, oldest first.</summary>
    public async Task<Answer> List(Call call, IQueryCollection query)
    {
        if (ListQuery.ReadLimit(query["limit"], out var limit) is { } wrong) return wrong;
        var stream = query["stream"].ToString();
        if (Encoding.UTF8.GetByteCount(stream) > JournalLimits.StreamNameLength || stream.Contains('\0', StringComparison.Ordinal))
            return Problems.Validation("stream", $"Must be the name of a stream, of at most {JournalLimits.StreamNameLength} bytes.");
        var (after, most) = (0L, stream.Length > 0 ? int.MaxValue : long.MaxValue);
        if (query["after"].ToString() is { Length: > 0 } text
            && (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after) || after > most))
            return Problems.Validation("after", "Must be a position, or with a stream a version: a whole number from 0.");

        var events = stream.Length > 0
            ? await raw.Journal.ReadStreamAsync(stream, (int)after, limit, call.Cancellation)
            : await raw.Journal.ReadAllAsync(after, limit, call.Cancellation);
        var next = events is [.., var last] ? stream.Length > 0 ? last.Version : last.Position : after;
        return Answer.Of(new JournalPage([.. events.Select(Show)], next));
    }

    private static JournalEntry Show(StoredEvent stored)
    {
        var payload = StoredJson.Of(stored, out var isSealed);
        return new(
            stored.Position, stored.Stream, stored.Version, stored.EventId, stored.Type, stored.CausationId, stored.CorrelationId,
            stored.Actor, stored.Time, isSealed ? true : null, payload);
    }
}
