using Microsoft.Extensions.Logging;
using OrleansStore.Journal;

namespace OrleansStore.ReadModels.Storage.Sqlite;

/// <summary>
/// The read side's own SQLite file. All that is in it can be made anew from the journal, so a damaged file is thrown away,
/// and a crash may cost the last commits (never a part of one).
/// </summary>
internal sealed partial class SqliteReadModels : ReadModelDatabase
{
    /// <summary>Of the file as a whole: one of another layout is thrown away.</summary>
    private const int Layout = 2;

    private readonly string _path;
    private readonly bool _temporary;
    private readonly ProcessLock? _lock;
    private readonly SqliteDatabase _writer;
    private readonly ReaderPool _readers;

    public SqliteReadModels(ReadModelOptions options, ILogger<SqliteReadModels> logger)
    {
        _readers = new ReaderPool(() => SqliteDatabase.Open(_path!, readOnly: true), ReadModelLimits.IdleReaders);
        if (options.DatabasePath is { } path)
        {
            _path = path;
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(_path))!);
                _lock = TakeLock(_path);
                _writer = OpenSound(logger);
                return;
            }
            catch (Exception e) when (e is SqliteFailure { IsBug: false } or IOException or UnauthorizedAccessException)
            {
                LogTemporary(logger, _path, e);
                _lock?.Dispose();
            }
        }

        _temporary = true;
        _path = Path.Combine(Directory.CreateTempSubdirectory("store-readmodels-").FullName, "readmodels.db");
        _writer = OpenWriter();
    }

    public override RowConnection Writer => _writer;

    public override bool TryBecomeWriter() => true;

    public override ValueTask OnWriterAsync(Action work)
    {
        work();
        return default;
    }

    public override ValueTask OnFollowerAsync(Action<RowConnection> read) => OnWriterAsync(() => read(Writer));

    public override RowConnection OpenSnapshot()
    {
        var snapshot = SqliteDatabase.Open(_path, readOnly: true);
        try
        {
            snapshot.Execute("BEGIN");
            // The first read takes the snapshot.
            snapshot.Statement("SELECT count(*) FROM projections").Run();
            return snapshot;
        }
        catch
        {
            snapshot.Dispose();
            throw;
        }
    }

    /// <summary>Reads on the caller's thread.</summary>
    public override ValueTask<T> ReadRowsAsync<T>(Func<RowConnection, T> read, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(_readers.Read(read));
    }

    protected override ValueTask FindLiveAsync(CancellationToken cancellation) => default;

    protected override void Dispose(bool disposing)
    {
        _readers.Dispose();
        _writer.Dispose();
        _lock?.Dispose();
        if (_temporary) Directory.Delete(Path.GetDirectoryName(_path)!, recursive: true);
    }

    /// <summary>Each process counts in memory how far its rows are; a second one on the same file would make them wrong.</summary>
    /// <returns>Null where nobody can write, and so nobody is kept out.</returns>
    private static ProcessLock? TakeLock(string path)
    {
        try
        {
            return ProcessLock.Take(path, "The read models' file", "Give each process a folder of its own (Store__DataPath).");
        }
        catch (JournalUnavailableException e) when (e.Fault == JournalFault.ReadOnly)
        {
            return null;
        }
    }

    private SqliteDatabase OpenSound(ILogger logger)
    {
        try
        {
            if (LayoutOfFile() is { } layout and not Layout) Delete();
            return OpenWriter();
        }
        catch (SqliteFailure e) when (e.IsDamage)
        {
            LogThrownAway(logger, _path, e);
            Delete();
            return OpenWriter();
        }
    }

    private SqliteDatabase OpenWriter()
    {
        var writer = SqliteDatabase.Open(_path, readOnly: false);
        try
        {
            writer.Execute(
                $"""
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = {(_temporary ? "OFF" : "NORMAL")};
                PRAGMA user_version = {Layout};
                PRAGMA wal_autocheckpoint = {ReadModelLimits.WalPages};
                """);
            ProjectionTable.Create(writer);
            // Tells now whether the file can be written: SQLite opens one that cannot without a word.
            writer.Begin().Dispose();
            return writer;
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    /// <summary>Null for a file that is not there or holds nothing.</summary>
    private int? LayoutOfFile()
    {
        if (!File.Exists(_path)) return null;
        using var file = SqliteDatabase.Open(_path, readOnly: false);
        var tables = file.Statement("SELECT count(*), (SELECT user_version FROM pragma_user_version) FROM sqlite_master");
        tables.Step();
        var (count, layout) = (tables.Int32(0), tables.Int32(1));
        tables.Reset();
        return count == 0 ? null : layout;
    }

    private void Delete()
    {
        foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"]) File.Delete(_path + suffix);
    }

    [LoggerMessage(1, LogLevel.Warning, "The read models' file {Path} is damaged; it is thrown away and built anew from the journal.")]
    private static partial void LogThrownAway(ILogger logger, string path, Exception error);

    [LoggerMessage(2, LogLevel.Warning, "The read models' file {Path} cannot be written; they are built in a temporary file, anew at each start.")]
    private static partial void LogTemporary(ILogger logger, string path, Exception error);
}
