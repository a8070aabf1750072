using System.Collections.Concurrent;

namespace OrleansStore.ReadModels.Storage;

/// <summary>
/// Where the rows of all projections are: one writer, any number of readers. All that is in it can be made anew from the
/// journal.
/// </summary>
internal abstract class ReadModelDatabase : IDisposable
{
    private const int MostTries = 3;

    private readonly ConcurrentDictionary<string, int> _live = new(StringComparer.Ordinal);

    /// <summary>The one connection that writes; only the projections' loop uses it, within <see cref="OnWriterAsync"/>.</summary>
    /// <exception cref="ReadModelFailure">It cannot be had now.</exception>
    public abstract RowConnection Writer { get; }

    /// <summary>Whether this process is the one that writes; tries to become it where another could be.</summary>
    /// <exception cref="ReadModelFailure">It cannot be told now.</exception>
    public abstract bool TryBecomeWriter();

    /// <summary>Takes away what other versions of the program left, as the process that writes.</summary>
    /// <exception cref="ReadModelFailure">It is in use, or not ours to take.</exception>
    public virtual void Tidy()
    {
    }

    /// <summary>Carries out work on the thread that may wait for the database.</summary>
    public abstract ValueTask OnWriterAsync(Action work);

    /// <summary>Reads on the writer's thread, which has nothing else to do where another process writes.</summary>
    public abstract ValueTask OnFollowerAsync(Action<RowConnection> read);

    /// <summary>A connection that sees the rows as they are now and goes on to; the caller's own.</summary>
    public abstract RowConnection OpenSnapshot();

    /// <summary>The generation of a projection's tables that queries read; 0 before there is one.</summary>
    public int LiveOf(string projection) => _live.GetValueOrDefault(projection);

    /// <summary>Queries read this generation from now on.</summary>
    public void SetLive(string projection, int generation) => _live[projection] = generation;

    /// <summary>Reads rows of one projection; never waits for the writer.</summary>
    /// <param name="read">Reads through the tables it is given, and keeps nothing of them. May be called again when the tables were replaced meanwhile.</param>
    public async ValueTask<T> ReadAsync<T>(string projection, Func<TableSet, T> read, CancellationToken cancellation = default)
    {
        for (var tries = 1; ; tries++)
        {
            var generation = LiveOf(projection);
            try
            {
                return await ReadRowsAsync(connection => read(connection.Tables(projection, generation)), cancellation);
            }
            catch (ReadModelFailure e) when (e.IsMissingTable && tries < MostTries)
            {
                await FindLiveAsync(cancellation);
                if (LiveOf(projection) == generation) throw;
            }
        }
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs a read on a connection of its own.</summary>
    public abstract ValueTask<T> ReadRowsAsync<T>(Func<RowConnection, T> read, CancellationToken cancellation);

    /// <summary>Looks up which generations are live, where another process may have changed that.</summary>
    protected abstract ValueTask FindLiveAsync(CancellationToken cancellation);

    protected abstract void Dispose(bool disposing);
}
