using System.Diagnostics;
using OrleansStore.Benchmarks.Scenarios;
using OrleansStore.Benchmarks.Statistics;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Journal;
using OrleansStore.Journal.Memory;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Recommendations;
using OrleansStore.ReadModels.Recommendations.Similarity;

namespace OrleansStore.Benchmarks.Recommendations;

/// <summary>Asks a read side for recommendations; its rows come from a journal of generated products, 60 words each.</summary>
internal sealed class Recommended(int products) : IScenario
{
    private const int Customers = 1_000;
    private const int Categories = 50;
    private const int Bought = 10;

    private static readonly string[] Syllables = ["ba", "de", "fo", "gi", "lu", "ma", "ne", "po", "ri", "su", "ta", "vo", "wi", "xe", "zu"];

    private readonly Random _chance = new(1);
    private readonly EventCodec _codec = new(StoreEvents.All.Select(t => new EventType(t.Name, t.Json)));
    private readonly List<Guid> _products = [];
    private readonly List<Guid> _customers = [];
    private IHost? _host;

    public async Task StartAsync(string folder)
    {
        var journal = new MemoryJournal();
        await FillAsync(journal);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddLogging().AddSingleton<IJournal>(journal).AddSingleton(_codec).AddSingleton(TimeProvider.System)
            .AddReadModels(new ReadModelOptions { DatabasePath = Path.Combine(folder, "readmodels.db") });
        _host = builder.Build();
        await _host.StartAsync();
        if (!await Part<IReadModels>().WaitForAsync(journal.Head, TimeSpan.FromMinutes(10))) throw new TimeoutException("The read side does not catch up.");
        await Part<ProductVectors>().CatchUpAsync(default);
    }

    public async Task<Dictionary<string, double>> RoundAsync(TimeSpan duration)
    {
        var (neighbourhood, queries) = (Part<Neighbourhood>(), Part<IRecommendationQueries>());
        // Past the cache of answers: each is a look at every product.
        var similar = await MeasureAsync(duration / 2, async () =>
        {
            var product = _products[_chance.Next(_products.Count)];
            var found = await neighbourhood.FindAsync(new Wanted([product], new HashSet<Guid> { product }, vectors => vectors[0].ToArray(), 31, 0.7f), default);
            return found.Count;
        });
        var personal = await MeasureAsync(duration / 2, async () => (await queries.ForCustomerAsync(_customers[_chance.Next(Customers)], 10)).Count);
        return new()
        {
            ["ms, what is like a product, median"] = similar.Milliseconds(0.5),
            ["ms, what is like a product, p99"] = similar.Milliseconds(0.99),
            ["ms, a customer's ten, median"] = personal.Milliseconds(0.5),
            ["ms, a customer's ten, p99"] = personal.Milliseconds(0.99),
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (_host is null) return;
        await _host.StopAsync();
        _host.Dispose();
    }

    private T Part<T>()
        where T : notnull => _host!.Services.GetRequiredService<T>();

    private static async Task<Latencies> MeasureAsync(TimeSpan duration, Func<Task<int>> ask)
    {
        var latencies = new Latencies();
        var (watch, found) = (Stopwatch.StartNew(), 0L);
        while (watch.Elapsed < duration || latencies.Count == 0)
        {
            var began = Stopwatch.GetTimestamp();
            found += await ask();
            latencies.Add(Stopwatch.GetElapsedTime(began));
        }

        return found > 0 ? latencies : throw new InvalidOperationException("Nothing was found: nothing was measured.");
    }

    private async Task FillAsync(MemoryJournal journal)
    {
        var common = Words(2_000);
        var kinds = Enumerable.Range(0, Categories).Select(_ => Words(40)).ToList();
        for (var i = 0; i < products; i++)
        {
            var kind = kinds[i % Categories];
            var id = Guid.CreateVersion7();
            _products.Add(id);
            var name = $"{Pick(kind)} {Pick(kind)} {Pick(common)} {i}";
            var description = string.Join(' ', Enumerable.Range(0, 60).Select(n => n % 4 == 0 ? Pick(kind) : Pick(common)));
            await AppendAsync(journal, StoreStreams.Product, id, new ProductCreated($"SKU-{i}", name, description, 10_00, "USD", kind[0], [Pick(kind), Pick(common)], null));
            await AppendAsync(journal, StoreStreams.Stock, id, new StockReceived(1_000));
        }

        for (var i = 0; i < Customers; i++)
        {
            _customers.Add(Guid.CreateVersion7());
            var likes = _chance.Next(Categories);
            var lines = Enumerable.Range(0, Bought).Select(_ => _products[(_chance.Next(products / Categories) * Categories) + likes]).Distinct()
                .Select(product => new OrderLine(product, "SKU", "Thing", 1, 10_00));
            await AppendAsync(
                journal, StoreStreams.Order, Guid.CreateVersion7(),
                new OrderPlaced(_customers[^1], null, "USD", [.. lines], new("1 Main St", "Town", null, "12345", "US")), new OrderPaid("p", "card", 10_00, true));
        }
    }

    private async Task AppendAsync(MemoryJournal journal, string category, Guid key, params object[] events) =>
        await journal.AppendAsync(StoreStreams.Of(category, key), 0, [.. events.Select(e =>
        {
            var (name, payload) = _codec.Write(e);
            return new NewEvent(Guid.CreateVersion7(), name, Guid.Empty, Guid.Empty, Actors.System, DateTimeOffset.UnixEpoch, payload);
        })]);

    private string Pick(List<string> words) => words[_chance.Next(words.Count)];

    private List<string> Words(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => string.Concat(Enumerable.Range(0, _chance.Next(2, 5)).Select(_ => Syllables[_chance.Next(Syllables.Length)])))];
}
