namespace OrleansStore.Journal.Sqlite;

/// <summary>
/// The group commit: one thread takes whatever waits, writes it in one transaction, syncs, and only then has the callers
/// answered. While it syncs the next batch gathers by itself; nothing is ever delayed to make a batch larger.
/// </summary>
/// <remarks>
/// A thread of its own, because it blocks in fsync: on one core a pool thread that blocks would hold up everything else.
/// </remarks>
internal sealed class SqliteCommits
{
    private readonly SqliteJournalOptions _options;
    private readonly SqliteDatabase _database;
    private readonly SqliteNames _names;
    private readonly SqliteWrites _writes;
    private readonly SqliteCheckpoints _checkpoints;
    private readonly SqliteStatement _begin;
    private readonly SqliteStatement _commit;
    private readonly RecentEvents _recent;
    private readonly HeadSignal _signal;
    private readonly WaitingWrites _waiting = new();
    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public SqliteCommits(SqliteJournalOptions options, SqliteDatabase database, SqliteNames names, RecentEvents recent, HeadSignal signal)
    {
        _options = options;
        _database = database;
        _names = names;
        _recent = recent;
        _signal = signal;
        _writes = new SqliteWrites(database, names, options.RememberedStreams);
        _begin = database.Prepare("BEGIN IMMEDIATE");
        _commit = database.Prepare("COMMIT");
        _checkpoints = new SqliteCheckpoints(options, database);
        _signal.Advance(_writes.Position);
        new Thread(Run) { IsBackground = true, Name = "journal-writer" }.Start();
    }

    public PendingSnapshots Snapshots { get; } = new();

    /// <summary>Runs before every transaction; lets tests bring about faults.</summary>
    public Action<SqliteDatabase>? BeforeBatch { get; set; }

    /// <summary>Runs in every transaction right before its commit; lets tests bring about faults.</summary>
    public Action<SqliteDatabase>? BeforeCommit { get; set; }

    public void Add(PendingWrite write) => _waiting.Add(write);

    /// <summary>Commits what waits, then closes the database.</summary>
    public Task CloseAsync()
    {
        _waiting.Close();
        return _closed.Task;
    }

    private void Run()
    {
        while (_waiting.Take() is { Count: > 0 } taken)
        {
            foreach (var batch in Batches(taken)) CommitAndAnswer(batch);
        }

        Commit([]);
        _checkpoints.Close();
        _begin.Dispose();
        _commit.Dispose();
        _writes.Dispose();
        _names.Dispose();
        _database.Dispose();
        _closed.SetResult();
    }

    private IEnumerable<List<PendingWrite>> Batches(List<PendingWrite> taken)
    {
        var start = 0;
        var events = 0;
        for (var i = 0; i < taken.Count; i++)
        {
            events += taken[i] is PendingAppend append ? append.Events.Count : 1;
            if (events < _options.EventsPerCommit || i == taken.Count - 1) continue;
            yield return taken[start..(i + 1)];
            start = i + 1;
            events = 0;
        }

        yield return start == 0 ? taken : taken[start..];
    }

    private void CommitAndAnswer(List<PendingWrite> batch)
    {
        if (Commit(batch))
        {
            _recent.Add(batch);
            // The head moves before anyone is answered: whoever has an answer finds the events in the global order.
            var moved = _signal.Advance(_writes.Position);
            Answers.Queue(batch);
            Answers.Queue(moved);
            _checkpoints.Committed();
        }
        else
        {
            Answers.Queue(batch);
        }
    }

    /// <returns>Whether the batch is durable; otherwise every write in it has its failure.</returns>
    private bool Commit(List<PendingWrite> batch)
    {
        var position = _writes.Position;
        var committing = false;
        try
        {
            BeforeBatch?.Invoke(_database);
            _begin.TryRun();
            foreach (var write in batch) _writes.Write(write);
            var snapshots = Snapshots.Take();
            foreach (var (stream, snapshot) in snapshots) _writes.Save(stream, snapshot);
            committing = true;
            BeforeCommit?.Invoke(_database);
            _commit.TryRun();
            _names.Ended(committed: true);
            if (snapshots.Length > 0) Snapshots.Stored(snapshots);
            return true;
        }
        catch (Exception e)
        {
            RollBack(position);
            // An I/O error in the commit itself may come after its last page reached the disk: then a restart would find it.
            var unknown = committing && e is SqliteFailure { IsInputOutput: true };
            foreach (var write in batch) write.Failure = Describe(e, unknown);
            return false;
        }
    }

    private void RollBack(long position)
    {
        _names.Ended(committed: false);
        _writes.RolledBack(position);
        try
        {
            if (_database.InTransaction) _database.Execute("ROLLBACK");
        }
        catch (SqliteFailure)
        {
            // SQLite has rolled back by itself; if it has not, the next BEGIN fails and says so.
        }
    }

    private Exception Describe(Exception e, bool unknown)
    {
        if (unknown) return new JournalOutcomeUnknownException($"The journal '{_options.Path}' failed while it committed: {e.Message}.", e);
        return e is SqliteFailure failure
            ? failure.ToUnavailable(_options.Path)
            : new JournalUnavailableException(JournalFault.Unreachable, $"The journal '{_options.Path}' failed: {e.Message}", e);
    }
}
