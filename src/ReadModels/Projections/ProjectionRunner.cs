using System.Collections.Frozen;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Projections;

/// <summary>
/// Reads the journal once for all projections and commits each one's rows together with its checkpoint, so that every
/// event takes effect exactly once, whatever happens in between.
/// </summary>
internal sealed partial class ProjectionRunner : IHostedService, IReadModels, IProjections, IAsyncDisposable
{
    private readonly IJournal _journal;
    private readonly IJournalTail _tail;
    private readonly ReadModelDatabase _database;
    private readonly ReadModelOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<ProjectionRunner> _logger;
    private readonly ProjectionSlot[] _slots;
    private readonly FrozenDictionary<string, ProjectionSlot[]> _wanting;
    private readonly PositionWaiters _waiters;
    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;
    private TaskCompletionSource _rebuildAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ProjectionRunner(
        IJournal journal, ReadModelDatabase database, IEnumerable<IProjection> projections,
        ReadModelOptions options, TimeProvider time, ILogger<ProjectionRunner> logger)
    {
        (_journal, _database, _options, _time, _logger) = (journal, database, options, time, logger);
        _tail = IJournalTail.Of(journal);
        _slots = [.. projections.Select(p => new ProjectionSlot(p))];
        _wanting = _slots
            .SelectMany(slot => slot.Projection.EventTypes.Select(type => (type, slot)))
            .GroupBy(pair => pair.type, StringComparer.Ordinal)
            .ToFrozenDictionary(types => types.Key, types => types.Select(pair => pair.slot).ToArray(), StringComparer.Ordinal);
        _waiters = new PositionWaiters(time);
    }

    public long Position => _waiters.Position;

    public long Head => _journal.Head;

    public IReadOnlyList<ProjectionStatus> Status =>
        [.. _slots.Select(s => new ProjectionStatus(s.Projection.Name, s.Position, _journal.Head, s.Stopped, s.Error))];

    public ValueTask<bool> WaitForAsync(long position, TimeSpan timeout, CancellationToken cancellation = default) =>
        _waiters.WaitAsync(position, timeout, cancellation);

