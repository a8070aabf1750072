namespace OrleansStore.Journal.Sqlite;

/// <summary>How the journal's file is opened.</summary>
internal static class SqliteOpening
{
    /// <summary>Whether the operator has marked the file read-only; asked explicitly, because root may write it all the same.</summary>
    public static bool IsReadOnly(string path) => File.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0;

    /// <exception cref="JournalUnavailableException">The folder cannot be made or written, or another process holds the journal.</exception>
    public static ProcessLock Lock(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new JournalUnavailableException(JournalFault.Unreachable, $"The folder of the journal '{path}' cannot be made: {e.Message}", e);
        }

        return ProcessLock.Take(path, "The journal", "Stop it first.");
    }

    /// <remarks>
    /// synchronous=FULL syncs the WAL at every commit. Checkpoints are <see cref="SqliteCheckpoints"/>' business, so SQLite's
    /// own are off; the size limit gives back the disk that a burst took.
    /// </remarks>
    public static SqliteDatabase OpenWriter(SqliteJournalOptions options)
    {
        var database = SqliteDatabase.Open(options.Path, readOnly: false, options.WriterCacheBytes, options.BusyTimeout);
        try
        {
            database.Execute($"""
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA wal_autocheckpoint = 0;
                PRAGMA journal_size_limit = {2L * options.CheckpointPages * 4_096};
                PRAGMA temp_store = MEMORY
                """);
            SqliteSchema.Prepare(database, options.Path, readOnly: false);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public static SqliteDatabase OpenReadOnly(SqliteJournalOptions options)
    {
        var database = SqliteDatabase.Open(options.Path, readOnly: true, options.ReaderCacheBytes, options.BusyTimeout);
        try
        {
            SqliteSchema.Prepare(database, options.Path, readOnly: true);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
