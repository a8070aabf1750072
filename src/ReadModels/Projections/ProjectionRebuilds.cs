using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Projections;

/// <summary>Makes tables anew beside the live ones, compares both when they have caught up, and puts the new in place of the old.</summary>
/// <remarks>Nobody who reads waits: the old tables answer until the commit that makes the new ones the live ones.</remarks>
internal sealed partial class ProjectionRebuilds(ProjectionSlots slots, ReadModelDatabase database, TimeProvider time, ILogger logger)
{
    /// <summary>A snapshot may be lost with its connection; what fails so often fails for another reason.</summary>
    private const int MostComparisons = 5;

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RebuildReport> _reports = new(StringComparer.Ordinal);
    private TaskCompletionSource _wanted = New();

    /// <summary>Completes when a rebuild is asked for or a comparison is done.</summary>
    public Task Wanted => Volatile.Read(ref _wanted).Task;

    public RebuildReport? ReportOf(string name) => _reports.TryGetValue(name, out var report)
        ? report with { Position = slots.BuildingOf(name)?.Position ?? report.Position }
        : null;

    /// <summary>Asks the loop of this process, which is the one that writes.</summary>
    /// <returns>Completes when it is begun; asked again meanwhile, it is begun once.</returns>
    public Task AskAsync(string name)
    {
        var asked = _asked.GetOrAdd(name, _ => New());
        Volatile.Read(ref _wanted).TrySetResult();
        return asked.Task;
    }

    /// <summary>What is kept of the newest rebuilds.</summary>
    public static Dictionary<string, RebuildReport> Read(RowConnection connection) =>
        ProjectionTable.ReadRebuilds(connection).ToDictionary(r => r.Key, r => RebuildReports.Read(r.Value), StringComparer.Ordinal);

    /// <summary>Takes up what is kept, as the process that writes; a rebuild whose tables are gone is not under way any more.</summary>
    public void TakeUp(RowConnection writer)
    {
        foreach (var (name, report) in Read(writer))
        {
            _reports[name] = report;
            if (report.State is RebuildState.Asked || !report.IsRunning || slots.BuildingOf(name) is not null) continue;
            Keep(name, report with { State = RebuildState.Failed, FinishedAt = time.GetUtcNow(), Error = "Given up: the program or the journal is another one now." });
        }
    }

    /// <summary>Takes up what other processes asked for.</summary>
    public void TakeAsked(RowConnection writer)
    {
        foreach (var (name, report) in Read(writer))
        {
            if (report.State == RebuildState.Asked && slots.BuildingOf(name) is null) _reports[name] = report;
        }
    }

    /// <summary>Takes up what the process that writes tells.</summary>
    public void Follow(Dictionary<string, RebuildReport> reports, IReadOnlyList<Generation> generations)
    {
        foreach (var (name, report) in reports)
        {
            var building = generations.LastOrDefault(g => g.Projection == name && !g.IsLive);
            _reports[name] = report.IsRunning && building is not null ? report with { Position = building.Position } : report;
        }
    }

    /// <summary>It has been heard that somebody wants something.</summary>
    public void Rearm()
    {
        if (Wanted.IsCompleted) Volatile.Write(ref _wanted, New());
    }

    /// <summary>Does what is to be done between two batches.</summary>
    public void Advance()
    {
        Rearm();
        foreach (var name in _reports.Where(r => r.Value.State == RebuildState.Asked).Select(r => r.Key)) _asked.TryAdd(name, New());
        foreach (var (name, asked) in _asked)
        {
            if (slots.LiveOf(name) is { } live && slots.BuildingOf(name) is null) Begin(live);
            _asked.TryRemove(name, out _);
            asked.TrySetResult();
        }

        foreach (var building in slots.Building.ToList()) Advance(building);
    }

    private void Advance(ProjectionSlot building)
    {
        var live = slots.LiveOf(building.Name)!;
        if (building.Comparison is { IsCompleted: true } done) Finish(live, building, done);
        else if (building.Stopped && building.Comparison is null) Fail(building, building.Error!);
        else if (building.Comparison is null && live.Stopped && building.Position > live.Position && HasCaughtUp(building)) Swap(live, building, null);
        else if (building.Comparison is null && building.Position == live.Position && HasCaughtUp(building)) Compare(live, building);
    }

    /// <summary>Whether it stands with the foremost, so that taking the other's place moves nothing back.</summary>
    private bool HasCaughtUp(ProjectionSlot building) => slots.Live.All(s => s.Stopped || s.Position <= building.Position);

