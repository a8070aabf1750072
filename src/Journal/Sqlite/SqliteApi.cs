using System.Runtime.InteropServices;

namespace OrleansStore.Journal.Sqlite;

/// <summary>SQLite's C interface, as far as the journal uses it (https://www.sqlite.org/c3ref/intro.html).</summary>
/// <remarks>
/// Called directly: an event is a dozen calls, and handles that are counted at each of them cost as much as SQLite itself.
/// Calls that only move a few bytes leave out the garbage collector's transition.
/// </remarks>
internal static unsafe partial class SqliteApi
{
    public const int Ok = 0;
    public const int Row = 100;
    public const int Done = 101;
    public const int ConstraintUnique = 2067;

    public const int OpenReadOnly = 0x01;
    public const int OpenReadWrite = 0x02;
    public const int OpenCreate = 0x04;
    public const int OpenNoMutex = 0x8000;
    public const int PreparePersistent = 0x01;
    public const int CheckpointPassive = 0;
    public const int CheckpointRestart = 2;
    public const int StatusCacheWrite = 9;

    public const int TypeInteger = 1;
    public const int TypeBlob = 4;
    public const int TypeNull = 5;

    /// <summary>The bound bytes stay where they are until the statement is reset.</summary>
    public const nint Static = 0;

    /// <summary>SQLite copies the bound bytes.</summary>
    public const nint Transient = -1;

    private const string Library = "e_sqlite3";

    [LibraryImport(Library, EntryPoint = "sqlite3_open_v2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, out nint database, int flags, nint vfs);

    [LibraryImport(Library, EntryPoint = "sqlite3_close_v2")]
    public static partial int Close(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_extended_result_codes")]
    public static partial int ExtendedResultCodes(nint database, int on);

    [LibraryImport(Library, EntryPoint = "sqlite3_busy_timeout")]
    public static partial int BusyTimeout(nint database, int milliseconds);

    [LibraryImport(Library, EntryPoint = "sqlite3_errmsg")]
    public static partial nint ErrorMessage(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_get_autocommit")]
    public static partial int GetAutocommit(nint database);

    [LibraryImport(Library, EntryPoint = "sqlite3_db_status")]
    public static partial int Status(nint database, int which, out int current, out int highest, int reset);

    [LibraryImport(Library, EntryPoint = "sqlite3_wal_checkpoint_v2", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Checkpoint(nint database, string schema, int mode, out int logged, out int copied);

    [LibraryImport(Library, EntryPoint = "sqlite3_exec", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Execute(nint database, string sql, nint callback, nint argument, nint message);

    [LibraryImport(Library, EntryPoint = "sqlite3_prepare_v3", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Prepare(nint database, string sql, int bytes, uint flags, out nint statement, nint tail);

    [LibraryImport(Library, EntryPoint = "sqlite3_finalize")]
    public static partial int Finalize(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_int64")]
    [SuppressGCTransition]
    public static partial int BindInt64(nint statement, int parameter, long value);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_null")]
    [SuppressGCTransition]
    public static partial int BindNull(nint statement, int parameter);

    /// <summary>For bytes that are bound <see cref="Static"/>.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    [SuppressGCTransition]
    public static partial int BindBlobInPlace(nint statement, int parameter, byte* bytes, int count, nint lifetime);

    /// <summary>For bytes that are bound <see cref="Static"/>.</summary>
    [LibraryImport(Library, EntryPoint = "sqlite3_bind_text")]
    [SuppressGCTransition]
    public static partial int BindTextInPlace(nint statement, int parameter, byte* bytes, int count, nint lifetime);

    [LibraryImport(Library, EntryPoint = "sqlite3_bind_blob")]
    public static partial int BindBlob(nint statement, int parameter, byte* bytes, int count, nint lifetime);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_type")]
    [SuppressGCTransition]
    public static partial int ColumnType(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_int64")]
    [SuppressGCTransition]
    public static partial long ColumnInt64(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_blob")]
    [SuppressGCTransition]
    public static partial byte* ColumnBlob(nint statement, int column);

    [LibraryImport(Library, EntryPoint = "sqlite3_column_bytes")]
    [SuppressGCTransition]
    public static partial int ColumnBytes(nint statement, int column);
}
