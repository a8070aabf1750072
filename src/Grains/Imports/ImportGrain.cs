using System.Text.Json;
using OrleansStore.Contracts.Imports;
using OrleansStore.Grains.Journaling;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Imports;

/// <inheritdoc cref="IImportGrain"/>
/// <remarks>
/// Not journaled: what an import did to products is in their journals. Active twice, as in a failover, two imports may run
/// at once for a moment; no row is done twice by that.
/// </remarks>
public sealed class ImportGrain(JournalServices services, IDurableRows rows) : Grain, IImportGrain
{
    private readonly Dictionary<Guid, ImportView> _imports = [];

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await rows.ReadRowsAsync(ImportRows.Table, cancellationToken))
            if (JsonSerializer.Deserialize(row.Value.Span, GrainStates.Default.ImportView) is { } import) _imports[import.Id] = import;
        await base.OnActivateAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Result<ImportView>> Begin(BeginImport command)
    {
        if (_imports.Values.FirstOrDefault(i => i.Status == ImportStatus.Running && i.Run != command.Run && !IsSilent(i)) is { } running)
            return Result.Refuse<ImportView>(ImportErrors.Running(running.Id));
        if (_imports.GetValueOrDefault(command.Id) is { } before && before.Run != command.Run) await ForgetReportAsync(before);
        var now = services.Time.GetUtcNow();
        await KeepAsync(new ImportView(
            command.Id, ImportStatus.Running, command.Mode, command.DryRun, command.Actor, ImportProgress.None, null, command.Run, now, now));
        foreach (var old in _imports.Values.OrderByDescending(i => i.StartedAt).Skip(ImportLimits.Kept).ToList()) await ForgetAsync(old);
        return Result.Ok(_imports[command.Id], 0);
    }

    /// <inheritdoc/>
    public async Task<Result<ImportView>> Report(ReportImport command)
    {
        if (_imports.GetValueOrDefault(command.Id) is not { } import) return Result.Refuse<ImportView>(ImportErrors.NotFound(command.Id));
        if (import.Run != command.Run) return Result.Refuse<ImportView>(ImportErrors.TakenOver(command.Id));
        if (import.Status == ImportStatus.Running)
            await KeepAsync(import with { Status = command.Status, Progress = command.Progress, Reason = command.Reason, UpdatedAt = services.Time.GetUtcNow() });
        return Result.Ok(Show(_imports[command.Id]), command.Progress.Position);
    }

    /// <inheritdoc/>
    public Task<Result<ImportView>> Get(Guid id) => Task.FromResult(_imports.GetValueOrDefault(id) is { } import
        ? Result.Ok(Show(import), import.Progress.Position)
        : Result.Refuse<ImportView>(ImportErrors.NotFound(id)));

    /// <inheritdoc/>
    public Task<Result<ImportList>> List() =>
        Task.FromResult(Result.Ok(new ImportList([.. _imports.Values.OrderByDescending(i => i.StartedAt).Select(Show)]), 0));

    private async Task KeepAsync(ImportView import)
    {
        await rows.UpsertRowAsync(ImportRows.Table, ImportRows.Key(import.Id), JsonSerializer.SerializeToUtf8Bytes(import, GrainStates.Default.ImportView));
        _imports[import.Id] = import;
    }

    private async Task ForgetAsync(ImportView import)
    {
        await ForgetReportAsync(import);
        await rows.DeleteRowAsync(ImportRows.Table, ImportRows.Key(import.Id));
        _imports.Remove(import.Id);
    }

    // One more than it has told of: it may have died between the two.
    private async Task ForgetReportAsync(ImportView import)
    {
        var parts = Math.Min(import.Progress.ErrorCount, ImportLimits.ErrorsReported) / ImportLimits.ErrorsInPart + 1;
        for (var part = 0; part <= parts; part++) await rows.DeleteRowAsync(ImportRows.Reports, ImportRows.Part(import.Run, part));
    }

    private bool IsSilent(ImportView import) => services.Time.GetUtcNow() - import.UpdatedAt > ImportLimits.Silence;

    /// <summary>One that ended without a word was interrupted.</summary>
    private ImportView Show(ImportView import) =>
        import.Status == ImportStatus.Running && IsSilent(import) ? import with { Status = ImportStatus.Interrupted } : import;
}
