namespace OrleansStore.Journal.Sqlite;

/// <summary>The journal of one process, in one SQLite file.</summary>
/// <remarks>
/// What is acknowledged survives kill −9 and power loss (WAL with <c>synchronous=FULL</c>). When the disk is full, appends
/// fail with <see cref="JournalFault.Full"/> and succeed again once there is space; reads go on all the time.
/// </remarks>
public sealed class SqliteJournal : IJournal, IDurableRows, IAsyncDisposable
{
    private readonly HeadSignal _signal;
    private readonly RecentEvents _recent;
    private readonly SqliteReaders _readers;
    private readonly ProcessLock? _lock;

    private SqliteJournal(HeadSignal signal, RecentEvents recent, SqliteReaders readers, SqliteCommits? commits, ProcessLock? fileLock)
    {
        _signal = signal;
        _recent = recent;
        _readers = readers;
        Commits = commits;
        _lock = fileLock;
    }

    /// <inheritdoc/>
    public long Head => _signal.Head;

    /// <summary>Null when the file may not be written.</summary>
    internal SqliteCommits? Commits { get; }

    /// <summary>Opens the journal, and makes it when there is none.</summary>
    /// <remarks>A file that is marked read-only is opened for reading; appends to it fail with <see cref="JournalFault.ReadOnly"/>.</remarks>
    /// <exception cref="JournalUnavailableException">Another process has it open, it is damaged, of a newer version, or cannot be reached.</exception>
    public static SqliteJournal Open(SqliteJournalOptions options)
    {
        options = options with { Path = Path.GetFullPath(options.Path) };
        return SqliteOpening.IsReadOnly(options.Path) ? OpenReadOnly(options) : OpenWritable(options);
    }

    /// <inheritdoc/>
    public ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events)
    {
        var bytes = AppendArguments.Check(stream, expectedVersion, events);
        var append = new PendingAppend(stream, expectedVersion, events) { Bytes = bytes };
        Writer().Add(append);
        return append.AsAppend();
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation = default)
    {
        AppendArguments.CheckRead(stream, maxCount);
        cancellation.ThrowIfCancellationRequested();
        return new(_readers.Read((stream, afterVersion, maxCount), static (reader, a) => reader.ReadStream(a.stream, a.afterVersion, a.maxCount)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation = default)
    {
        AppendArguments.CheckRead(stream, maxCount);
        cancellation.ThrowIfCancellationRequested();
        return new(_readers.Read((stream, beforeVersion, maxCount), static (reader, a) => reader.ReadStreamBackwards(a.stream, a.beforeVersion, a.maxCount)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        cancellation.ThrowIfCancellationRequested();
        return new(_recent.After(afterPosition, maxCount)
            ?? _readers.Read((afterPosition, maxCount), static (reader, a) => reader.ReadAll(a.afterPosition, a.maxCount)));
    }

    /// <inheritdoc/>
    public ValueTask WaitForAppendAsync(long position, CancellationToken cancellation = default) => _signal.WaitAsync(position, cancellation);

    /// <inheritdoc/>
    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation = default)
    {
        AppendArguments.CheckStream(stream);
        cancellation.ThrowIfCancellationRequested();
        return new(Commits?.Snapshots.Find(stream) ?? _readers.Read(stream, static (reader, s) => reader.ReadSnapshot(s)));
    }

    /// <inheritdoc/>
    /// <remarks>The snapshot goes along with the next commit of events, or with the closing of the journal.</remarks>
    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot)
    {
        AppendArguments.CheckSnapshot(stream, snapshot);
        Commits?.Snapshots.Add(stream, snapshot);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask UpsertRowAsync(string table, string key, ReadOnlyMemory<byte> value) => WriteRow(table, key, value);

    /// <inheritdoc/>
    public ValueTask DeleteRowAsync(string table, string key) => WriteRow(table, key, null);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadRowAsync(string table, string key, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(_readers.Read((table, key), static (reader, a) => reader.ReadRow(a.table, a.key)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(_readers.Read(table, static (reader, t) => reader.ReadRows(t)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, string after, int maxCount, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        cancellation.ThrowIfCancellationRequested();
        return new(_readers.Read((table, after, maxCount), static (reader, a) => reader.ReadRows(a.table, a.after, a.maxCount)));
    }

    /// <summary>Commits what waits and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Commits is not null) await Commits.CloseAsync();
        _readers.Dispose();
        _signal.Close(new JournalUnavailableException(JournalFault.Closed, "The journal is closed."));
        _lock?.Dispose();
    }

    private static SqliteJournal OpenWritable(SqliteJournalOptions options)
    {
        var fileLock = SqliteOpening.Lock(options.Path);
        SqliteDatabase? database = null;
        try
        {
            database = SqliteOpening.OpenWriter(options);
            var names = new SqliteNames(database, writable: true);
            var signal = new HeadSignal();
            var recent = new RecentEvents(options.RecentEventBytes);
            var commits = new SqliteCommits(options, database, names, recent, signal);
            return new SqliteJournal(signal, recent, new SqliteReaders(options, names, readOnly: false), commits, fileLock);
        }
        catch (Exception e)
        {
            database?.Dispose();
            fileLock.Dispose();
            if (e is SqliteFailure failure) throw failure.ToUnavailable(options.Path);
            throw;
        }
    }

    private static SqliteJournal OpenReadOnly(SqliteJournalOptions options)
    {
        try
        {
            using var database = SqliteOpening.OpenReadOnly(options);
            var signal = new HeadSignal();
            signal.Advance(database.Scalar("SELECT max(position) FROM events"));
            var readers = new SqliteReaders(options, new SqliteNames(database, writable: false), readOnly: true);
            return new SqliteJournal(signal, new RecentEvents(0), readers, commits: null, fileLock: null);
        }
        catch (SqliteFailure e)
        {
            throw e.ToUnavailable(options.Path);
        }
    }

    private ValueTask WriteRow(string table, string key, ReadOnlyMemory<byte>? value)
    {
        AppendArguments.CheckRow(table, key, value);
        var row = new PendingRow(table, key, value) { Bytes = value?.Length ?? 0 };
        Writer().Add(row);
        return row.AsWrite();
    }

    private SqliteCommits Writer() =>
        Commits ?? throw new JournalUnavailableException(JournalFault.ReadOnly, "The journal's file is marked read-only; reads go on.");
}
