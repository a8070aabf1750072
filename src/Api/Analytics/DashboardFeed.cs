using System.Runtime.CompilerServices;
using OrleansStore.Api.Live;
using OrleansStore.Journal;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Analytics;

namespace OrleansStore.Api.Analytics;

/// <summary>Tells those who watch the dashboard its figures whenever they moved.</summary>
/// <remarks>
/// <para>They are read once for all who watch, and not while nobody does. Each answer holds all figures, so none that was missed is
/// missing: whoever comes back with the position last seen is told of the newest, if there is any.</para>
/// <para>Between two looks is a pause, and ten times as long as a look takes: a dashboard takes no more than that of the shop's time.</para>
/// </remarks>
public sealed partial class DashboardFeed : BackgroundService, IJournalListener
{
    private const int ShareOfTime = 10;

    private readonly IAnalyticsQueries _analytics;
    private readonly IReadModels _reads;
    private readonly LiveLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger<DashboardFeed> _logger;
    private readonly Lock _gate = new();
    private readonly LiveWatcher _moved = new();
    private TaskCompletionSource _news = New();
    private DashboardUpdate? _newest;
    private int _watchers;
    private long _heard;
    private bool _failing;

    /// <summary>One for each process.</summary>
    public DashboardFeed(IAnalyticsQueries analytics, IReadModels reads, LiveLimits limits, TimeProvider time, ILogger<DashboardFeed> logger) =>
        (_analytics, _reads, _limits, _time, _logger) = (analytics, reads, limits, time, logger);

    /// <inheritdoc/>
    bool IJournalListener.Listens => Volatile.Read(ref _watchers) > 0;

    /// <summary>The figures whenever they moved, until it is cancelled.</summary>
    /// <param name="afterPosition">The position of the figures last seen; 0: those of now at once; negative: once they move.</param>
    public async IAsyncEnumerable<DashboardUpdate> WatchAsync(long afterPosition, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        Join();
        try
        {
            for (var seen = afterPosition; ;)
            {
                var (newest, news) = Newest();
                if (newest is not null && newest.Position > seen)
                {
                    var isNews = seen >= 0;
                    seen = newest.Position;
                    if (isNews) yield return newest;
                }

                await news.WaitAsync(cancellation);
            }
        }
        finally
        {
            Leave();
        }
    }

    /// <inheritdoc/>
    void IJournalListener.On(StoredEvent stored)
    {
        Volatile.Write(ref _heard, Math.Max(stored.Position, Volatile.Read(ref _heard)));
        _moved.Wake();
    }

    /// <inheritdoc/>
    void IJournalListener.On(LiveUpdate update)
    {
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stopping = stoppingToken.UnsafeRegister(static moved => ((LiveWatcher)moved!).Wake(), _moved);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _moved.WaitAsync();
                var begun = _time.GetTimestamp();
                if (Volatile.Read(ref _watchers) > 0) await LookAsync(stoppingToken);
                var pause = _time.GetElapsedTime(begun) * ShareOfTime;
                await Task.Delay(pause > _limits.DashboardPause ? pause : _limits.DashboardPause, _time, stoppingToken);
                _failing = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                // The host stops.
            }
            catch (Exception e)
            {
                if (!_failing) LogNotRead(e);
                _failing = true;
                await AgainAsync(stoppingToken);
            }
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void Join()
    {
        lock (_gate)
        {
            // What was read before nobody watched is old.
            if (_watchers++ == 0) _newest = null;
        }

        Volatile.Write(ref _heard, Math.Max(_reads.Head, Volatile.Read(ref _heard)));
        _moved.Wake();
    }

    private void Leave()
    {
        lock (_gate) _watchers--;
    }

    private (DashboardUpdate? Newest, Task News) Newest()
    {
        lock (_gate) return (_newest, _news.Task);
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        var heard = Volatile.Read(ref _heard);
        // The figures come a moment after the event; what comes later still is looked at once more.
        if (!await _reads.WaitForAsync(heard, _limits.DashboardPause, cancellation)) _moved.Wake();
        var position = await _analytics.PositionAsync(cancellation);
        if (Newest().Newest is { } known && known.Position == position) return;
        var update = new DashboardUpdate(await _analytics.DashboardAsync(_time.GetUtcNow(), cancellation));
        TaskCompletionSource news;
        lock (_gate)
        {
            _newest = update;
            (news, _news) = (_news, New());
        }

        news.SetResult();
    }

    private async Task AgainAsync(CancellationToken cancellation)
    {
        _moved.Wake();
        await Task.Delay(_limits.DashboardPause, _time, cancellation).ContinueWith(
            static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    [LoggerMessage(LogLevel.Warning, "The figures of the dashboard cannot be read; it stands still until they can")]
    private partial void LogNotRead(Exception exception);
}
