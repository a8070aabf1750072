namespace OrleansStore.Journal.Sqlite;

/// <summary>What one write does to the database, inside the transaction of its batch.</summary>
internal sealed class SqliteWrites : IDisposable
{
    private readonly SqliteNames _names;
    private readonly StreamHeads _heads;
    private readonly SqliteStatement _insert;
    private readonly SqliteStatement _findFirst;
    private readonly SqliteStatement _findVersion;
    private readonly SqliteStatement _upsertRow;
    private readonly SqliteStatement _deleteRow;
    private readonly SqliteStatement _saveSnapshot;

    public SqliteWrites(SqliteDatabase database, SqliteNames names, int headCapacity)
    {
        _names = names;
        _heads = new StreamHeads(headCapacity);
        Position = database.Scalar("SELECT max(position) FROM events");
        _insert = database.Prepare(EventRow.Insert);
        _findFirst = database.Prepare($"SELECT {EventRow.Columns} FROM events WHERE stream = ?1 AND version = 1");
        _findVersion = database.Prepare("SELECT version FROM events WHERE stream = ?1 ORDER BY version DESC LIMIT 1");
        _upsertRow = database.Prepare("INSERT OR REPLACE INTO durable_rows(\"table\", key, value) VALUES (?1, ?2, ?3)");
        _deleteRow = database.Prepare("DELETE FROM durable_rows WHERE \"table\" = ?1 AND key = ?2");
        _saveSnapshot = database.Prepare("INSERT OR REPLACE INTO snapshots(stream, version, position, type, payload) VALUES (?1, ?2, ?3, ?4, ?5)");
    }

    /// <summary>The position given last.</summary>
    public long Position { get; private set; }

    /// <summary>Writes, and sets the result that holds once the transaction is durable.</summary>
    public void Write(PendingWrite write)
    {
        if (write is PendingAppend append) append.Result = Append(append);
        else if (write is PendingRow row) Write(row);
    }

    public void Save(string stream, Snapshot snapshot)
    {
        if (HeadOf(stream).Origin is not { } origin) return;
        _saveSnapshot.Bind(1, origin.First);
        _saveSnapshot.Bind(2, snapshot.Version);
        _saveSnapshot.Bind(3, snapshot.Position);
        _saveSnapshot.BindText(4, snapshot.Type);
        _saveSnapshot.Bind(5, snapshot.Payload.Span);
        _saveSnapshot.TryRun();
    }

    /// <summary>Called when the transaction was rolled back: what it made of heads and positions never was.</summary>
    public void RolledBack(long position)
    {
        Position = position;
        _heads.Clear();
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _insert, _findFirst, _findVersion, _upsertRow, _deleteRow, _saveSnapshot }) statement.Dispose();
    }

    private AppendResult Append(PendingAppend append)
    {
        var head = HeadOf(append.Stream);
        if (head.Version != append.ExpectedVersion) return new AppendResult(AppendOutcome.Conflict, head.Version, 0);

        for (var i = 0; i < append.Events.Count; i++) Insert(append.Stream, head, append.Events[i]);
        return new AppendResult(AppendOutcome.Appended, head.Version, Position);
    }

    private void Insert(string stream, StreamHead head, NewEvent e)
    {
        var position = Position + 1;
        var version = head.Version + 1;
        if (head.Origin is { } origin)
        {
            EventRow.BindLater(_insert, _names, origin, position, version, e);
        }
        else
        {
            head.Origin = StreamOrigin.Of(stream, position, e);
            EventRow.BindFirst(_insert, _names, head.Origin, e);
        }

        if (!_insert.TryRun()) throw SqliteFailure.Damaged($"version {version} of '{stream}' is there already");
        head.Version = version;
        Position = position;
    }

    private StreamHead HeadOf(string stream)
    {
        var head = _heads.Find(stream);
        if (head is not null) return head;

        head = new StreamHead();
        _names.Streams.Bind(_findFirst, 1, stream, intern: false);
        if (_findFirst.Step())
        {
            head.Origin = StreamOrigin.Of(EventRow.ReadFirst(_findFirst, _names));
            _findFirst.Reset();
            _findVersion.Bind(1, head.Origin.First);
            head.Version = _findVersion.Step() ? _findVersion.Int32(0) : 1;
            _findVersion.Reset();
        }

        _heads.Add(stream, head);
        return head;
    }

    private void Write(PendingRow row)
    {
        var statement = row.Value is null ? _deleteRow : _upsertRow;
        statement.BindText(1, row.Table);
        statement.BindText(2, row.Key);
        if (row.Value is { } value) statement.Bind(3, value.Span);
        statement.TryRun();
    }
}
