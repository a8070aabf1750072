namespace OrleansStore.Journal.Memory;

/// <summary>Decides at every crash point of a <see cref="MemoryJournal"/> what happens there.</summary>
/// <remarks>Called on the thread that commits, in the order of the batch; a seeded plan gives the same faults again.</remarks>
public interface IJournalFaultPlan
{
    /// <summary>Before a write is on disk.</summary>
    FateBeforeWrite BeforeWrite(JournalWrite write);

    /// <summary>When a write (with its whole batch) is on disk and its caller has no answer yet.</summary>
    FateAfterWrite AfterWrite(JournalWrite write);

    /// <summary>Whether a read of a stream (or, with null, of the global order) fails with <see cref="JournalFault.Unreachable"/>.</summary>
    bool FailsRead(string? stream);
}

/// <summary>A write at a crash point.</summary>
/// <param name="Target">The stream, or <c>table/key</c> of a durable row.</param>
/// <param name="Events">What is appended; empty for a row.</param>
public readonly record struct JournalWrite(string Target, int ExpectedVersion, IReadOnlyList<NewEvent> Events);

/// <summary>What happens before a write.</summary>
public enum FateBeforeWrite
{
    /// <summary>The write goes on.</summary>
    GoOn,

    /// <summary>The process ends here: the batch is lost, nobody gets an answer.</summary>
    Crash,

    /// <summary>The write is refused with <see cref="JournalUnavailableException"/>; nothing is written.</summary>
    Unavailable,

    /// <summary>Nothing is written, and the caller is told that the outcome is unknown.</summary>
    LoseWrite,

    /// <summary>The caller is told that the outcome is unknown, and the write is tried in a later batch.</summary>
    LandLate,
}

/// <summary>What happens after a write.</summary>
public enum FateAfterWrite
{
    /// <summary>The caller gets its answer.</summary>
    GoOn,

    /// <summary>The process ends here: the batch is durable, this caller and those behind it get no answer.</summary>
    Crash,

    /// <summary>The caller is told that the outcome is unknown, although the write is durable.</summary>
    LoseReply,
}
