using OrleansStore.Journal;

namespace OrleansStore.Grains.Tests.Cluster;

/// <summary>A journal to which somebody else appends first, once, when the test says so.</summary>
internal sealed class OvertakenJournal(IJournal inner) : IJournal
{
    /// <summary>Asked before each append; what it returns is appended first, and it is asked no more.</summary>
    public Func<string, NewEvent, IReadOnlyList<NewEvent>?>? First { get; set; }

    public long Head => inner.Head;

    public async ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events)
    {
        if (First?.Invoke(stream, events[0]) is { } others)
        {
            First = null;
            (await inner.AppendAsync(stream, expectedVersion, others)).Outcome.ShouldBe(AppendOutcome.Appended);
        }

        return await inner.AppendAsync(stream, expectedVersion, events);
    }

    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation) =>
        inner.ReadStreamAsync(stream, afterVersion, maxCount, cancellation);

    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation) =>
        inner.ReadStreamBackwardsAsync(stream, beforeVersion, maxCount, cancellation);

    public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation) =>
        inner.ReadAllAsync(afterPosition, maxCount, cancellation);

    public ValueTask WaitForAppendAsync(long position, CancellationToken cancellation) => inner.WaitForAppendAsync(position, cancellation);

    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation) => inner.ReadSnapshotAsync(stream, cancellation);

    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => inner.SaveSnapshotAsync(stream, snapshot);
}
