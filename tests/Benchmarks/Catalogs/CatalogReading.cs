using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Scenarios;
using OrleansStore.Benchmarks.Statistics;
using OrleansStore.Journal;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Projections;
using OrleansStore.TestServers;

namespace OrleansStore.Benchmarks.Catalogs;

/// <summary>Reads of a catalog of so many products, each another one: nothing is answered from the lists in memory.</summary>
internal sealed class CatalogReading(int products, bool onPostgres) : IScenario
{
    private const int Readers = 2;

    private readonly SyntheticCatalog _catalog = new(products);
    private ServiceProvider _services = null!;
    private PostgresServer? _server;
    private ICatalogQueries _queries = null!;
    private double _eventRate;
    private int _seed;

    public async Task StartAsync(string folder)
    {
        var options = new ReadModelOptions { DatabasePath = Path.Combine(folder, "readmodels.db"), BatchSize = 3_000, ListCacheBytes = 0 };
        if (onPostgres)
        {
            _server = await DurablePostgres.StartAsync(folder, core: null);
            options = options with { DatabasePath = null, Database = await _server.CreateDatabaseAsync() };
        }

        var services = new ServiceCollection().AddSingleton<IJournal>(new SyntheticJournal(_catalog)).AddSingleton(SyntheticCatalog.Codec)
            .AddSingleton(TimeProvider.System).AddLogging().AddReadModels(options);
        services.RemoveAll<ProjectionSource>();
        services.AddProjection<CatalogProjection>();
        _services = services.BuildServiceProvider();
        var watch = Stopwatch.StartNew();
        foreach (var hosted in _services.GetServices<IHostedService>()) await hosted.StartAsync(default);
        if (!await _services.GetRequiredService<IReadModels>().WaitForAsync(_catalog.Events, TimeSpan.FromHours(2))) throw new TimeoutException("The catalog was not taken in.");
        _eventRate = _catalog.Events / watch.Elapsed.TotalSeconds;
        _queries = _services.GetRequiredService<ICatalogQueries>();
    }

    public async Task<Dictionary<string, double>> RoundAsync(TimeSpan duration)
    {
        var figures = new Dictionary<string, double> { ["events taken in a second"] = _eventRate };
        await MeasureAsync(figures, "product", duration / 3, (questions, queries) => queries.FindAsync(questions.Product())!);
        await MeasureAsync(figures, "list", duration / 3, (questions, queries) => queries.ListAsync(questions.List()));
        await MeasureAsync(figures, "search", duration / 3, (questions, queries) => queries.ListAsync(questions.Search()));
        return figures;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var hosted in _services.GetServices<IHostedService>()) await hosted.StopAsync(default);
        await _services.DisposeAsync();
        if (_server is not null) await _server.DisposeAsync();
    }

    private async Task MeasureAsync(Dictionary<string, double> figures, string name, TimeSpan duration, Func<CatalogQuestions, ICatalogQueries, ValueTask<EncodedAnswer>> read)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        var all = await Task.WhenAll(Enumerable.Range(0, Readers).Select(_ =>
        {
            var questions = new CatalogQuestions(products, ++_seed);
            return Task.Run(async () =>
            {
                var latencies = new Latencies();
                while (watch.Elapsed < duration)
                {
                    var begun = Stopwatch.GetTimestamp();
                    await read(questions, _queries);
                    latencies.Add(Stopwatch.GetElapsedTime(begun));
                }

                return latencies;
            });
        }));
        foreach (var other in all[1..]) all[0].Add(other);
        figures[$"{name}: a second"] = all[0].Count / watch.Elapsed.TotalSeconds;
        // The database's own processes not counted: on PostgreSQL it is this one's share.
        figures[$"{name}: CPU ms each"] = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / Math.Max(1, all[0].Count);
        figures[$"{name}: ms, median"] = all[0].Milliseconds(0.5);
        figures[$"{name}: ms, p99"] = all[0].Milliseconds(0.99);
    }
}
