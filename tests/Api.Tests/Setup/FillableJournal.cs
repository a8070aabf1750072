using OrleansStore.Journal;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Api.Tests.Setup;

/// <summary>A journal whose disk can be full.</summary>
public sealed class FillableJournal(MemoryJournal inner) : IJournal, IDurableRows
{
    private volatile bool full;
    private volatile string? fullFor;

    /// <summary>Whether nothing more can be written.</summary>
    public bool Full
    {
        get => full;
        set => full = value;
    }

    /// <summary>The streams to which nothing more can be appended, by how their names begin; null: none.</summary>
    public string? FullFor
    {
        get => fullFor;
        set => fullFor = value;
    }

    public long Head => inner.Head;

    public ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events) => Full || (FullFor is { } some && stream.StartsWith(some, StringComparison.Ordinal))
        ? throw NoRoom()
        : inner.AppendAsync(stream, expectedVersion, events);

    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation = default) =>
        inner.ReadStreamAsync(stream, afterVersion, maxCount, cancellation);

    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation = default) =>
        inner.ReadStreamBackwardsAsync(stream, beforeVersion, maxCount, cancellation);

    public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default) =>
        inner.ReadAllAsync(afterPosition, maxCount, cancellation);

    public ValueTask WaitForAppendAsync(long position, CancellationToken cancellation = default) => inner.WaitForAppendAsync(position, cancellation);

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation = default) => inner.ReadSnapshotAsync(stream, cancellation);

    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => inner.SaveSnapshotAsync(stream, snapshot);

    public ValueTask UpsertRowAsync(string table, string key, ReadOnlyMemory<byte> value) =>
        Full ? throw NoRoom() : inner.UpsertRowAsync(table, key, value);

    public ValueTask DeleteRowAsync(string table, string key) => Full ? throw NoRoom() : inner.DeleteRowAsync(table, key);

    public ValueTask<ReadOnlyMemory<byte>?> ReadRowAsync(string table, string key, CancellationToken cancellation = default) =>
        inner.ReadRowAsync(table, key, cancellation);

    public ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, CancellationToken cancellation = default) =>
        inner.ReadRowsAsync(table, cancellation);

    public ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, string after, int maxCount, CancellationToken cancellation = default) =>
        inner.ReadRowsAsync(table, after, maxCount, cancellation);

    private static JournalUnavailableException NoRoom() =>
        new(JournalFault.Full, "secret text: no space left on /dev/sda1");
}
