namespace OrleansStore.Journal;

/// <summary>
/// The append-only truth: streams of events, each with dense versions 1, 2, 3, …, all in one global order.
/// </summary>
/// <remarks>
/// <para>Every implementation passes the one contract suite in <c>tests/Journal.Tests</c>.</para>
/// <para>Failures: a store that cannot write or read throws <see cref="JournalUnavailableException"/>; an append whose
/// outcome cannot be told throws <see cref="JournalOutcomeUnknownException"/> and is resolved by
/// <see cref="JournalAppends.ResolveAsync"/>. A version conflict is a value, not an exception.</para>
/// </remarks>
public interface IJournal
{
    /// <summary>The position of the newest durable event, 0 when there is none.</summary>
    /// <remarks>Never ahead of what <see cref="ReadAllAsync"/> returns.</remarks>
    long Head { get; }

    /// <summary>Appends events to one stream, atomically; durable when it returns <see cref="AppendOutcome.Appended"/>.</summary>
    /// <param name="stream">The stream, by convention <c>category-key</c>; at most <see cref="JournalLimits.StreamNameLength"/> bytes of UTF-8, no U+0000.</param>
    /// <param name="expectedVersion">The version the stream has now (0: does not exist).</param>
    /// <param name="events">At least one event, at most <see cref="JournalLimits.EventsPerAppend"/>; kept by reference, not to be changed any more.</param>
    /// <exception cref="ArgumentException">A limit of <see cref="JournalLimits"/> is exceeded, or a name is malformed: a bug.</exception>
    /// <exception cref="JournalUnavailableException">Nothing was written.</exception>
    /// <exception cref="JournalOutcomeUnknownException">The events may or may not have been written.</exception>
    ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events);

    /// <summary>Reads a stream forwards: the events with a version above <paramref name="afterVersion"/>, oldest first.</summary>
    /// <param name="maxCount">At most so many events; at least 1.</param>
    ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation = default);

    /// <summary>Reads a stream backwards: the events with a version below <paramref name="beforeVersion"/>, newest first.</summary>
    ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation = default);

    /// <summary>Reads the global order: the events with a position above <paramref name="afterPosition"/>, in order.</summary>
    /// <remarks>No event ever appears later at or below a position already returned. Positions grow but need not be dense.</remarks>
    ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default);

    /// <summary>Completes when <see cref="Head"/> is above <paramref name="position"/> (at once when it already is).</summary>
    ValueTask WaitForAppendAsync(long position, CancellationToken cancellation = default);

    /// <summary>The newest snapshot of a stream, or null. A snapshot is a cache: losing it costs a longer replay, nothing else.</summary>
    ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation = default);

    /// <summary>Keeps a snapshot in place of the stream's older one. Best effort: need not be durable when it returns, and is dropped when the stream has no event.</summary>
    ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot);
}
