using System.Runtime.InteropServices;

namespace OrleansStore.Journal.Sqlite;

/// <summary>One SQLite connection, used by one thread at a time.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private nint _handle;

    private SqliteDatabase(nint handle) => _handle = handle;

    public bool InTransaction => SqliteApi.GetAutocommit(_handle) == 0;

    /// <param name="cacheBytes">Page cache of this connection.</param>
    /// <param name="busyTimeout">How long to wait for a lock that another connection holds.</param>
    /// <exception cref="SqliteFailure">The file cannot be opened.</exception>
    public static SqliteDatabase Open(string path, bool readOnly, int cacheBytes, TimeSpan busyTimeout)
    {
        var flags = SqliteApi.OpenNoMutex | (readOnly ? SqliteApi.OpenReadOnly : SqliteApi.OpenReadWrite | SqliteApi.OpenCreate);
        var rc = SqliteApi.Open(path, out var handle, flags, 0);
        var database = new SqliteDatabase(handle);
        try
        {
            database.Check(rc);
            database.Check(SqliteApi.ExtendedResultCodes(handle, 1));
            database.Check(SqliteApi.BusyTimeout(handle, (int)busyTimeout.TotalMilliseconds));
            database.Execute($"PRAGMA cache_size = {-Math.Max(1, cacheBytes / 1024)}");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Pages written to the WAL since last asked.</summary>
    public int TakePagesWritten()
    {
        SqliteApi.Status(_handle, SqliteApi.StatusCacheWrite, out var pages, out _, reset: 1);
        return pages;
    }

    public SqliteStatement Prepare(string sql)
    {
        Check(SqliteApi.Prepare(_handle, sql, -1, SqliteApi.PreparePersistent, out var statement, 0));
        return new SqliteStatement(this, statement);
    }

    public void Execute(string sql) => Check(SqliteApi.Execute(_handle, sql, 0, 0, 0));

    /// <summary>The first column of the first row as a number, 0 when there is none.</summary>
    public long Scalar(string sql)
    {
        using var statement = Prepare(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>Copies what is in the WAL into the database file, as far as no reader needs it there.</summary>
    /// <param name="restart">Waits (up to the busy timeout) for the readers that do, so that the next commit starts the WAL anew.</param>
    /// <returns>The pages in the WAL, and how many of them are not copied yet.</returns>
    public (int Logged, int Left) Checkpoint(bool restart)
    {
        Check(SqliteApi.Checkpoint(_handle, "main", restart ? SqliteApi.CheckpointRestart : SqliteApi.CheckpointPassive, out var logged, out var copied));
        return (logged, logged - copied);
    }

    /// <summary>What went wrong at the last call.</summary>
    public SqliteFailure Failure(int rc) => new(rc, Marshal.PtrToStringUTF8(SqliteApi.ErrorMessage(_handle)) ?? "no message");

    /// <summary>Closes the connection; its statements are disposed of before.</summary>
    public void Dispose()
    {
        if (_handle == 0) return;
        SqliteApi.Close(_handle);
        _handle = 0;
    }

    private void Check(int rc)
    {
        if (rc != SqliteApi.Ok) throw Failure(rc);
    }
}
