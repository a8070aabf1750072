namespace OrleansStore.Journal.Sqlite;

/// <summary>A few reader connections. A read runs on its caller's thread and waits neither for the writer nor for other reads.</summary>
internal sealed class SqliteReaders(SqliteJournalOptions options, SqliteNames names, bool readOnly) : IDisposable
{
    private readonly Stack<SqliteReader> _idle = new();
    private readonly Lock _gate = new();
    private bool _closed;

    /// <exception cref="JournalUnavailableException">The store cannot be read.</exception>
    public T Read<T, TArgument>(TArgument argument, Func<SqliteReader, TArgument, T> read)
    {
        SqliteReader? reader = null;
        try
        {
            reader = Take();
            var result = read(reader, argument);
            Return(reader);
            return result;
        }
        catch (Exception e)
        {
            // Its statements may be half way; the next read gets a new one.
            reader?.Dispose();
            if (e is SqliteFailure failure) throw failure.ToUnavailable(options.Path);
            throw;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            while (_idle.TryPop(out var reader)) reader.Dispose();
        }
    }

    private SqliteReader Take()
    {
        lock (_gate)
        {
            if (_closed) throw new JournalUnavailableException(JournalFault.Closed, "The journal is closed.");
            if (_idle.TryPop(out var reader)) return reader;
        }

        var database = SqliteDatabase.Open(options.Path, readOnly, options.ReaderCacheBytes, options.BusyTimeout);
        if (!readOnly) database.Execute("PRAGMA query_only = 1");
        return new SqliteReader(database, names);
    }

    private void Return(SqliteReader reader)
    {
        lock (_gate)
        {
            if (!_closed && _idle.Count < options.IdleReaders)
            {
                _idle.Push(reader);
                return;
            }
        }

        reader.Dispose();
    }
}