    public bool Rebuild(string name)
    {
        var slot = Array.Find(_slots, s => s.Projection.Name == name);
        if (slot is null) return false;
        slot.RebuildAsked = true;
        Volatile.Read(ref _rebuildAsked).TrySetResult();
        return true;
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

    /// <summary>Finds each projection's place; one whose rows have another shape or come from another journal starts anew.</summary>
    internal async Task PrepareAsync(CancellationToken cancellation)
    {
        foreach (var slot in _slots)
        {
            var saved = CheckpointTable.Find(_database.Writer, slot.Projection.Name);
            if (saved?.SchemaVersion == slot.Projection.SchemaVersion && await IsOursAsync(saved, cancellation))
            {
                slot.SavedPosition = slot.Position = saved.Position;
                continue;
            }

            if (saved is not null) LogStartsAnew(_logger, slot.Projection.Name, saved.SchemaVersion, saved.Position);
            slot.Recreate(_database.Writer);
        }

        PublishPosition();
    }

    /// <summary>Takes in one batch for each place that a projection stands at.</summary>
    /// <returns>Whether there may be more at once.</returns>
    internal async ValueTask<bool> AdvanceAsync(CancellationToken cancellation)
    {
        foreach (var slot in _slots.Where(s => s.RebuildAsked)) slot.Recreate(_database.Writer);
        var groups = _slots.Where(s => !s.Stopped).GroupBy(s => s.Position).OrderByDescending(g => g.Key).Select(g => g.ToList()).ToList();
        // Those that stand at several places have to be brought together.
        var more = groups.Count > 1;
        var foremost = long.MaxValue;
        // From the foremost to the last: one that is behind goes no further than the one before it, and so joins it there.
        foreach (var group in groups)
        {
            var events = await _tail.ReadAllAsync(group[0].Position, _options.BatchSize, _waiters.Wanted, cancellation);
            var count = events.Count;
            while (count > 0 && events[count - 1].Position > foremost) count--;
            Take(group, events, 0, count);
            foremost = group.Max(s => s.Position);
            more |= events.Count == _options.BatchSize;
        }

        PublishPosition();
        return more;
    }

    private async ValueTask<bool> IsOursAsync(Checkpoint saved, CancellationToken cancellation)
    {
        if (saved.Position == 0) return true;
        var found = await _journal.ReadAllAsync(saved.Position - 1, 1, cancellation);
        return found is [var e, ..] && e.Position == saved.Position && e.EventId == saved.EventId;
    }

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
                if (!more) await WaitForMoreAsync(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
            }
            catch (Exception e)
            {
                Failed(e, ++failures);
                await PauseAsync(BackOff(failures), stop);
            }
        }
    }

    private Task PauseAsync(TimeSpan pause, CancellationToken stop) => Task.WhenAny(Task.Delay(pause, _time, stop));

    private async Task WaitForMoreAsync(CancellationToken stop)
    {
        var since = _time.GetTimestamp();
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var rebuild = Volatile.Read(ref _rebuildAsked);
        var appended = Array.TrueForAll(_slots, s => s.Stopped)
            ? Task.Delay(Timeout.InfiniteTimeSpan, _time, waiting.Token)
            : _journal.WaitForAppendAsync(_slots.Where(s => !s.Stopped).Max(s => s.Position), waiting.Token).AsTask();
        try
        {
            await Task.WhenAny(appended, rebuild.Task);
            if (rebuild.Task.IsCompleted)
            {
                Volatile.Write(ref _rebuildAsked, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
                return;
            }

            await appended;
            var rest = _options.Linger - _time.GetElapsedTime(since);
            if (rest > TimeSpan.Zero) await Task.WhenAny(Task.Delay(rest, _time, waiting.Token), _waiters.SomebodyWaits);
        }
        finally
        {
            await waiting.CancelAsync();
        }
    }

    /// <summary>Takes in a stretch of events; whoever cannot is stopped before the event it cannot take, the others go on.</summary>
    private void Take(List<ProjectionSlot> group, IReadOnlyList<StoredEvent> events, int start, int end)
    {
        if (group.Count == 0 || start == end) return;
        if (TryTake(group, events, start, end) is not { } stuck) return;
        // Rows that cannot be written do not tell by which event: the halves do.
        var at = stuck.At ?? (end - start == 1 ? start : (start + end) / 2);
        Take(group, events, start, at);
        if (stuck.At is not null || end - start == 1) Stop(stuck, events[at]);
        Take(group.FindAll(s => !s.Stopped), events, at, end);
    }

    /// <summary>Commits the stretch, or tells who cannot take in which event; failures that may pass are thrown.</summary>
    private Stuck? TryTake(List<ProjectionSlot> group, IReadOnlyList<StoredEvent> events, int start, int end)
    {
        ProjectionSlot? current = null;
        int? at = null;
        try
        {
            for (var i = start; i < end; i++)
            {
                at = i;
                if (!_wanting.TryGetValue(events[i].Type, out var wanting)) continue;
                foreach (var slot in wanting)
                {
                    if (!group.Contains(slot)) continue;
                    current = slot;
                    slot.Projection.Apply(events[i], _database.Writer);
                }
            }

            at = null;
            Commit(group, events[end - 1], ref current);
            return null;
        }
        catch (Exception e)
        {
            foreach (var slot in group) slot.Projection.Discard();
            if (current is null || e is SqliteFailure { IsBug: false }) throw;
            return new Stuck(current, at, e);
        }
    }

    private void Commit(List<ProjectionSlot> group, StoredEvent last, ref ProjectionSlot? current)
    {
        var changed = group.FindAll(s => s.Projection.HasChanges || last.Position - s.SavedPosition >= ReadModelLimits.UnsavedPositions);
        if (changed.Count > 0)
        {
            using var transaction = _database.Writer.Begin();
            foreach (var slot in changed)
            {
                current = slot;
                slot.Projection.Flush(_database.Writer);
                var checkpoint = new Checkpoint(slot.Projection.SchemaVersion, last.Position, last.EventId);
                CheckpointTable.Save(_database.Writer, slot.Projection.Name, checkpoint);
            }

            current = null;
            transaction.Commit();
        }

        foreach (var slot in changed)
        {
            slot.Projection.Committed();
            slot.SavedPosition = last.Position;
        }

        foreach (var slot in group) slot.Position = last.Position;
    }

    private void PublishPosition() => _waiters.Advance(_slots.Min(s => s.Position));

    private void Stop(Stuck stuck, StoredEvent e)
    {
        var (slot, _, error) = stuck;
        slot.Error = $"The event at position {e.Position} ({e.Type} of {e.Stream}) cannot be taken in: {error.GetType().Name}.";
        slot.Stopped = true;
        LogStopped(_logger, slot.Projection.Name, e.Position, e.Type, e.Stream, error);
    }

    private void Failed(Exception error, int failures)
    {
        LogFailed(_logger, failures, error);
        foreach (var slot in _slots.Where(s => !s.Stopped)) slot.Error = $"Trying again after {failures} failures: {error.GetType().Name}.";
    }

    private void Healed()
    {
        foreach (var slot in _slots.Where(s => !s.Stopped)) slot.Error = null;
    }

    private static TimeSpan BackOff(int failures)
    {
        var (first, longest) = ReadModelLimits.BackOff;
        var pause = first * Math.Pow(2, Math.Min(failures, 16) - 1);
        return pause < longest ? pause : longest;
    }

    /// <param name="At">The event that could not be applied; null when the stretch's rows could not be written.</param>
    private readonly record struct Stuck(ProjectionSlot Slot, int? At, Exception Error);

    [LoggerMessage(1, LogLevel.Warning, "Projection {Projection} starts anew: its rows (shape {SchemaVersion}, position {Position}) are of another shape or another journal.")]
    private static partial void LogStartsAnew(ILogger logger, string projection, int schemaVersion, long position);

    [LoggerMessage(2, LogLevel.Error, "Projection {Projection} is stopped: it cannot take in the event at {Position} ({Type} of {Stream}).")]
    private static partial void LogStopped(ILogger logger, string projection, long position, string type, string stream, Exception error);

    [LoggerMessage(3, LogLevel.Warning, "The projections failed {Failures} times in a row and try again.")]
    private static partial void LogFailed(ILogger logger, int failures, Exception error);
}
