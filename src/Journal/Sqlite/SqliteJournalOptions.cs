namespace OrleansStore.Journal.Sqlite;

/// <summary>Where a <see cref="SqliteJournal"/> lives and what it may use.</summary>
public sealed record SqliteJournalOptions
{
    /// <summary>The database file; its folder is made when it is missing. <c>-wal</c>, <c>-shm</c> and <c>.lock</c> files lie beside it.</summary>
    public required string Path { get; init; }

    /// <summary>Bytes of the writer's page cache; holds the part of the index that appends touch. 16 MB cover about a million events in flight.</summary>
    public int WriterCacheBytes { get; init; } = 16 << 20;

    /// <summary>Bytes of each reader's page cache; small, because the operating system caches the file too.</summary>
    public int ReaderCacheBytes { get; init; } = 2 << 20;

    /// <summary>Reader connections kept open; more are opened for a moment when more threads read at once.</summary>
    public int IdleReaders { get; init; } = 4;

    /// <summary>Bytes of newest events kept in memory for those that follow the head.</summary>
    public long RecentEventBytes { get; init; } = 8 << 20;

    /// <summary>Streams whose version the writer remembers, about 150 bytes each; one that it has forgotten costs two index look-ups.</summary>
    public int RememberedStreams { get; init; } = 32_768;

    /// <summary>Events in one commit; bounds how long the last of them waits for the first.</summary>
    public int EventsPerCommit { get; init; } = 2_048;

    /// <summary>Pages in the WAL (4 KB each) at which a checkpoint begins. Larger saves writes, smaller saves disk and start time after a crash.</summary>
    public int CheckpointPages { get; init; } = 4_096;

    /// <summary>How long to wait for a lock that another program (an sqlite3 shell) holds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(1);
}