    private void Begin(ProjectionSlot live)
    {
        var projection = slots.Sources[live.Name].Source.Make();
        var report = new RebuildReport(RebuildState.Building, time.GetUtcNow());
        ProjectionSlot building;
        using (var transaction = database.Writer.Begin())
        {
            building = slots.Begin(projection, isLive: false, slots.NextNumber(live));
            Save(live.Name, report);
            transaction.Commit();
        }

        _reports[live.Name] = report;
        slots.Set([.. slots.All, building]);
        LogBegun(logger, live.Name);
    }

    private void Compare(ProjectionSlot live, ProjectionSlot building)
    {
        var snapshot = database.OpenSnapshot();
        building.Comparisons++;
        _reports[live.Name] = Report(live.Name) with { State = RebuildState.Comparing };
        var (name, old, built, tables) = (live.Name, live.Saved.Number, building.Saved.Number, live.Projection.Tables);
        // A thread of its own: a million rows are read, and batches go on meanwhile.
        building.Comparison = Task.Factory.StartNew(
            () => TableChecksums.Read(snapshot, name, old, built, tables), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        building.Comparison.ContinueWith(_ => Volatile.Read(ref _wanted).TrySetResult(), TaskScheduler.Default);
    }

    private void Finish(ProjectionSlot live, ProjectionSlot building, Task<TableChecksums> comparison)
    {
        building.Comparison = null;
        if (comparison.IsCompletedSuccessfully) Swap(live, building, comparison.Result);
        else if (building.Comparisons < MostComparisons) LogCompareAgain(logger, live.Name, comparison.Exception!.InnerException!);
        else Fail(building, $"The tables could not be compared: {comparison.Exception!.InnerException!.GetType().Name}.");
    }

    private void Swap(ProjectionSlot live, ProjectionSlot building, TableChecksums? checksums)
    {
        var swapped = building.Saved with { IsLive = true };
        var report = Report(live.Name) with
        {
            State = RebuildState.Done,
            FinishedAt = time.GetUtcNow(),
            Position = building.Position,
            Checksum = checksums?.Built,
            ReplacedChecksum = checksums?.Live,
        };
        using (var transaction = database.Writer.Begin())
        {
            slots.GiveUp(live.Saved);
            ProjectionTable.Save(database.Writer, swapped);
            Save(live.Name, report);
            transaction.Commit();
        }

        slots.MayDrop(live.Projection, live.Saved);
        _reports[live.Name] = report;
        database.SetLive(building.Name, swapped.Number);
        building.Projection.Swapped();
        // Another slot in one step: at no moment are there two live ones, or none.
        slots.Set(slots.All.Where(s => s != live && s != building).Append(building.AsLive(swapped)));
        // Who reads the old tables still has them; they go when nobody does.
        slots.DropUnwanted();
        if (report.Equal == false) LogDiffers(logger, live.Name);
        else LogDone(logger, live.Name);
    }

    private void Fail(ProjectionSlot building, string error)
    {
        var report = Report(building.Name) with { State = RebuildState.Failed, FinishedAt = time.GetUtcNow(), Position = building.Position, Error = error };
        using (var transaction = database.Writer.Begin())
        {
            slots.GiveUp(building.Saved);
            Save(building.Name, report);
            transaction.Commit();
        }

        slots.MayDrop(building.Projection, building.Saved);
        _reports[building.Name] = report;
        slots.Set(slots.All.Where(s => s != building));
        slots.DropUnwanted();
        LogFailed(logger, building.Name, error);
    }

    private RebuildReport Report(string name) => _reports.TryGetValue(name, out var report) ? report : new RebuildReport(RebuildState.Building, time.GetUtcNow());

    private void Keep(string name, RebuildReport report)
    {
        Save(name, report);
        database.Writer.Send();
        _reports[name] = report;
    }

    private void Save(string name, RebuildReport report) => ProjectionTable.SaveRebuild(database.Writer, name, RebuildReports.Write(report));

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(10, LogLevel.Information, "Projection {Projection} is being rebuilt beside the live one.")]
    private static partial void LogBegun(ILogger logger, string projection);

    [LoggerMessage(11, LogLevel.Information, "Projection {Projection} is rebuilt; its rows are live.")]
    private static partial void LogDone(ILogger logger, string projection);

    [LoggerMessage(12, LogLevel.Warning, "Projection {Projection} is rebuilt, and its rows are not those that were there: the old ones were wrong, or made by another version of the program. The new ones are live.")]
    private static partial void LogDiffers(ILogger logger, string projection);

    [LoggerMessage(13, LogLevel.Error, "The rebuild of projection {Projection} failed and its live rows stay: {Error}")]
    private static partial void LogFailed(ILogger logger, string projection, string error);

    [LoggerMessage(14, LogLevel.Warning, "The tables of projection {Projection} could not be compared and will be again.")]
    private static partial void LogCompareAgain(ILogger logger, string projection, Exception error);
}
