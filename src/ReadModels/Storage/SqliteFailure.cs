using static SQLitePCL.raw;

namespace OrleansStore.ReadModels.Storage;

/// <summary>A result code of SQLite that is neither a row nor the end.</summary>
internal sealed class SqliteFailure(int extendedCode, string message) : Exception($"{message} (SQLite {extendedCode})")
{
    private const int PrimaryCode = 0xff;

    /// <summary>The statement itself is wrong: trying again cannot help.</summary>
    public bool IsBug => (extendedCode & PrimaryCode) is
        SQLITE_ERROR or SQLITE_CONSTRAINT or SQLITE_MISMATCH or SQLITE_MISUSE or SQLITE_RANGE or SQLITE_TOOBIG;

    /// <summary>The file is damaged; all that is in it can be made anew from the journal.</summary>
    public bool IsDamage => (extendedCode & PrimaryCode) is SQLITE_CORRUPT or SQLITE_NOTADB;
}
