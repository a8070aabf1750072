using System.Globalization;
using System.Text;
using OrleansStore.Api.Csv;
using OrleansStore.Contracts.Imports;
using OrleansStore.Journal;

namespace OrleansStore.Api.Imports;

/// <summary>What became of a row.</summary>
internal enum RowOutcome
{
    Created,
    Updated,
    Unchanged,
    Failed,
}

/// <summary>A row that is done.</summary>
/// <param name="Position">The journal's global position behind it.</param>
internal readonly record struct RowDone(RowOutcome Outcome, IReadOnlyList<ImportProblem> Problems, long Position = 0);

/// <summary>One attempt at an import: counts what is done, keeps its report, and tells how far it is while it lasts.</summary>
internal sealed class ImportRun(IImportGrain imports, IDurableRows rows, BeginImport order, TimeProvider time)
{
    private readonly StringBuilder _part = new();
    private ImportProgress _progress = ImportProgress.None;
    private int _parts;

    /// <summary>How far it is.</summary>
    public ImportProgress Progress => Volatile.Read(ref _progress);

    /// <summary>Some more rows are done.</summary>
    /// <param name="line">The line that the last of them ends in.</param>
    public async Task AddAsync(IReadOnlyList<RowDone> done, long line)
    {
        var problems = done.SelectMany(d => d.Problems).ToList();
        var before = Progress;
        for (var i = 0; i < problems.Count && before.ErrorCount + i < ImportLimits.ErrorsReported; i++)
        {
            Append(problems[i]);
            if ((before.ErrorCount + i + 1) % ImportLimits.ErrorsInPart == 0) await KeepPartAsync();
        }

        Volatile.Write(ref _progress, before with
        {
            Line = line,
            Rows = before.Rows + done.Count,
            Created = before.Created + done.Count(d => d.Outcome == RowOutcome.Created),
            Updated = before.Updated + done.Count(d => d.Outcome == RowOutcome.Updated),
            Unchanged = before.Unchanged + done.Count(d => d.Outcome == RowOutcome.Unchanged),
            Failed = before.Failed + done.Count(d => d.Outcome == RowOutcome.Failed),
            ErrorCount = before.ErrorCount + problems.Count,
            Errors = before.Errors.AddRange(problems.Take(ImportLimits.ErrorsShown - before.Errors.Length)),
            Position = Math.Max(before.Position, done.Max(d => d.Position)),
        });
    }

    /// <summary>Tells how far it is, again and again, until it is cancelled; also while the client sends nothing.</summary>
    /// <param name="takenOver">Called when another attempt took its place.</param>
    public async Task BeatAsync(Action takenOver, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(ImportLimits.ReportEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                if (await ReportAsync(ImportStatus.Running, null) is { Error: not null }) takenOver();
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // It has ended; the last word is another's.
        }
    }

    /// <summary>It has ended. Tells so as well as can be: what cannot be told is seen by its silence.</summary>
    public async Task<ImportView> EndAsync(ImportStatus status, ImportProblem? reason)
    {
        try
        {
            if (_part.Length > 0) await KeepPartAsync();
        }
        catch (Exception e) when (e is JournalUnavailableException or JournalOutcomeUnknownException)
        {
            // The first errors are with the import itself, and the file is still the client's.
        }

        var now = time.GetUtcNow();
        return await ReportAsync(status, reason) is { Value: { } view }
            ? view
            : new ImportView(order.Id, status, order.Mode, order.DryRun, order.Actor, Progress, reason, order.Run, now, now);
    }

    private async Task<Contracts.Result<ImportView>?> ReportAsync(ImportStatus status, ImportProblem? reason)
    {
        try
        {
            return await imports.Report(new ReportImport(order.Id, order.Run, status, Progress, reason));
        }
        catch (Exception e) when (Http.Problems.Of(e).Status == 503)
        {
            return null;
        }
    }

    private async Task KeepPartAsync()
    {
        await rows.UpsertRowAsync(ImportRows.Reports, ImportRows.Part(order.Run, _parts), Encoding.UTF8.GetBytes(_part.ToString()));
        _parts++;
        _part.Clear();
    }

    private void Append(ImportProblem problem) => CsvCells.AppendLine(
        _part,
        problem.Line.ToString(CultureInfo.InvariantCulture),
        problem.Column is null ? null : CsvCells.Guard(problem.Column),
        problem.Code,
        problem.Message,
        problem.Sku is null ? null : CsvCells.Guard(problem.Sku));
}
