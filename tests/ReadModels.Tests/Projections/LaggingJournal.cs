using OrleansStore.Journal;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Projections;

/// <summary>A journal with a copy that shows nothing after a position.</summary>
internal sealed class LaggingJournal(FakeJournal journal) : IJournal, IJournalTail
{
    public long Shown = long.MaxValue;
    public int Reads;

    public long Head => journal.Head;

    public async ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, long atLeast, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref Reads);
        var all = await journal.ReadAllAsync(afterPosition, maxCount, cancellation);
        return [.. all.Where(e => e.Position <= Math.Max(Volatile.Read(ref Shown), atLeast))];
    }

    public ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events) => journal.AppendAsync(stream, expectedVersion, events);

    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation = default) =>
        journal.ReadStreamAsync(stream, afterVersion, maxCount, cancellation);

    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation = default) =>
        journal.ReadStreamBackwardsAsync(stream, beforeVersion, maxCount, cancellation);

    public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default) =>
        journal.ReadAllAsync(afterPosition, maxCount, cancellation);

    public ValueTask WaitForAppendAsync(long position, CancellationToken cancellation = default) => journal.WaitForAppendAsync(position, cancellation);

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation = default) => journal.ReadSnapshotAsync(stream, cancellation);

    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => journal.SaveSnapshotAsync(stream, snapshot);
}
