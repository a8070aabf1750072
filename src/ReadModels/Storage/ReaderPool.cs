using System.Collections.Concurrent;

namespace OrleansStore.ReadModels.Storage;

/// <summary>Connections that read, each used by one caller at a time and kept with its statements for the next.</summary>
/// <param name="open">Opens one.</param>
/// <param name="mostIdle">How many are kept while nobody reads.</param>
internal sealed class ReaderPool(Func<RowConnection> open, int mostIdle) : IDisposable
{
    private readonly ConcurrentBag<RowConnection> _idle = [];
    private int _count;
    private volatile bool _disposed;

    /// <summary>Reads on one of them. A read that finds its connection broken while it lay idle is carried out again on a new one.</summary>
    /// <exception cref="ObjectDisposedException">The pool is closed.</exception>
    public T Read<T>(Func<RowConnection, T> read)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (Take() is { } kept)
        {
            try
            {
                return Read(kept, read);
            }
            catch (ReadModelFailure) when (kept.IsBroken)
            {
                // The server went and came while it lay idle; that shows only when it is used.
            }
        }

        return Read(open(), read);
    }

    /// <summary>Closes those that are idle; the others are closed when they come back.</summary>
    public void Dispose()
    {
        _disposed = true;
        while (Take() is { } reader) reader.Dispose();
    }

    private T Read<T>(RowConnection reader, Func<RowConnection, T> read)
    {
        var sound = false;
        try
        {
            var result = read(reader);
            sound = true;
            return result;
        }
        catch (Exception e) when (e is not ReadModelFailure)
        {
            // A refusal of what was asked; the connection is as good as before.
            reader.Reset();
            sound = true;
            throw;
        }
        finally
        {
            if (sound) Keep(reader);
            else reader.Dispose();
        }
    }

    private RowConnection? Take()
    {
        if (!_idle.TryTake(out var reader)) return null;
        Interlocked.Decrement(ref _count);
        return reader;
    }

    private void Keep(RowConnection reader)
    {
        if (Interlocked.Increment(ref _count) > mostIdle)
        {
            Interlocked.Decrement(ref _count);
            reader.Dispose();
            return;
        }

        _idle.Add(reader);
        // Closed meanwhile, perhaps after it had looked for the last time.
        if (_disposed) Dispose();
    }
}
