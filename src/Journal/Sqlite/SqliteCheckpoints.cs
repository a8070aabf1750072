namespace OrleansStore.Journal.Sqlite;

/// <summary>Keeps the WAL short without holding up commits for long.</summary>
/// <remarks>
/// SQLite starts the WAL anew only when all of it has been copied into the database, and under load it is never all copied
/// by somebody who works beside the writer. So a thread of its own copies (and syncs) the bulk while commits go on, and
/// then the writer itself copies the little that was added meanwhile, between two commits. Only when that has not helped
/// several times over (readers kept the old pages in use) the writer waits: for the thread, and for those readers.
/// </remarks>
internal sealed class SqliteCheckpoints
{
    /// <summary>How many times <see cref="SqliteJournalOptions.CheckpointPages"/> the WAL may have before commits wait for it to be started anew.</summary>
    private const int Patience = 4;

    /// <summary>Background passes in a row; each is shorter than the one before.</summary>
    private const int Passes = 3;

    private readonly SqliteJournalOptions _options;
    private readonly SqliteDatabase _writer;
    private readonly SqliteDatabase _database;
    private readonly Thread _thread;
    private readonly object _gate = new();
    private volatile Step _step;
    private long _pages;

    public SqliteCheckpoints(SqliteJournalOptions options, SqliteDatabase writer)
    {
        _options = options;
        _writer = writer;
        _database = SqliteDatabase.Open(options.Path, readOnly: false, cacheBytes: 64 << 10, options.BusyTimeout);
        _database.Execute("PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0");
        _thread = new Thread(Run) { IsBackground = true, Name = "journal-checkpoint" };
        _thread.Start();
    }

    private enum Step
    {
        Idle,
        Copying,
        Copied,
        Closed,
    }

    /// <summary>Called by the writer after each commit.</summary>
    public void Committed()
    {
        _pages += _writer.TakePagesWritten();
        if (_pages < _options.CheckpointPages) return;
        if (_step == Step.Idle) Move(Step.Copying);
        else if (_step == Step.Copied || WaitsForCopy()) Finish();
    }

    /// <summary>Ends the thread and checkpoints once more; called by the writer.</summary>
    public void Close()
    {
        Move(Step.Closed);
        _thread.Join();
        _database.Dispose();
        TryCheckpoint(_writer, restart: false);
    }

    private bool WaitsForCopy()
    {
        if (_pages < Patience * _options.CheckpointPages) return false;
        lock (_gate)
        {
            while (_step == Step.Copying) Monitor.Wait(_gate);
        }

        return true;
    }

    private void Finish()
    {
        var (logged, left) = TryCheckpoint(_writer, restart: false);
        if (logged > Patience * _options.CheckpointPages) (_, left) = TryCheckpoint(_writer, restart: true);
        // A reader may still need the old pages: try again soon.
        _pages = left == 0 ? 0 : _options.CheckpointPages / 2;
        Move(Step.Idle);
    }

    private void Run()
    {
        while (true)
        {
            lock (_gate)
            {
                while (_step is Step.Idle or Step.Copied) Monitor.Wait(_gate);
                if (_step == Step.Closed) return;
            }

            for (var pass = 0; pass < Passes && TryCheckpoint(_database, restart: false).Left > _options.CheckpointPages / 16; pass++)
            {
            }

            lock (_gate)
            {
                if (_step == Step.Copying) _step = Step.Copied;
                Monitor.Pulse(_gate);
            }
        }
    }

    private void Move(Step step)
    {
        lock (_gate)
        {
            _step = step;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>A checkpoint that fails (a full disk, say) loses nothing: the WAL is kept and the next one tries again.</summary>
    private static (int Logged, int Left) TryCheckpoint(SqliteDatabase database, bool restart)
    {
        try
        {
            return database.Checkpoint(restart);
        }
        catch (SqliteFailure)
        {
            return (0, int.MaxValue);
        }
    }
}
