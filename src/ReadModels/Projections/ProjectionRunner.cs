using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Projections;

/// <summary>
/// Reads the journal once for all projections and commits each one's rows together with its checkpoint, so that every
/// event takes effect exactly once, whatever happens in between. Where several processes share the tables, one of them
/// does, and the others follow it.
/// </summary>
internal sealed partial class ProjectionRunner : IHostedService, IReadModels, IProjections, IAsyncDisposable
{
    private readonly IJournal _journal;
    private readonly IJournalTail _tail;
    private readonly ReadModelDatabase _database;
    private readonly ReadModelOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ProjectionRunner> _logger;
    private readonly ProjectionSlots _slots;
    private readonly ProjectionBatches _batches;
    private readonly ProjectionRebuilds _rebuilds;
    private readonly ProjectionFollower _follower;
    private readonly ProjectionWaiters _waiters;
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private RowConnection? _prepared;
    private long _saved;
    private long _lookedForAsked;
    private long _tidied;
    private long _tendFailed;
    private int _tendFailures;
    private volatile bool _isWriter;

    public ProjectionRunner(
        IJournal journal, ReadModelDatabase database, IEnumerable<ProjectionSource> sources,
        ReadModelOptions options, TimeProvider time, ILogger<ProjectionRunner> logger)
    {
        (_journal, _database, _options, _time, _logger) = (journal, database, options, time, logger);
        _tail = IJournalTail.Of(journal);
        _slots = new ProjectionSlots(sources, database, journal, time, logger);
        _batches = new ProjectionBatches(_slots, database, logger);
        _rebuilds = new ProjectionRebuilds(_slots, database, time, logger);
        _follower = new ProjectionFollower(_slots, _rebuilds, database, _tail, options);
        _waiters = new ProjectionWaiters(_slots.Sources.Keys, time);
    }

    public long Position => _slots.Live.Select(s => s.Position).DefaultIfEmpty().Min();

    public long Head => _journal.Head;

    public IReadOnlyList<ProjectionStatus> Status => [.. _slots.Live.Select(StatusOf)];

    public long PositionOf(string projection) => _slots.LiveOf(projection)?.Position ?? 0;

    public async ValueTask<bool> WaitForAsync(string projection, long position, TimeSpan timeout, CancellationToken cancellation = default)
    {
        if (PositionOf(projection) >= position) return true;
        if (_slots.LiveOf(projection) is not { Stopped: false }) return false;
        await _waiters.Of(projection).WaitAsync(position, timeout, cancellation);
        // It may have stopped meanwhile, and then nobody waits for it.
        return PositionOf(projection) >= position;
    }

    public ValueTask<bool> WaitForAsync(long position, TimeSpan timeout, CancellationToken cancellation = default) =>
        _waiters.OfAll.WaitAsync(position, timeout, cancellation);

    public async ValueTask<ProjectionStatus?> RebuildAsync(string name, CancellationToken cancellation = default)
    {
        if (_slots.LiveOf(name) is not { } live) return null;
        if (_rebuilds.ReportOf(name) is not { IsRunning: true })
        {
            if (_isWriter) await _rebuilds.AskAsync(name).WaitAsync(ReadModelLimits.RebuildWait, _time, cancellation);
            else await AskTheWriterAsync(name, cancellation);
        }

        return StatusOf(_slots.LiveOf(name) ?? live);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await PrepareAsync(cancellationToken);
        _loop = RunAsync(_stopping.Token);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loop.WaitAsync(cancellationToken);
    }

