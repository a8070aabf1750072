using System.Buffers.Binary;
using System.Globalization;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Sweeping;

/// <summary>Keeps what may become due in durable rows: only the shards that have changed are written, and last the list of them.</summary>
/// <remarks>
/// A shard's row says how far the fold had come when it was written, and the list says the same of each shard. Where a row is
/// older than the list believes (two sweepers in a failover wrote across each other), the fold goes on from the row's place:
/// folding events once more changes nothing. Where a row is missing or torn, it begins anew.
/// </remarks>
internal sealed class DueRows(IDurableRows rows)
{
    /// <summary>The table; its name changes with the rows' shape, and then the journal is read anew.</summary>
    public const string Table = "due.v2";

    private const string List = "list";
    private const int KeyBytes = 16;
    private const int HeaderBytes = 16;
    private const int ListedBytes = 17;

    /// <summary>What was kept; nothing when there is nothing that can be trusted.</summary>
    public async Task<DueThings> LoadAsync(EventCodec codec)
    {
        var kept = (await rows.ReadRowsAsync(Table)).ToDictionary(r => r.Key, r => r.Value, StringComparer.Ordinal);
        var things = new DueThings(codec);
        if (!kept.TryGetValue(List, out var list)) return things;
        things.Position = BinaryPrimitives.ReadInt64LittleEndian(list.Span);
        for (var rest = list[8..]; rest.Length >= ListedBytes; rest = rest[ListedBytes..])
        {
            var key = new DueShardKey((DueKind)rest.Span[0], BinaryPrimitives.ReadInt64LittleEndian(rest.Span[1..]));
            if (Read(key, kept) is not { } shard) return new DueThings(codec);
            if (shard.KeptAt < BinaryPrimitives.ReadInt64LittleEndian(rest.Span[9..])) things.Position = Math.Min(things.Position, shard.KeptAt);
            things.Restore(key, shard);
        }

        return things;
    }

    /// <summary>Keeps it.</summary>
    public async Task SaveAsync(DueThings things)
    {
        var surplus = new List<string>();
        foreach (var (key, shard) in things.Shards.Where(s => s.Value.IsChanged).ToArray())
        {
            var before = shard.KeptRows;
            if (shard.Since.Count > 0) await WriteAsync(key, shard, things.Position);
            else shard.KeptRows = 0;
            for (var row = shard.KeptRows; row < before; row++) surplus.Add(NameOf(key, row));
            if (shard.Since.Count == 0) things.Forget(key);
        }

        await rows.UpsertRowAsync(Table, List, WriteList(things));
        // Only now nobody looks for them.
        foreach (var row in surplus) await rows.DeleteRowAsync(Table, row);
    }

    private async Task WriteAsync(DueShardKey key, DueShard shard, long position)
    {
        var entryBytes = EntryBytes(key.Kind);
        var inRow = (JournalLimits.PayloadBytes - HeaderBytes) / entryBytes;
        var count = (shard.Since.Count + inRow - 1) / inRow;
        var index = 0;
        foreach (var entries in shard.Since.Chunk(inRow))
        {
            var row = new byte[HeaderBytes + (entries.Length * entryBytes)];
            BinaryPrimitives.WriteInt64LittleEndian(row, position);
            BinaryPrimitives.WriteInt64LittleEndian(row.AsSpan(8), count);
            for (var i = 0; i < entries.Length; i++)
            {
                var entry = row.AsSpan(HeaderBytes + (i * entryBytes), entryBytes);
                entries[i].Key.Id.TryWriteBytes(entry);
                BinaryPrimitives.WriteInt64LittleEndian(entry[KeyBytes..], entries[i].Value);
                if (key.Kind == DueKind.Hold) entries[i].Key.Product.TryWriteBytes(entry[^KeyBytes..]);
            }

            await rows.UpsertRowAsync(Table, NameOf(key, index++), row);
        }

        (shard.KeptAt, shard.KeptRows, shard.IsChanged) = (position, count, false);
    }

    private static byte[] WriteList(DueThings things)
    {
        var list = new byte[8 + (things.Shards.Count * ListedBytes)];
        BinaryPrimitives.WriteInt64LittleEndian(list, things.Position);
        var rest = list.AsSpan(8);
        foreach (var (key, shard) in things.Shards)
        {
            rest[0] = (byte)key.Kind;
            BinaryPrimitives.WriteInt64LittleEndian(rest[1..], key.Age);
            BinaryPrimitives.WriteInt64LittleEndian(rest[9..], shard.KeptAt);
            rest = rest[ListedBytes..];
        }

        return list;
    }

    private static DueShard? Read(DueShardKey key, Dictionary<string, ReadOnlyMemory<byte>> kept)
    {
        var shard = new DueShard();
        for (long row = 0, count = 1; row < count; row++)
        {
            if (!kept.TryGetValue(NameOf(key, (int)row), out var value)) return null;
            var (position, rows) = (BinaryPrimitives.ReadInt64LittleEndian(value.Span), BinaryPrimitives.ReadInt64LittleEndian(value.Span[8..]));
            if (row > 0 && (position != shard.KeptAt || rows != count)) return null;
            (shard.KeptAt, shard.KeptRows, count) = (position, (int)rows, rows);
            var entryBytes = EntryBytes(key.Kind);
            for (var rest = value.Span[HeaderBytes..]; rest.Length >= entryBytes; rest = rest[entryBytes..])
            {
                var entry = rest[..entryBytes];
                var product = key.Kind == DueKind.Hold ? new Guid(entry[^KeyBytes..]) : default;
                shard.Since[new(new Guid(entry[..KeyBytes]), product)] = BinaryPrimitives.ReadInt64LittleEndian(entry[KeyBytes..]);
            }
        }

        return shard;
    }

    /// <summary>An id and a time, and of holds the product.</summary>
    private static int EntryBytes(DueKind kind) => KeyBytes + sizeof(long) + (kind == DueKind.Hold ? KeyBytes : 0);

    private static string NameOf(DueShardKey key, int row) =>
        string.Create(CultureInfo.InvariantCulture, $"{(byte)key.Kind}.{key.Age:x}.{row}");
}
