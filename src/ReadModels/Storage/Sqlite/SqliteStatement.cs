using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using SQLitePCL;
using static SQLitePCL.raw;

namespace OrleansStore.ReadModels.Storage.Sqlite;

/// <summary>A prepared statement of SQLite.</summary>
internal sealed class SqliteStatement(SqliteDatabase database, sqlite3_stmt handle) : RowStatement, IDisposable
{
    public override RowStatement Bind(int parameter, long value)
    {
        sqlite3_bind_int64(handle, parameter, value);
        return this;
    }

    public override RowStatement Bind(int parameter, double value)
    {
        sqlite3_bind_double(handle, parameter, value);
        return this;
    }

    public override RowStatement Bind(int parameter, Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        sqlite3_bind_blob(handle, parameter, bytes);
        return this;
    }

    public override RowStatement Bind(int parameter, ReadOnlySpan<byte> blob)
    {
        // The address of nothing is null to SQLite, and so would the value be.
        if (blob.IsEmpty) sqlite3_bind_zeroblob(handle, parameter, 0);
        else sqlite3_bind_blob(handle, parameter, blob);
        return this;
    }

    public override RowStatement BindText(int parameter, string? text)
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

    public override RowStatement BindNull(int parameter)
    {
        sqlite3_bind_null(handle, parameter);
        return this;
    }

    protected override RowStatement BindNoNumber(int parameter) => BindNull(parameter);

    public override bool Step()
    {
        var rc = sqlite3_step(handle);
        if (rc == SQLITE_ROW) return true;
        var failure = rc == SQLITE_DONE ? null : database.Failure(rc);
        sqlite3_reset(handle);
        return failure is null ? false : throw failure;
    }

    public override void Run()
    {
        if (Step()) Reset();
    }

    public override void RunOne(string otherwise)
    {
        Run();
        if (database.Changes != 1) throw new InvalidOperationException(otherwise);
    }

    public override void Reset() => sqlite3_reset(handle);

    public override bool IsNull(int column) => sqlite3_column_type(handle, column) == SQLITE_NULL;

    public override long Int64(int column) => sqlite3_column_int64(handle, column);

    public override double Double(int column) => sqlite3_column_double(handle, column);

    public override ReadOnlySpan<byte> Blob(int column) => sqlite3_column_blob(handle, column);

    public override string Text(int column) => Encoding.UTF8.GetString(sqlite3_column_blob(handle, column));

    public override void WriteRow(IBufferWriter<byte> writer)
    {
        for (var column = 0; column < sqlite3_column_count(handle); column++)
        {
            var kind = sqlite3_column_type(handle, column);
            var value = kind == SQLITE_NULL ? default : sqlite3_column_blob(handle, column);
            var span = writer.GetSpan(1 + sizeof(int) + value.Length);
            span[0] = (byte)kind;
            BinaryPrimitives.WriteInt32LittleEndian(span[1..], value.Length);
            value.CopyTo(span[5..]);
            writer.Advance(1 + sizeof(int) + value.Length);
        }
    }

    public void Dispose() => handle.Dispose();
}
