namespace OrleansStore.Journal.Postgres;

/// <summary>A journal in a PostgreSQL database, for one process or for many.</summary>
/// <remarks>
/// <para>What is acknowledged is on the server's disk, as long as the server runs with <c>fsync</c> and
/// <c>full_page_writes</c>; whether also on a standby's is for <c>synchronous_standby_names</c> to say.</para>
/// <para>Every connection goes to the server itself, or through a pooler in session mode: LISTEN and the writer's lock belong
/// to a session, so a pooler in transaction mode is not supported.</para>
/// <para>While the server is away, writes and reads fail at once with <see cref="JournalFault.Unreachable"/>; when it is back
/// they succeed again by themselves.</para>
/// </remarks>
public sealed class PostgresJournal : IJournal, IJournalTail, IDurableRows, IAsyncDisposable
{
    private readonly HeadSignal _signal;
    private readonly PostgresReads _reads;
    private readonly PostgresReplica? _replica;
    private readonly PostgresCommits _commits;
    private readonly PostgresHead _head;
    private int _isClosed;

    private PostgresJournal(HeadSignal signal, PostgresReads reads, PostgresReplica? replica, PostgresCommits commits, PostgresHead head)
    {
        _signal = signal;
        _reads = reads;
        _replica = replica;
        _commits = commits;
        _head = head;
    }

    /// <inheritdoc/>
    public long Head => _signal.Head;

    /// <summary>Opens the journal, and makes its tables when there are none.</summary>
    /// <exception cref="ArgumentException">A connection string is malformed.</exception>
    /// <exception cref="JournalUnavailableException">Others write to it, its tables are of a newer version, or it cannot be reached.</exception>
    public static PostgresJournal Open(PostgresJournalOptions options)
    {
        var connections = new PostgresConnections(options, options.ConnectionString);
        var copies = options.ReadConnectionString is { } copy ? new PostgresConnections(options, copy) : null;
        var (session, schema) = PostgresOpening.Open(connections, options);
        var signal = new HeadSignal();
        signal.Advance(session.Head);
        var head = new PostgresHead(connections, PostgresSession.ChannelOf(schema), options, signal);
        head.Start();
        var reads = new PostgresReads(connections.Read());
        var replica = copies is null ? null : new PostgresReplica(reads, new PostgresReads(copies.Read()), options.Time);
        return new PostgresJournal(signal, reads, replica, new PostgresCommits(connections, options, session, signal), head);
    }

    /// <inheritdoc/>
    public ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events)
    {
        var bytes = AppendArguments.Check(stream, expectedVersion, events);
        var append = new PendingAppend(stream, expectedVersion, events) { Bytes = bytes };
        _commits.Add(append);
        return append.AsAppend();
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation = default)
    {
        AppendArguments.CheckRead(stream, maxCount);
        return _reads.StreamAsync(stream, afterVersion, maxCount, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation = default)
    {
        AppendArguments.CheckRead(stream, maxCount);
        return _reads.StreamBackwardsAsync(stream, beforeVersion, maxCount, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        return _reads.AllAsync(afterPosition, maxCount, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, long atLeast, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        return _replica is null ? _reads.AllAsync(afterPosition, maxCount, cancellation) : _replica.ReadAllAsync(afterPosition, maxCount, atLeast, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask WaitForAppendAsync(long position, CancellationToken cancellation = default) => _signal.WaitAsync(position, cancellation);

    /// <inheritdoc/>
    public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation = default)
    {
        AppendArguments.CheckStream(stream);
        return _commits.Snapshots.Find(stream) is { } waiting ? new(waiting) : _reads.SnapshotAsync(stream, cancellation);
    }

    /// <inheritdoc/>
    /// <remarks>The snapshot goes along with the next commit, or with the closing of the journal.</remarks>
    public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot)
    {
        AppendArguments.CheckSnapshot(stream, snapshot);
        _commits.Snapshots.Add(stream, snapshot);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask UpsertRowAsync(string table, string key, ReadOnlyMemory<byte> value) => WriteRow(table, key, value);

    /// <inheritdoc/>
    public ValueTask DeleteRowAsync(string table, string key) => WriteRow(table, key, null);

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> ReadRowAsync(string table, string key, CancellationToken cancellation = default) =>
        _reads.RowAsync(table, key, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, CancellationToken cancellation = default) =>
        _reads.RowsAsync(table, cancellation);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<DurableRow>> ReadRowsAsync(string table, string after, int maxCount, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        return _reads.RowsAsync(table, after, maxCount, cancellation);
    }

    /// <summary>Commits what waits, lets go of the writer's lock and closes all connections.</summary>
    public async ValueTask DisposeAsync()
    {
        // It is registered under two interfaces, and each is disposed of.
        if (Interlocked.Exchange(ref _isClosed, 1) != 0) return;
        await _commits.CloseAsync();
        await _head.DisposeAsync();
        if (_replica is not null) await _replica.DisposeAsync();
        await _reads.DisposeAsync();
        _signal.Close(new JournalUnavailableException(JournalFault.Closed, "The journal is closed."));
    }

    private ValueTask WriteRow(string table, string key, ReadOnlyMemory<byte>? value)
    {
        AppendArguments.CheckRow(table, key, value);
        var row = new PendingRow(table, key, value) { Bytes = value?.Length ?? 0 };
        _commits.Add(row);
        return row.AsWrite();
    }
}
