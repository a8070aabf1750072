using System.Text;
using OrleansStore.Contracts.Imports;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Imports;

/// <summary>There is one such grain in a store, so this has a store of its own.</summary>
public sealed class ImportGrainTests : IAsyncLifetime
{
    private readonly StoreCluster _store = new();

    private IImportGrain Imports => _store.Grains.GetGrain<IImportGrain>(0);

    public ValueTask InitializeAsync() => _store.InitializeAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task One_import_runs_at_a_time()
    {
        var first = await BeginAsync();
        var refused = (await Imports.Begin(New())).Error.ShouldNotBeNull();
        refused.Code.ShouldBe("importRunning");
        refused.Facts!["importId"].ShouldBe(first.Id.ToString());
        (await Imports.Begin(first)).Error.ShouldBeNull("a repeat of the very call");

        await EndAsync(first);
        (await Imports.Begin(New())).Error.ShouldBeNull();
    }

    [Fact]
    public async Task How_far_it_is_outlives_the_activation()
    {
        var import = await BeginAsync();
        var problem = new ImportProblem(7, "price", "invalidPrice", "No.", "LAMP");
        var progress = new ImportProgress(9, 8, 4, 2, 1, 1, 1, [problem], 77);
        await Imports.Report(new ReportImport(import.Id, import.Run, ImportStatus.Running, progress));
        var before = (await Imports.Get(import.Id)).Value.ShouldNotBeNull();

        await _store.DeactivateAllAsync();
        var after = (await Imports.Get(import.Id)).Value.ShouldNotBeNull();
        Dump.Of(after).ShouldBe(Dump.Of(before));
        after.Progress.Errors.ShouldBe([problem]);
    }

    [Fact]
    public async Task One_that_says_nothing_any_more_was_interrupted_and_is_not_heard_when_another_attempt_took_its_place()
    {
        var import = await BeginAsync();
        await Imports.Report(Progress(import, line: 5));
        _store.Time.Advance(ImportLimits.Silence + TimeSpan.FromSeconds(1));
        var silent = (await Imports.Get(import.Id)).Value.ShouldNotBeNull();
        (silent.Status, silent.Progress.Line).ShouldBe((ImportStatus.Interrupted, 5));

        // It lives after all: nobody else has begun.
        (await Imports.Report(Progress(import, line: 6))).Value.ShouldNotBeNull().Status.ShouldBe(ImportStatus.Running);
        _store.Time.Advance(ImportLimits.Silence + TimeSpan.FromSeconds(1));
        var anew = import with { Run = _store.NewId() };
        (await Imports.Begin(anew)).Value.ShouldNotBeNull().Progress.Line.ShouldBe(0);
        (await Imports.Report(Progress(import, line: 7))).Error.ShouldNotBeNull().Code.ShouldBe("importTakenOver");
        (await Imports.Get(import.Id)).Value.ShouldNotBeNull().Run.ShouldBe(anew.Run);
    }

    [Fact]
    public async Task The_last_word_stands()
    {
        var import = await BeginAsync();
        await EndAsync(import);
        (await Imports.Report(Progress(import, line: 1))).Value.ShouldNotBeNull().Status.ShouldBe(ImportStatus.Completed);
        (await Imports.Report(Progress(New(), line: 1))).Error.ShouldNotBeNull().Code.ShouldBe("importNotFound");
    }

    [Fact]
    public async Task Only_the_newest_imports_are_kept_and_reports_go_with_them()
    {
        var imports = new List<BeginImport>();
        for (var i = 0; i < ImportLimits.Kept + 2; i++)
        {
            var import = await BeginAsync();
            await _store.Rows.UpsertRowAsync(ImportRows.Reports, ImportRows.Part(import.Run, 0), Encoding.UTF8.GetBytes("1,sku,x,y,z"));
            await _store.Rows.UpsertRowAsync(ImportRows.Reports, ImportRows.Part(import.Run, 1), Encoding.UTF8.GetBytes("2,sku,x,y,z"));
            await EndAsync(import);
            imports.Insert(0, import);
            _store.Time.Advance(TimeSpan.FromSeconds(1));
        }

        (await Imports.List()).Value.ShouldNotBeNull().Imports.Select(i => i.Id).ShouldBe(imports.Take(ImportLimits.Kept).Select(i => i.Id));
        (await Imports.Get(imports[^1].Id)).Error.ShouldNotBeNull().Code.ShouldBe("importNotFound");
        (await _store.Rows.ReadRowsAsync(ImportRows.Table, TestContext.Current.CancellationToken)).Count.ShouldBe(ImportLimits.Kept);
        (await _store.Rows.ReadRowsAsync(ImportRows.Reports, TestContext.Current.CancellationToken)).Count.ShouldBe(2 * ImportLimits.Kept);
    }

    private BeginImport New() => new(_store.NewId(), _store.NewId(), Actors.System, ImportMode.Upsert, DryRun: false);

    private async Task<BeginImport> BeginAsync()
    {
        var import = New();
        (await Imports.Begin(import)).Error.ShouldBeNull();
        return import;
    }

    private async Task EndAsync(BeginImport import) =>
        (await Imports.Report(Progress(import, line: 9) with { Status = ImportStatus.Completed })).Error.ShouldBeNull();

    private static ReportImport Progress(BeginImport import, long line) =>
        new(import.Id, import.Run, ImportStatus.Running, ImportProgress.None with { Line = line, Rows = line - 1 });
}
