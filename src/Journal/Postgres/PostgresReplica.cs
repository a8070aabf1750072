namespace OrleansStore.Journal.Postgres;

/// <summary>Reads the global order from a standby as long as that is good enough, and from the primary when it is not.</summary>
/// <remarks>A standby replays commits in their order, which is that of the positions, so what it shows is always a whole beginning.</remarks>
internal sealed class PostgresReplica(PostgresReads primary, PostgresReads replica, TimeProvider time) : IAsyncDisposable
{
    /// <summary>How long a standby that failed is left alone.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    private long _failedAt;
    private volatile bool _failed;

    public async ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, long atLeast, CancellationToken cancellation)
    {
        // Whether it is back is not tried out at the cost of somebody who waits.
        if (_failed && (atLeast > afterPosition || time.GetElapsedTime(Volatile.Read(ref _failedAt)) < Pause))
            return await primary.AllAsync(afterPosition, maxCount, cancellation);

        if (await TryReadAsync(afterPosition, maxCount, cancellation) is not { } shown) return await primary.AllAsync(afterPosition, maxCount, cancellation);
        var last = shown.Count == 0 ? afterPosition : shown[^1].Position;
        if (shown.Count == maxCount || last >= atLeast) return shown;
        var missing = await primary.AllAsync(last, maxCount - shown.Count, cancellation);
        return shown.Count == 0 ? missing : [.. shown, .. missing];
    }

    public ValueTask DisposeAsync() => replica.DisposeAsync();

    private async ValueTask<IReadOnlyList<StoredEvent>?> TryReadAsync(long afterPosition, int maxCount, CancellationToken cancellation)
    {
        try
        {
            var shown = await replica.AllAsync(afterPosition, maxCount, cancellation);
            _failed = false;
            return shown;
        }
        catch (JournalUnavailableException e) when (e.Fault != JournalFault.Closed)
        {
            Volatile.Write(ref _failedAt, time.GetTimestamp());
            _failed = true;
            return null;
        }
    }
}
