namespace OrleansStore.Journal.Sqlite;

/// <summary>A result code of SQLite that is neither a row nor the end; never leaves this folder.</summary>
internal sealed class SqliteFailure(int extendedCode, string message) : Exception($"{message} (SQLite {extendedCode})")
{
    public const int Full = 13;
    public const int InputOutputSync = 1034;
    public const int InputOutputRead = 266;
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Corrupt = 11;
    private const int Authorization = 23;
    private const int NotADatabase = 26;

    /// <summary>The low byte of an extended code.</summary>
    private readonly int _code = extendedCode & 0xff;

    /// <summary>Whether SQLite failed at reading or writing the file itself.</summary>
    public bool IsInputOutput => _code == InputOutput;

    /// <summary>The code's place among the journal's faults.</summary>
    public JournalFault Fault => _code switch
    {
        Full => JournalFault.Full,
        ReadOnly or Permission or Authorization => JournalFault.ReadOnly,
        Busy or Locked => JournalFault.Locked,
        Corrupt or NotADatabase => JournalFault.Corrupt,
        _ => JournalFault.Unreachable,
    };

    /// <summary>A row that contradicts another one.</summary>
    public static SqliteFailure Damaged(string what) => new(Corrupt, $"The content is damaged: {what}");

    /// <summary>The failure as callers see it: what they asked for has not been done.</summary>
    public JournalUnavailableException ToUnavailable(string path) => new(Fault, $"The journal '{path}' cannot serve: {Message}.", this);
}
