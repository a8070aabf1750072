using SQLitePCL;
using static SQLitePCL.raw;

namespace OrleansStore.ReadModels.Storage.Sqlite;

/// <summary>One SQLite connection with its prepared statements, used by one thread at a time.</summary>
internal sealed class SqliteDatabase : RowConnection
{
    private readonly sqlite3 _handle;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    static SqliteDatabase() => Batteries_V2.Init();

    private SqliteDatabase(sqlite3 handle) => _handle = handle;

    public static SqliteDatabase Open(string path, bool readOnly)
    {
        var flags = SQLITE_OPEN_NOMUTEX | (readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
        var rc = sqlite3_open_v2(path, out var handle, flags, null);
        var database = new SqliteDatabase(handle);
        try
        {
            database.Check(rc);
            sqlite3_extended_result_codes(handle, 1);
            sqlite3_busy_timeout(handle, (int)ReadModelLimits.LockWait.TotalMilliseconds);
            database.Execute($"PRAGMA cache_size = {-ReadModelLimits.PageCacheBytes / 1024}");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    public override bool IsPostgres => false;

    public override RowStatement Statement(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement)) return statement;
        Check(sqlite3_prepare_v3(_handle, sql, SQLITE_PREPARE_PERSISTENT, out var handle));
        return _statements[sql] = new SqliteStatement(this, handle);
    }

    /// <summary>Rows that the last write changed.</summary>
    public int Changes => sqlite3_changes(_handle);

    public override void Execute(string sql) => Check(sqlite3_exec(_handle, sql));

    public override void Send()
    {
        // Whatever is run is carried out at once.
    }

    protected override string BeginReading => "BEGIN";

    public override void Reset()
    {
        foreach (var statement in _statements.Values) statement.Reset();
    }

    public override RowTransaction Begin()
    {
        Statement("BEGIN IMMEDIATE").Run();
        return new Transaction(this);
    }

    public SqliteFailure Failure(int rc) => new(sqlite3_extended_errcode(_handle) is var code and not 0 ? code : rc, sqlite3_errmsg(_handle).utf8_to_string());

    protected override void Release(string sql)
    {
        if (_statements.Remove(sql, out var statement)) statement.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _handle.Dispose();
    }

    private void Check(int rc)
    {
        if (rc != SQLITE_OK) throw Failure(rc);
    }

    private sealed class Transaction(SqliteDatabase database) : RowTransaction
    {
        public override void Commit() => database.Statement("COMMIT").Run();

        protected override void Dispose(bool disposing)
        {
            // Committed, or ended by the failure itself.
            if (sqlite3_get_autocommit(database._handle) == 0) database.Execute("ROLLBACK");
        }
    }
}
