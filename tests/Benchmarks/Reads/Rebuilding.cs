using System.Diagnostics;
using OrleansStore.Benchmarks.Catalogs;
using OrleansStore.Benchmarks.Scenarios;
using OrleansStore.Journal;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Projections;

namespace OrleansStore.Benchmarks.Reads;

/// <summary>A million events of products, stock and reviews taken in by all projections, and the catalog made anew beside the one that answers.</summary>
internal sealed class Rebuilding : IScenario
{
    private const int Products = 333_334;

    private readonly SyntheticCatalog _catalog = new(Products);
    private ServiceProvider _services = null!;
    private double _eventRate;

    public async Task StartAsync(string folder)
    {
        var options = new ReadModelOptions { DatabasePath = Path.Combine(folder, "readmodels.db") };
        _services = new ServiceCollection().AddSingleton<IJournal>(new SyntheticJournal(_catalog)).AddSingleton(SyntheticCatalog.Codec)
            .AddSingleton(TimeProvider.System).AddLogging().AddReadModels(options).BuildServiceProvider();
        var watch = Stopwatch.StartNew();
        await Runner.StartAsync(default);
        if (!await Runner.WaitForAsync(_catalog.Events, TimeSpan.FromHours(2))) throw new TimeoutException("The events were not taken in.");
        _eventRate = _catalog.Events / watch.Elapsed.TotalSeconds;
    }

    public async Task<Dictionary<string, double>> RoundAsync(TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        await Runner.RebuildAsync(ReadModelNames.Catalog);
        RebuildReport report;
        do
        {
            await Task.Delay(20);
            report = Runner.Status.Single(s => s.Name == ReadModelNames.Catalog).Rebuild!;
        }
        while (report.IsRunning);
        if (report is not { State: RebuildState.Done, Equal: true }) throw new InvalidOperationException($"The rebuild came to {report}.");
        return new()
        {
            ["events a second, all projections"] = _eventRate,
            ["catalog made anew, compared and swapped, s"] = watch.Elapsed.TotalSeconds,
            ["events a second, catalog made anew"] = _catalog.Events / watch.Elapsed.TotalSeconds,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Runner.StopAsync(default);
        await _services.DisposeAsync();
    }

    private ProjectionRunner Runner => _services.GetRequiredService<ProjectionRunner>();
}
