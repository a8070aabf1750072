using static SQLitePCL.raw;

namespace OrleansStore.ReadModels.Storage.Sqlite;

/// <summary>A result code of SQLite that is neither a row nor the end.</summary>
internal sealed class SqliteFailure(int extendedCode, string message) : ReadModelFailure($"{message} (SQLite {extendedCode})")
{
    private const int PrimaryCode = 0xff;

    /// <inheritdoc/>
    public override bool IsBug => (extendedCode & PrimaryCode) is
        SQLITE_ERROR or SQLITE_CONSTRAINT or SQLITE_MISMATCH or SQLITE_MISUSE or SQLITE_RANGE or SQLITE_TOOBIG;

    /// <inheritdoc/>
    public override bool IsMissingTable => (extendedCode & PrimaryCode) == SQLITE_ERROR && Message.StartsWith("no such table", StringComparison.Ordinal);

    /// <summary>The file is damaged; all that is in it can be made anew from the journal.</summary>
    public bool IsDamage => (extendedCode & PrimaryCode) is SQLITE_CORRUPT or SQLITE_NOTADB;
}
