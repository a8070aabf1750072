namespace OrleansStore.Journal.Memory;

/// <summary>What a <see cref="MemoryJournal"/> has synced; outlives its crash and is opened again.</summary>
public sealed class MemoryDisk
{
    /// <summary>Guards the content; held only for moments, so a single-threaded simulation never waits for it.</summary>
    internal Lock Gate { get; } = new();

    /// <summary>The event at index i has position i + 1.</summary>
    internal List<StoredEvent> Events { get; } = [];

    internal Dictionary<string, List<StoredEvent>> Streams { get; } = new(StringComparer.Ordinal);

    internal Dictionary<string, Snapshot> Snapshots { get; } = new(StringComparer.Ordinal);

    internal Dictionary<(string Table, string Key), ReadOnlyMemory<byte>> Rows { get; } = [];

    private readonly Dictionary<string, SortedSet<string>> _keys = new(StringComparer.Ordinal);

    /// <summary>Several journals may have it open at once, as several processes write to one database server.</summary>
    public bool IsShared { get; init; }

    /// <summary>The journal that has it open; of a shared one, the last that was opened.</summary>
    internal MemoryJournal? Holder { get; set; }

    internal int VersionOf(string stream) => Streams.TryGetValue(stream, out var events) ? events.Count : 0;

    internal void Write(PendingAppend append)
    {
        if (!Streams.TryGetValue(append.Stream, out var stream)) Streams.Add(append.Stream, stream = []);
        for (var i = 0; i < append.Events.Count; i++)
        {
            var e = append.Stored(i);
            Events.Add(e);
            stream.Add(e);
        }
    }

    internal void Write(PendingRow row)
    {
        if (!_keys.TryGetValue(row.Table, out var keys)) _keys.Add(row.Table, keys = new(StringComparer.Ordinal));
        if (row.Value is { } value)
        {
            Rows[(row.Table, row.Key)] = value;
            keys.Add(row.Key);
        }
        else if (Rows.Remove((row.Table, row.Key)))
        {
            keys.Remove(row.Key);
        }
    }

    /// <summary>The rows of a table whose keys come after one, in order.</summary>
    internal IEnumerable<DurableRow> RowsAfter(string table, string after)
    {
        if (!_keys.TryGetValue(table, out var keys) || keys.Max is not { } last || string.CompareOrdinal(last, after) <= 0) yield break;
        foreach (var key in keys.GetViewBetween(after, last))
            if (key != after)
                yield return new DurableRow(key, Rows[(table, key)]);
    }
}
