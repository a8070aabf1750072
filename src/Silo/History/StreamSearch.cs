using OrleansStore.Journal;

namespace OrleansStore.Silo.History;

/// <summary>Reads of streams for one question, with what it may go through counted.</summary>
internal sealed class StreamSearch(IJournal journal, HistoryLimits limits, CancellationToken cancellation)
{
    private int _scanned;

    /// <summary>Whether nothing was left out.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>A whole stream.</summary>
    public async Task<IReadOnlyList<StoredEvent>> AllAsync(string stream)
    {
        var all = new List<StoredEvent>();
        while (true)
        {
            var events = await journal.ReadStreamAsync(stream, all.Count, limits.Chunk, cancellation);
            all.AddRange(events);
            if (events.Count < limits.Chunk) return all;
            if (all.Count < limits.OwnEvents) continue;
            IsWhole = false;
            return all;
        }
    }

    /// <summary>What of a stream lies within stretches of the global order and is looked for. Only these stretches are read.</summary>
    public async Task<List<StoredEvent>> WithinAsync(string stream, IReadOnlyList<WorkSpan> spans, Func<StoredEvent, bool> isWanted)
    {
        var found = new List<StoredEvent>();
        var version = 0;
        foreach (var span in spans)
        {
            if (await VersionAtAsync(stream, span.After) is not { } from) return found;
            version = Math.Max(version, from);
            for (var isInside = true; isInside;)
            {
                var events = await journal.ReadStreamAsync(stream, version, limits.Chunk, cancellation);
                foreach (var stored in events)
                {
                    isInside = stored.Position <= span.To;
                    if (!isInside) break;
                    version = stored.Version;
                    if (isWanted(stored)) found.Add(stored);
                }

                isInside &= events.Count == limits.Chunk;
                if (!Count(events.Count)) return found;
            }
        }

        return found;
    }

    /// <summary>The version that a stream had at a position, found by halving; null when it has none at all.</summary>
    private async Task<int?> VersionAtAsync(string stream, long position)
    {
        if (await journal.ReadStreamBackwardsAsync(stream, int.MaxValue, 1, cancellation) is not [var newest]) return null;
        var (low, high) = (0, newest.Position <= position ? newest.Version : newest.Version - 1);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            var stored = await journal.ReadStreamAsync(stream, middle - 1, 1, cancellation);
            if (stored[0].Position <= position) low = middle;
            else high = middle - 1;
        }

        return low;
    }

    private bool Count(int events)
    {
        _scanned += events;
        if (_scanned < limits.Scanned) return true;
        IsWhole = false;
        return false;
    }
}
