using System.Globalization;
using OrleansStore.Api.Http;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Api.History;

/// <summary>The journal itself, as it is stored.</summary>
internal sealed class JournalHandlers(RawJournal raw)
{
    /// <summary>Events gone through for one answer at most: some 20 ms. Whoever looks for what is rare asks on from there.</summary>
    public const int Scanned = 5_000;

    /// <summary>Events read at a time.</summary>
    public const int Read = 500;

    /// <summary>The parameters.</summary>
    public static readonly string[] Parameters = [.. JournalFilter.Parameters, "after", "limit"];

    /// <summary>Events of one stream after a version, or of all after a position, oldest first.</summary>
    public async Task<Answer> List(Call call, IQueryCollection query)
    {
        if (ListQuery.ReadLimit(query["limit"], out var limit) is { } wrong) return wrong;
        if (JournalFilter.Read(query, out var filter) is { } unknown) return unknown;
        var (after, most) = (0L, filter.Stream is not null ? int.MaxValue : long.MaxValue);
        if (query["after"].ToString() is { Length: > 0 } text
            && (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after) || after > most))
            return Problems.Validation("after", "Must be a position, or with a stream a version: a whole number from 0.");

        var head = raw.Journal.Head;
        var (items, next) = await FindAsync(filter, after, limit, call.Cancellation);
        return Answer.Of(new JournalPage(items, next, head));
    }

    private async Task<(List<JournalEntry> Items, long Next)> FindAsync(JournalFilter filter, long after, int limit, CancellationToken cancellation)
    {
        var (items, atOnce) = (new List<JournalEntry>(), filter.Sifts ? Read : limit);
        for (var scanned = 0; scanned < Scanned;)
        {
            var events = filter.Stream is { } stream
                ? await raw.Journal.ReadStreamAsync(stream, (int)after, atOnce, cancellation)
                : await raw.Journal.ReadAllAsync(after, atOnce, cancellation);
            foreach (var stored in events)
            {
                after = filter.Stream is not null ? stored.Version : stored.Position;
                if (filter.Matches(stored)) items.Add(JournalEntry.Of(stored));
                if (items.Count == limit) return (items, after);
            }

            if (events.Count < atOnce) break;
            scanned += events.Count;
        }

        return (items, after);
    }
}
