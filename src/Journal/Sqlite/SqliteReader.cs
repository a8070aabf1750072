namespace OrleansStore.Journal.Sqlite;

/// <summary>A connection that reads, with its prepared statements.</summary>
internal sealed class SqliteReader : IDisposable
{
    private const int RememberedOrigins = 4_096;

    private readonly SqliteDatabase _database;
    private readonly SqliteNames _names;
    private readonly Dictionary<long, StreamOrigin> _origins = [];
    private readonly SqliteStatement _first;
    private readonly SqliteStatement _byPosition;
    private readonly SqliteStatement _forwards;
    private readonly SqliteStatement _backwards;
    private readonly SqliteStatement _all;
    private readonly SqliteStatement _snapshot;
    private readonly SqliteStatement _row;
    private readonly SqliteStatement _rows;
    private readonly SqliteStatement _rowsAfter;

    public SqliteReader(SqliteDatabase database, SqliteNames names)
    {
        _database = database;
        _names = names;
        _first = database.Prepare($"SELECT {EventRow.Columns} FROM events WHERE stream = ?1 AND version = 1");
        _byPosition = database.Prepare($"SELECT {EventRow.Columns} FROM events WHERE position = ?1");
        _forwards = database.Prepare($"SELECT {EventRow.Columns} FROM events WHERE stream = ?1 AND version > ?2 ORDER BY version LIMIT ?3");
        _backwards = database.Prepare($"SELECT {EventRow.Columns} FROM events WHERE stream = ?1 AND version < ?2 ORDER BY version DESC LIMIT ?3");
        _all = database.Prepare($"SELECT {EventRow.Columns} FROM events WHERE position > ?1 ORDER BY position LIMIT ?2");
        _snapshot = database.Prepare(
            "SELECT s.version, s.position, s.type, s.payload FROM events e JOIN snapshots s ON s.stream = e.position WHERE e.stream = ?1 AND e.version = 1");
        _row = database.Prepare("SELECT value FROM durable_rows WHERE \"table\" = ?1 AND key = ?2");
        _rows = database.Prepare("SELECT key, value FROM durable_rows WHERE \"table\" = ?1 ORDER BY key");
        _rowsAfter = database.Prepare("SELECT key, value FROM durable_rows WHERE \"table\" = ?1 AND key > ?2 ORDER BY key LIMIT ?3");
    }

    public IReadOnlyList<StoredEvent> ReadStream(string stream, int afterVersion, int maxCount)
    {
        if (FindFirst(stream) is not { } first) return [];
        var events = new List<StoredEvent>();
        if (afterVersion < 1) events.Add(first);
        if (events.Count < maxCount) ReadLater(_forwards, first, afterVersion, maxCount - events.Count, events);
        return events;
    }

    public IReadOnlyList<StoredEvent> ReadStreamBackwards(string stream, int beforeVersion, int maxCount)
    {
        if (beforeVersion <= 1 || FindFirst(stream) is not { } first) return [];
        var events = new List<StoredEvent>();
        ReadLater(_backwards, first, beforeVersion, maxCount, events);
        if (events.Count < maxCount) events.Add(first);
        return events;
    }

    public IReadOnlyList<StoredEvent> ReadAll(long afterPosition, int maxCount)
    {
        var events = new List<StoredEvent>();
        _all.Bind(1, afterPosition);
        _all.Bind(2, maxCount);
        while (_all.Step()) events.Add(_all.IsInteger(1) ? EventRow.ReadLater(_all, _names, OriginOf(_all.Int64(1))) : ReadOrigin(_all));
        return events;
    }

    public Snapshot? ReadSnapshot(string stream)
    {
        _names.Streams.Bind(_snapshot, 1, stream, intern: false);
        if (!_snapshot.Step()) return null;
        var snapshot = new Snapshot(_snapshot.Int32(0), _snapshot.Int64(1), _snapshot.Text(2), _snapshot.Blob(3).ToArray());
        _snapshot.Reset();
        return snapshot;
    }

    public ReadOnlyMemory<byte>? ReadRow(string table, string key)
    {
        _row.BindText(1, table);
        _row.BindText(2, key);
        if (!_row.Step()) return null;
        var value = _row.Blob(0).ToArray();
        _row.Reset();
        return value;
    }

    public IReadOnlyList<DurableRow> ReadRows(string table)
    {
        var rows = new List<DurableRow>();
        _rows.BindText(1, table);
        while (_rows.Step()) rows.Add(new DurableRow(_rows.Text(0), _rows.Blob(1).ToArray()));
        return rows;
    }

    public IReadOnlyList<DurableRow> ReadRows(string table, string after, int maxCount)
    {
        var rows = new List<DurableRow>();
        _rowsAfter.BindText(1, table);
        _rowsAfter.BindText(2, after);
        _rowsAfter.Bind(3, maxCount);
        while (_rowsAfter.Step()) rows.Add(new DurableRow(_rowsAfter.Text(0), _rowsAfter.Blob(1).ToArray()));
        return rows;
    }

    public void Dispose()
    {
        foreach (var statement in new[] { _first, _byPosition, _forwards, _backwards, _all, _snapshot, _row, _rows, _rowsAfter }) statement.Dispose();
        _database.Dispose();
    }

    private StoredEvent? FindFirst(string stream)
    {
        _names.Streams.Bind(_first, 1, stream, intern: false);
        if (!_first.Step()) return null;
        var first = EventRow.ReadFirst(_first, _names);
        _first.Reset();
        return first;
    }

    private void ReadLater(SqliteStatement statement, StoredEvent first, int version, int maxCount, List<StoredEvent> events)
    {
        var origin = StreamOrigin.Of(first);
        statement.Bind(1, origin.First);
        statement.Bind(2, version);
        statement.Bind(3, maxCount);
        while (statement.Step()) events.Add(EventRow.ReadLater(statement, _names, origin));
    }

    private StreamOrigin OriginOf(long first)
    {
        if (_origins.TryGetValue(first, out var origin)) return origin;
        _byPosition.Bind(1, first);
        if (!_byPosition.Step()) throw SqliteFailure.Damaged($"event {first}, the first of a stream, is missing");
        ReadOrigin(_byPosition);
        _byPosition.Reset();
        return _origins[first];
    }

    private StoredEvent ReadOrigin(SqliteStatement row)
    {
        var first = EventRow.ReadFirst(row, _names);
        if (_origins.Count >= RememberedOrigins) _origins.Clear();
        _origins[first.Position] = StreamOrigin.Of(first);
        return first;
    }
}