    /// <summary>Stops the loop; may be called more than once, for the runner is registered under several interfaces.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _loop;
    }

    /// <summary>Finds each projection's place.</summary>
    internal async Task PrepareAsync(CancellationToken cancellation)
    {
        while (!await TryPrepareAsync(cancellation) && !await _follower.FollowAsync(0, cancellation))
            await Task.Delay(ReadModelLimits.FollowPause.Idle, _time, cancellation);
        PublishPosition();
    }

    /// <summary>Takes in one batch for each place that a projection stands at.</summary>
    /// <returns>Whether there may be more at once.</returns>
    internal async ValueTask<bool> AdvanceAsync(CancellationToken cancellation)
    {
        if (!await TryPrepareAsync(cancellation))
        {
            await _follower.FollowAsync(_waiters.Wanted, cancellation);
            PublishPosition();
            return false;
        }

        await TendAsync();
        var groups = _slots.All.Where(s => !s.Stopped).GroupBy(s => s.Position).OrderByDescending(g => g.Key).Select(g => g.ToList()).ToList();
        // Those that stand at several places have to be brought together.
        var more = groups.Count > 1;
        var foremost = long.MaxValue;
        // From the foremost to the last: one that is behind goes no further than the one before it, and so joins it there.
        foreach (var group in groups)
        {
            var events = await _tail.ReadAllAsync(group[0].Position, _options.BatchSize, _waiters.Wanted, cancellation);
            var count = events.Count;
            while (count > 0 && events[count - 1].Position > foremost) count--;
            if (count > 0) await _database.OnWriterAsync(() => _batches.Take(group, events, 0, count));
            PublishPosition();
            foremost = group.Max(s => s.Position);
            more |= events.Count == _options.BatchSize;
        }

        if (_options.IsShared && (!more || IsDue(ref _saved, ReadModelLimits.FollowPause.Idle))) await _database.OnWriterAsync(_batches.SavePositions);
        return more || (TendPause == TimeSpan.Zero && _slots.Building.Any(s => s.Comparison is null));
    }

    /// <summary>What is to be done beside the batches; when it fails, they go on.</summary>
    private async ValueTask TendAsync()
    {
        try
        {
            if (_options.IsShared && IsDue(ref _lookedForAsked, ReadModelLimits.FollowPause.Asked)) await _database.OnWriterAsync(() => _rebuilds.TakeAsked(_database.Writer));
            if (TendPause == TimeSpan.Zero)
            {
                await _database.OnWriterAsync(_rebuilds.Advance);
                _tendFailures = 0;
            }

            if (!IsDue(ref _tidied, ReadModelLimits.TidyPause)) return;
            await _database.OnWriterAsync(_slots.DropUnwanted);
            await _database.OnWriterAsync(_database.Tidy);
        }
        catch (ReadModelFailure e)
        {
            (_tendFailures, _tendFailed) = (_tendFailures + 1, _time.GetTimestamp());
            LogTend(_logger, e);
        }
    }

    /// <summary>How long rebuilds are left alone because they failed; no time where they did not.</summary>
    private TimeSpan TendPause
    {
        get
        {
            if (_tendFailures == 0) return TimeSpan.Zero;
            var rest = BackOff(_tendFailures) - _time.GetElapsedTime(_tendFailed);
            return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }

    private bool IsDue(ref long last, TimeSpan pause)
    {
        if (last != 0 && _time.GetElapsedTime(last) < pause) return false;
        last = _time.GetTimestamp();
        return true;
    }

    /// <summary>Becomes, or stays, the process that writes; with a new connection it looks anew where everything stands.</summary>
    private async ValueTask<bool> TryPrepareAsync(CancellationToken cancellation)
    {
        var isWriter = false;
        await _database.OnWriterAsync(() => isWriter = _database.TryBecomeWriter());
        _isWriter = isWriter;
        if (!isWriter) return false;
        if (ReferenceEquals(_prepared, _database.Writer)) return true;
        await _slots.PrepareAsync(cancellation);
        await _database.OnWriterAsync(() => _rebuilds.TakeUp(_database.Writer));
        _prepared = _database.Writer;
        return true;
    }

    private async ValueTask AskTheWriterAsync(string name, CancellationToken cancellation)
    {
        var report = RebuildReports.Write(new RebuildReport(RebuildState.Asked, _time.GetUtcNow()));
        await _database.ReadRowsAsync(
            connection =>
            {
                using var transaction = connection.Begin();
                ProjectionTable.SaveRebuild(connection, name, report);
                transaction.Commit();
                return true;
            },
            cancellation);
    }

    private ProjectionStatus StatusOf(ProjectionSlot slot) =>
        new(slot.Name, slot.Position, _journal.Head, slot.Stopped, slot.Error, _rebuilds.ReportOf(slot.Name));

    private async Task RunAsync(CancellationToken stop)
    {
        // Whoever starts the host must not have to take in the backlog.
        await Task.Yield();
        for (var failures = 0; !stop.IsCancellationRequested;)
        {
            try
            {
                var more = await AdvanceAsync(stop);
                if (failures > 0) Healed();
                failures = 0;
                if (!more) await (_isWriter ? WaitForMoreAsync(stop) : WaitForTheWriterAsync(stop));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                Failed(e, ++failures);
                // Who asks for a rebuild does not wait until it is tried again by itself.
                await Task.WhenAny(PauseAsync(BackOff(failures), stop), _rebuilds.Wanted);
                _rebuilds.Rearm();
            }
        }
    }

    private Task PauseAsync(TimeSpan pause, CancellationToken stop) => Task.WhenAny(Task.Delay(pause, _time, stop));

    /// <summary>The other process commits every few milliseconds under load; who waits for a position is not kept waiting much longer.</summary>
    private async Task WaitForTheWriterAsync(CancellationToken stop)
    {
        if (_waiters.Wanted > 0) await PauseAsync(ReadModelLimits.FollowPause.Wanted, stop);
        else await Task.WhenAny(Task.Delay(ReadModelLimits.FollowPause.Idle, _time, stop), _waiters.SomebodyWaits);
    }

    private async Task WaitForMoreAsync(CancellationToken stop)
    {
        var since = _time.GetTimestamp();
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        // What is asked for while rebuilds are left alone is heard, and waits as they do.
        var rebuild = TendPause is var pause && pause > TimeSpan.Zero ? Task.Delay(pause, _time, waiting.Token) : _rebuilds.Wanted;
        var running = _slots.All.Where(s => !s.Stopped).ToList();
        var appended = running.Count == 0
            ? Task.Delay(Timeout.InfiniteTimeSpan, _time, waiting.Token)
            : _journal.WaitForAppendAsync(running.Max(s => s.Position), waiting.Token).AsTask();
        try
        {
            // Other processes leave what they ask for in the tables.
            if (_options.IsShared) await Task.WhenAny(appended, rebuild, Task.Delay(ReadModelLimits.FollowPause.Asked, _time, waiting.Token));
            else await Task.WhenAny(appended, rebuild);
            if (rebuild.IsCompleted || !appended.IsCompleted) return;

            await appended;
            var rest = _options.Linger - _time.GetElapsedTime(since);
            if (rest > TimeSpan.Zero) await Task.WhenAny(Task.Delay(rest, _time, waiting.Token), _waiters.SomebodyWaits);
        }
        finally
        {
            await waiting.CancelAsync();
        }
    }

    private void PublishPosition() => _waiters.Advance(_slots.Live);

    private void Failed(Exception error, int failures)
    {
        LogFailed(_logger, failures, error);
        foreach (var slot in _slots.All.Where(s => !s.Stopped)) slot.Error = $"Trying again after {failures} failures: {error.GetType().Name}.";
    }

    private void Healed()
    {
        foreach (var slot in _slots.All.Where(s => !s.Stopped)) slot.Error = null;
    }

    private static TimeSpan BackOff(int failures)
    {
        var (first, longest) = ReadModelLimits.BackOff;
        var pause = first * Math.Pow(2, Math.Min(failures, 16) - 1);
        return pause < longest ? pause : longest;
    }

    [LoggerMessage(15, LogLevel.Warning, "Rebuilds and what old versions left could not be tended; that is tried again.")]
    private static partial void LogTend(ILogger logger, Exception error);

    [LoggerMessage(3, LogLevel.Warning, "The projections failed {Failures} times in a row and try again.")]
    private static partial void LogFailed(ILogger logger, int failures, Exception error);
}
