using System.Text;
using SQLitePCL;
using static SQLitePCL.raw;

namespace OrleansStore.ReadModels.Storage;

/// <summary>A prepared statement, reused; parameters count from 1, columns from 0.</summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) : IDisposable
{
    public SqliteStatement Bind(int parameter, long value)
    {
        sqlite3_bind_int64(handle, parameter, value);
        return this;
    }

    public SqliteStatement Bind(int parameter, long? value) => value is { } some ? Bind(parameter, some) : BindNull(parameter);

    /// <summary>Binds an id as 16 bytes in the order in which it is written, so that ids in time order stay so.</summary>
    public SqliteStatement Bind(int parameter, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        sqlite3_bind_blob(handle, parameter, bytes);
        return this;
    }

    public SqliteStatement Bind(int parameter, Guid? id) => id is { } some ? Bind(parameter, some) : BindNull(parameter);

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> blob)
    {
        // The address of nothing is null to SQLite, and so would the value be.
        if (blob.IsEmpty) sqlite3_bind_zeroblob(handle, parameter, 0);
        else sqlite3_bind_blob(handle, parameter, blob);
        return this;
    }

    public SqliteStatement BindText(int parameter, string? text)
    {
        if (text is null) return BindNull(parameter);
        if (text.Length == 0)
        {
            sqlite3_bind_text(handle, parameter, "");
            return this;
        }

        var length = Encoding.UTF8.GetMaxByteCount(text.Length);
        // With its length, not up to the first NUL: the text is a client's.
        Span<byte> utf8 = length <= 512 ? stackalloc byte[512] : new byte[length];
        sqlite3_bind_text(handle, parameter, utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
        return this;
    }

    public SqliteStatement BindNull(int parameter)
    {
        sqlite3_bind_null(handle, parameter);
        return this;
    }

    /// <returns>Whether there is a row; at the end the statement is ready for its next use.</returns>
    public bool Step()
    {
        var rc = sqlite3_step(handle);
        if (rc == SQLITE_ROW) return true;
        var failure = rc == SQLITE_DONE ? null : database.Failure(rc);
        sqlite3_reset(handle);
        return failure is null ? false : throw failure;
    }

    /// <summary>Runs a statement whose rows, if any, nobody wants.</summary>
    public void Run()
    {
        if (Step()) Reset();
    }

    /// <summary>Ends a read before its last row; leaves no lock behind.</summary>
    public void Reset() => sqlite3_reset(handle);

    public bool IsNull(int column) => sqlite3_column_type(handle, column) == SQLITE_NULL;

    public long Int64(int column) => sqlite3_column_int64(handle, column);

    public int Int32(int column) => sqlite3_column_int(handle, column);

    public ReadOnlySpan<byte> Blob(int column) => sqlite3_column_blob(handle, column);

    public string Text(int column) => Encoding.UTF8.GetString(sqlite3_column_blob(handle, column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public Guid Id(int column) => new(sqlite3_column_blob(handle, column), bigEndian: true);

    public Guid? IdOrNull(int column) => IsNull(column) ? null : Id(column);

    public void Dispose() => handle.Dispose();
}
