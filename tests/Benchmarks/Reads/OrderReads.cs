using System.Diagnostics;
using System.Globalization;
using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Reporting;
using OrleansStore.Benchmarks.Statistics;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Analytics;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Benchmarks.Reads;

/// <summary>Lists of orders and figures over few and over very many orders, on both databases.</summary>
internal sealed class OrderReads(Options options, string folder, Progress progress)
{
    public const string Name = "reads/orders";

    private static readonly EventCodec Codec = new(StoreEvents.All.Select(t => new EventType(t.Name, t.Json)));

    public async Task<Table> RunAsync()
    {
        var table = new Table("Lists of orders and figures", ["", "orders", "SQLite: median ms", "p99", "PostgreSQL: median ms", "p99"]);
        foreach (var orders in options.Quick ? [1_000] : new[] { 10_000, 1_000_000 })
        {
            var sqlite = await MeasureAsync(orders, "SQLite", new ReadModelOptions { DatabasePath = Path.Combine(folder, $"orders-{orders}.db"), BatchSize = ReadModelLimits.BatchSize });
            var postgres = await MeasureOnPostgresAsync(orders);
            foreach (var (what, own) in sqlite)
            {
                var other = postgres?.GetValueOrDefault(what);
                table.Rows.Add([what, orders.ToString("#,0", CultureInfo.InvariantCulture), Median(own), P99(own), Median(other), P99(other)]);
            }
        }

        table.Notes.Add($"One reader; each question {Repeats} times with other words, customers and times. Three events an order, 2,000 products, ten orders a customer, two years.");
        table.Notes.Add("`events/s` is what all projections take in together from an empty database; only orders' events are there.");
        return table;

        static string Median(Latencies? l) => l is null ? "–" : Sample.Number(l.Milliseconds(0.5));
        static string P99(Latencies? l) => l is null || l.Count == 1 ? "–" : Sample.Number(l.Milliseconds(0.99));
    }

    private int Repeats => options.Quick ? 20 : 200;

    private async Task<Dictionary<string, Latencies>?> MeasureOnPostgresAsync(int orders)
    {
        if (!DurablePostgres.IsInstalled) return null;
        await using var server = await DurablePostgres.StartAsync(folder, core: null);
        return await MeasureAsync(orders, "PostgreSQL", new ReadModelOptions { Database = server.ConnectionString, BatchSize = ReadModelLimits.BatchSize });
    }

    private async Task<Dictionary<string, Latencies>> MeasureAsync(int orders, string database, ReadModelOptions store)
    {
        var journal = new GeneratedOrders(orders, Codec);
        await using var services = new ServiceCollection().AddSingleton<IJournal>(journal).AddSingleton(Codec).AddSingleton(TimeProvider.System).AddLogging().AddReadModels(store).BuildServiceProvider();
        var watch = Stopwatch.StartNew();
        foreach (var part in services.GetServices<IHostedService>()) await part.StartAsync(default);
        await services.GetRequiredService<IReadModels>().WaitForAsync(journal.Head, TimeSpan.FromHours(1));
        progress.Say($"{Name}: {orders:#,0} orders in {database}: {journal.Head / watch.Elapsed.TotalSeconds:#,0} events/s");
        var measured = new Dictionary<string, Latencies>();
        var (lists, figures) = (services.GetRequiredService<IOrderQueries>(), services.GetRequiredService<IAnalyticsQueries>());
        foreach (var (what, ask) in Questions(journal, orders)) measured[what] = await TimeAsync(i => lists.ListAsync(ask(i)).AsTask());
        measured["dashboard"] = await TimeAsync(_ => figures.DashboardAsync(GeneratedOrders.End).AsTask());
        measured["sales by day, 30 days"] = await TimeAsync(_ => figures.SalesAsync(GeneratedOrders.End.AddDays(-30), GeneratedOrders.End, TimeBucket.Day).AsTask());
        measured["sales by week, 2 years"] = await TimeAsync(_ => figures.SalesAsync(GeneratedOrders.End.AddDays(-730), GeneratedOrders.End, TimeBucket.Week).AsTask());
        foreach (var part in services.GetServices<IHostedService>()) await part.StopAsync(default);
        return measured;
    }

    private static Dictionary<string, Func<int, OrderQuery>> Questions(GeneratedOrders journal, int orders)
    {
        var page = new OrderQuery(20);
        return new()
        {
            ["first page"] = _ => page,
            ["page of a time"] = i => page with { To = journal.TimeOf(Some(i)) },
            ["a status"] = i => page with { Status = OrderStatus.Shipped, To = journal.TimeOf(Some(i)) },
            ["a rare status"] = i => page with { Status = OrderStatus.Cancelled },
            ["a customer's"] = i => page with { CustomerId = journal.CustomerOf(Some(i)) },
            ["by total"] = i => page with { Sort = OrderSort.TotalDesc, MaxTotal = 50_00 + (i * 100) },
            ["high totals, newest"] = i => page with { MinTotal = 300_00 + i },
            ["changed last"] = _ => page with { Sort = OrderSort.Updated },
            ["text: sku"] = i => page with { Text = GeneratedOrders.SkuOf(i * 7) },
            ["text: a common word"] = _ => page with { Text = "lamp" },
            ["text: two words"] = i => page with { Text = $"gre cha {i % 20}" },
            ["text: number"] = i => page with { Text = OrderNumber.Of(GeneratedOrders.OrderOf(Some(i)), journal.TimeOf(Some(i))) },
            ["text: code alone"] = i => page with { Text = OrderNumber.Of(GeneratedOrders.OrderOf(Some(i)), journal.TimeOf(Some(i)))[7..] },
            ["text: tracking number"] = i => page with { Text = $"trk{Some(i):D9}" },
            ["common word, other currency (finds nothing)"] = _ => page with { Text = "lamp", Currency = "EUR" },
        };

        int Some(int i) => (int)((i + 1L) * 7_919 * (orders / 1_000) % orders);
    }

    private async Task<Latencies> TimeAsync<T>(Func<int, Task<T>> ask)
    {
        var latencies = new Latencies();
        await ask(0);
        for (var i = 0; i < Repeats; i++)
        {
            var begun = Stopwatch.GetTimestamp();
            await ask(i);
            latencies.Add(Stopwatch.GetElapsedTime(begun));
        }

        return latencies;
    }
}
