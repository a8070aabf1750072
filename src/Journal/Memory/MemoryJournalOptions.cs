namespace OrleansStore.Journal.Memory;

/// <summary>How a <see cref="MemoryJournal"/> behaves.</summary>
public sealed record MemoryJournalOptions
{
    /// <summary>Runs the commit's latency; needed only with <see cref="CommitLatency"/>.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>
    /// How long the next commit takes; asked once per batch. Null or zero: an append is durable when the call returns, and
    /// nothing is ever scheduled.
    /// </summary>
    public Func<TimeSpan>? CommitLatency { get; init; }

    /// <summary>Decides about faults; null: there are none.</summary>
    public IJournalFaultPlan? Faults { get; init; }
}
