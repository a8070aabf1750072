using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Live;

/// <summary>
/// One who follows updates from a cursor, at its own pace: the past from the journal, then the newest from what all watchers
/// share. In order, without a gap, each once. For one reader at a time.
/// </summary>
public sealed class LiveSubscription : IDisposable
{
    private static readonly IReadOnlyList<LiveUpdate> Nothing = [];

    private readonly LiveWatcher _watcher;
    private readonly LiveTopic _topic;
    private readonly Func<long, ValueTask<FeedPage>> _readPast;
    private readonly Func<long>? _head;
    private readonly Action<LiveTopic, LiveWatcher> _leave;
    private readonly LiveLimits _limits;
    private readonly TimeProvider _time;
    private readonly bool _withInternal;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _cancelled;
    private long _cursor;
    private long _seen = -1;

    /// <param name="readPast">What comes after a cursor, and up to which cursor that is all there is.</param>
    /// <param name="withInternal">Whether what is only for those who run the shop is told.</param>
    /// <param name="head">How far the past must have been read to be complete; null when every answer is complete.</param>
    internal LiveSubscription(
        LiveWatcher watcher,
        LiveTopic topic,
        long cursor,
        Func<long, ValueTask<FeedPage>> readPast,
        Func<long>? head,
        Action<LiveTopic, LiveWatcher> leave,
        LiveLimits limits,
        TimeProvider time,
        bool withInternal,
        CancellationToken cancellation)
    {
        (_watcher, _topic, _cursor, _readPast, _head, _leave) = (watcher, topic, cursor, readPast, head, leave);
        (_limits, _time, _withInternal, _cancellation) = (limits, time, withInternal, cancellation);
        _cancelled = cancellation.UnsafeRegister(static watcher => ((LiveWatcher)watcher!).Wake(), watcher);
    }

    /// <summary>The next updates, as soon as there are any; none at a heartbeat.</summary>
    /// <exception cref="OperationCanceledException">The subscription's own token was cancelled.</exception>
    public async ValueTask<IReadOnlyList<LiveUpdate>> NextAsync()
    {
        while (true)
        {
            _cancellation.ThrowIfCancellationRequested();
            var generation = _topic.Generation;
            if (generation == _seen)
            {
                await _watcher.WaitAsync();
                if (_watcher.TakeBeat()) return Nothing;
            }
            else if (_topic.TryRead(_cursor, _limits.Batch, out var recent, out generation))
            {
                if (recent.Length == 0) _seen = generation;
                else if (Advance(recent) is { Length: > 0 } shown) return shown;
            }
            else if (await ReadPastAsync(generation) is { Length: > 0 } past)
            {
                return past;
            }
        }
    }

    /// <summary>Stops following.</summary>
    public void Dispose()
    {
        _cancelled.Dispose();
        _leave(_topic, _watcher);
    }

    private LiveUpdate[] Advance(LiveUpdate[] updates)
    {
        _cursor = _topic.CursorOf(updates[^1]);
        return Shown(updates);
    }

    private LiveUpdate[] Shown(LiveUpdate[] updates) =>
        _withInternal || !Array.Exists(updates, u => u.Update.IsInternal) ? updates : [.. updates.Where(u => !u.Update.IsInternal)];

    private async ValueTask<LiveUpdate[]> ReadPastAsync(long generation)
    {
        var head = _head?.Invoke() ?? 0;
        var page = await _readPast(_cursor);
        if (page.Updates.Count > 0)
        {
            _cursor = page.Position;
            return Shown([.. page.Updates.Select(u => new LiveUpdate(u))]);
        }

        if (page.Position > _cursor) _cursor = page.Position;
        else if (_cursor >= head) _seen = generation;
        else await Task.Delay(_limits.HistoryRetry, _time, _cancellation);
        return [];
    }
}
