using System.Runtime.InteropServices;
using System.Text;

namespace OrleansStore.Journal.Sqlite;

/// <summary>A prepared statement, reused; parameters count from 1, columns from 0. Every run binds all parameters anew.</summary>
internal sealed unsafe class SqliteStatement(SqliteDatabase database, nint handle) : IDisposable
{
    /// <summary>Room for all that is bound but long payloads.</summary>
    private const int BoundBytes = 4_096;

    /// <summary>Holds what is bound until the next run, so that SQLite need not copy it.</summary>
    private byte* _bound = (byte*)NativeMemory.Alloc(BoundBytes);

    private int _used;

    public void Bind(int parameter, long value) => SqliteApi.BindInt64(handle, parameter, value);

    public void BindNull(int parameter) => SqliteApi.BindNull(handle, parameter);

    public void Bind(int parameter, ReadOnlySpan<byte> blob)
    {
        if (blob.Length <= BoundBytes - _used)
        {
            blob.CopyTo(new Span<byte>(_bound + _used, blob.Length));
            SqliteApi.BindBlobInPlace(handle, parameter, _bound + _used, blob.Length, SqliteApi.Static);
            _used += blob.Length;
            return;
        }

        fixed (byte* bytes = blob) SqliteApi.BindBlob(handle, parameter, bytes, blob.Length, SqliteApi.Transient);
    }

    /// <summary>Binds an id as 16 bytes in the order in which it is written, so that ids in time order stay so.</summary>
    public void Bind(int parameter, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        Bind(parameter, (ReadOnlySpan<byte>)bytes);
    }

    /// <summary>Binds a name; names are short (<see cref="JournalLimits"/>).</summary>
    public void BindText(int parameter, string text)
    {
        var length = Encoding.UTF8.GetBytes(text, new Span<byte>(_bound + _used, BoundBytes - _used));
        SqliteApi.BindTextInPlace(handle, parameter, _bound + _used, length, SqliteApi.Static);
        _used += length;
    }

    /// <returns>Whether there is a row; at the end the statement is ready for its next use.</returns>
    public bool Step()
    {
        var rc = SqliteApi.Step(handle);
        if (rc == SqliteApi.Row) return true;
        var failure = rc == SqliteApi.Done ? null : database.Failure(rc);
        Reset();
        return failure is null ? false : throw failure;
    }

    /// <summary>Runs a statement without rows.</summary>
    /// <returns>False when a UNIQUE constraint refused it.</returns>
    public bool TryRun()
    {
        var rc = SqliteApi.Step(handle);
        var failure = rc is SqliteApi.Done or SqliteApi.ConstraintUnique ? null : database.Failure(rc);
        Reset();
        return failure is null ? rc == SqliteApi.Done : throw failure;
    }

    /// <summary>Ends a read before its last row; leaves no lock behind.</summary>
    public void Reset()
    {
        SqliteApi.Reset(handle);
        _used = 0;
    }

    public bool IsNull(int column) => SqliteApi.ColumnType(handle, column) == SqliteApi.TypeNull;

    public bool IsBlob(int column) => SqliteApi.ColumnType(handle, column) == SqliteApi.TypeBlob;

    public bool IsInteger(int column) => SqliteApi.ColumnType(handle, column) == SqliteApi.TypeInteger;

    public long Int64(int column) => SqliteApi.ColumnInt64(handle, column);

    public int Int32(int column) => (int)SqliteApi.ColumnInt64(handle, column);

    /// <summary>A column's bytes, valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Blob(int column)
    {
        var bytes = SqliteApi.ColumnBlob(handle, column);
        return new ReadOnlySpan<byte>(bytes, SqliteApi.ColumnBytes(handle, column));
    }

    public string Text(int column) => Encoding.UTF8.GetString(Blob(column));

    /// <exception cref="SqliteFailure">The column does not hold 16 bytes.</exception>
    public Guid Id(int column)
    {
        var bytes = Blob(column);
        return bytes.Length == 16 ? new Guid(bytes, bigEndian: true) : throw SqliteFailure.Damaged("an id has not 16 bytes");
    }

    public void Dispose()
    {
        if (_bound is null) return;
        SqliteApi.Finalize(handle);
        NativeMemory.Free(_bound);
        _bound = null;
    }
}
