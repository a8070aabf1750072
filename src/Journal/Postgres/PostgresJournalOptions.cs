namespace OrleansStore.Journal.Postgres;

/// <summary>Where a <see cref="PostgresJournal"/> lives and what it may use.</summary>
public sealed record PostgresJournalOptions
{
    /// <summary>As Npgsql reads it. Its <c>Search Path</c>, or that of the role, chooses the schema.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>
    /// A hot standby of the same database, for read models. They use it unless it is behind what somebody waits for, or
    /// cannot be reached; nothing else does. Null: there is none.
    /// </summary>
    public string? ReadConnectionString { get; init; }

    /// <summary>Measures pauses and patience.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>
    /// Whether this process alone writes to the journal. Any number of processes with false share one; a process with true
    /// shares it with nobody.
    /// </summary>
    public bool Exclusive { get; init; } = true;

    /// <summary>What an operator reads when others write to the journal: why that is so here, and what to do.</summary>
    public string LockedHint { get; init; } = "Stop the other one first.";

    /// <summary>How long <see cref="PostgresJournal.Open"/> waits for a server that is not up yet.</summary>
    public TimeSpan ConnectWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long <see cref="PostgresJournal.Open"/> waits for a writer that was killed a moment ago on a machine that lives; that of a dead machine is missed after about 6 s.</summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How often the head is asked for beside the notifications, in case one is lost.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long a statement may take before its connection is thrown away; a write's outcome is then unknown.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections for reads; a read is short, and the server has a process for each connection.</summary>
    public int ReadConnections { get; init; } = 16;

    /// <summary>Events in one commit; bounds how long the last of them waits for the first.</summary>
    public int EventsPerCommit { get; init; } = 2_048;

    /// <summary>Payload bytes in one commit, unless a single append has more; bounds its memory here and in the server.</summary>
    public int BytesPerCommit { get; init; } = 8 << 20;
}
