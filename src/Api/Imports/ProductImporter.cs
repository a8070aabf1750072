using System.Text;
using OrleansStore.Api.Csv;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Imports;
using OrleansStore.Journal;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Imports;

/// <summary>
/// Reads a file of products while it comes in. Some rows are worked on at once, and only then are more taken from the
/// client: what is in memory does not depend on how long the file is.
/// </summary>
internal sealed class ProductImporter(IGrainFactory grains, IDurableRows rows, StoreOptions options, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>Runs an import.</summary>
    /// <param name="left">The client went away.</param>
    /// <returns>The import as it ended, or the refusal to begin it. A store that cannot be written any more throws, once that is told.</returns>
    public async Task<Result<ImportView>> RunAsync(BeginImport order, Stream file, CancellationToken left)
    {
        var imports = grains.GetGrain<IImportGrain>(0);
        var begun = await imports.Begin(order);
        if (begun.Error is not null) return begun;

        var run = new ImportRun(imports, rows, order, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(left, lifetime.ApplicationStopping);
        using var ended = new CancellationTokenSource();
        var beat = run.BeatAsync(ending.Cancel, ended.Token);
        var (status, reason, failure) = await ReadAsync(order, run, file, ending.Token);
        await ended.CancelAsync();
        await beat;
        var end = await run.EndAsync(status, reason);
        return failure is null ? Result.Ok(end, run.Progress.Position) : throw failure;
    }

    private async Task<(ImportStatus Status, ImportProblem? Reason, Exception? Failure)> ReadAsync(
        BeginImport order, ImportRun run, Stream file, CancellationToken cancellation)
    {
        try
        {
            using var csv = new CsvRows(file, ImportLimits.RowCharacters);
            if (ImportColumns.Read(await csv.ReadAsync(), out var columns) is { } wrong) return (ImportStatus.Failed, wrong, null);
            var reason = await ReadRowsAsync(order, run, csv, new ImportRowReader(columns, options.Currency), cancellation);
            return (reason is null ? ImportStatus.Completed : ImportStatus.Failed, reason, null);
        }
        catch (CsvRowTooLongException e)
        {
            return Failed(e.Line, "rowTooLong", $"A row has at most {ImportLimits.RowCharacters} characters; perhaps a quote is not closed.");
        }
        catch (DecoderFallbackException)
        {
            return Failed(run.Progress.Line + 1, "notUtf8", "The file is not UTF-8 from somewhere after this line.");
        }
        catch (BadHttpRequestException e) when (e.StatusCode == 413)
        {
            return Failed(run.Progress.Line + 1, "bodyTooLarge", $"A file has at most {options.Limits.ImportBytes} bytes.");
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            var why = new ImportProblem(run.Progress.Line, null, "interrupted", "The file did not come to its end; send it again.", null);
            return (ImportStatus.Interrupted, why, null);
        }
        catch (Exception e)
        {
            var problem = Problems.Of(e);
            return (ImportStatus.Interrupted, new ImportProblem(run.Progress.Line, null, problem.Code, problem.Detail, null), e);
        }

        static (ImportStatus, ImportProblem, Exception?) Failed(long line, string code, string message) =>
            (ImportStatus.Failed, new ImportProblem(line, null, code, message, null), null);
    }

    private async Task<ImportProblem?> ReadRowsAsync(
        BeginImport order, ImportRun run, CsvRows csv, ImportRowReader reader, CancellationToken cancellation)
    {
        BriefVisit.Begin();
        var import = new RowImport(grains, order, time);
        var skus = new HashSet<Guid>();
        var working = new List<Task<RowDone>>(ImportLimits.AtOnce);
        var line = 1L;
        while (true)
        {
            var row = await csv.ReadAsync();
            cancellation.ThrowIfCancellationRequested();
            if (row is { } next)
            {
                line = next.LastLine;
                if (next.IsBlank) continue;
                if (run.Progress.Rows + working.Count == ImportLimits.Rows)
                    return new ImportProblem(next.Line, null, "tooManyRows", $"A file has at most {ImportLimits.Rows} rows.", null);
                working.Add(ImportAsync(next));
            }

            if (working.Count == ImportLimits.AtOnce || (row is null && working.Count > 0))
            {
                await run.AddAsync(await Task.WhenAll(working), line);
                working.Clear();
            }

            if (row is null) return null;
        }

        Task<RowDone> ImportAsync(CsvRow row)
        {
            var problems = new List<ImportProblem>();
            var product = reader.Read(row, problems);
            // Only a hash of each is kept: a million of them are 40 MB.
            if (problems.Count == 0 && !skus.Add(DerivedId.Of(ClaimKeys.Sku(product.Sku))))
                problems.Add(new ImportProblem(row.Line, "sku", "duplicateSku", "The file has this sku twice.", product.Sku));
            return problems.Count > 0 ? Task.FromResult(new RowDone(RowOutcome.Failed, problems)) : import.RunAsync(product, row.Line);
        }
    }
}
