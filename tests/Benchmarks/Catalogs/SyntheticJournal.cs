using OrleansStore.Journal;

namespace OrleansStore.Benchmarks.Catalogs;

/// <summary>A journal that makes its events up when they are read, and takes no others.</summary>
internal sealed class SyntheticJournal(SyntheticCatalog catalog) : IJournal
{
    public long Head => catalog.Events;

    public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default)
    {
        var count = (int)Math.Min(maxCount, catalog.Events - afterPosition);
        var events = new StoredEvent[Math.Max(0, count)];
        for (var i = 0; i < events.Length; i++) events[i] = catalog.Event(afterPosition + i + 1);
        return new(events);
    }

    public ValueTask WaitForAppendAsync(long position, CancellationToken cancellation = default) =>
        position < catalog.Events ? default : new(Task.Delay(Timeout.Infinite, cancellation));

    public ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation = default) => throw new NotSupportedException();

    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => throw new NotSupportedException();
}
