namespace OrleansStore.Journal;

/// <summary>Reads of the global order for those who need not have the newest: a copy that lags behind may answer them.</summary>
/// <remarks>For read models. A decision is made on what <see cref="IJournal"/> reads.</remarks>
public interface IJournalTail
{
    /// <summary>As <see cref="IJournal.ReadAllAsync"/>, but the newest events may be missing.</summary>
    /// <param name="atLeast">Somebody waits for the events up to this position, so none of those is missing.</param>
    /// <exception cref="JournalUnavailableException">Neither the copy nor the journal itself can be read.</exception>
    ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, long atLeast, CancellationToken cancellation = default);

    /// <summary>The tail of a journal; one that has no copies answers all by itself.</summary>
    static IJournalTail Of(IJournal journal) => journal as IJournalTail ?? new Itself(journal);

    private sealed class Itself(IJournal journal) : IJournalTail
    {
        public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, long atLeast, CancellationToken cancellation) =>
            journal.ReadAllAsync(afterPosition, maxCount, cancellation);
    }
}
