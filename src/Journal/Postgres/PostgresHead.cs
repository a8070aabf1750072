using System.Globalization;
using Npgsql;

namespace OrleansStore.Journal.Postgres;

/// <summary>Hears of what other processes append: by LISTEN on a connection of its own, and by asking now and then.</summary>
/// <remarks>A notification arrives after its commit can be seen, so the head is never ahead of what is read.</remarks>
internal sealed class PostgresHead(PostgresConnections connections, string channel, PostgresJournalOptions options, HeadSignal signal) : IThreadPoolWorkItem, IAsyncDisposable
{
    private static readonly TimeSpan _reconnectPause = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>On the thread pool, apart from whatever scheduler the caller has.</summary>
    public void Start() => ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);

    void IThreadPoolWorkItem.Execute() => _ = RunAsync(_stopping.Token);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _stopped.Task;
        _stopping.Dispose();
    }

    private async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stop);
            }
            catch (Exception) when (!stop.IsCancellationRequested)
            {
                // Those who read or write are told why. Here it is only tried again, for as long as it takes.
                await Task.WhenAny(Task.Delay(_reconnectPause, options.Time, stop));
            }
            catch (Exception)
            {
                break;
            }
        }

        _stopped.SetResult();
    }

    private async Task FollowAsync(CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(connections.Listener());
        await connection.OpenAsync(stop);
        connection.Notification += (_, told) => Moved(long.Parse(told.Payload, CultureInfo.InvariantCulture));
        await ListenAsync(connection, stop);
        // What was appended before LISTEN is not told any more.
        Moved(await AskAsync(connection, stop));
        while (true)
        {
            if (!await connection.WaitAsync(options.Poll, stop)) Moved(await AskAsync(connection, stop));
        }
    }

    private async Task ListenAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        try
        {
            await using var listen = new NpgsqlCommand($"LISTEN {channel}", connection);
            await listen.ExecuteNonQueryAsync(stop);
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction)
        {
            // A standby has no notifications; asking now and then is enough there.
        }
    }

    private static async Task<long> AskAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var ask = new NpgsqlCommand("SELECT coalesce(max(position), 0) FROM events", connection);
        return (long)(await ask.ExecuteScalarAsync(stop))!;
    }

    private void Moved(long head) => Answers.Queue(signal.Advance(head));
}
