using OrleansStore.Benchmarks.Load;
using OrleansStore.Benchmarks.Reporting;
using OrleansStore.Benchmarks.Shop;
using OrleansStore.Benchmarks.Statistics;

namespace OrleansStore.Benchmarks.Store;

/// <summary>How long after the answer to a write a read model shows it: rounds in which nobody buys, and rounds under full purchase load, in turn.</summary>
internal sealed class StoreLag(string folder)
{
    private const int Watchers = 4;

    // Words and the chances of two runs on one folder must not be the same.
    private static readonly int _run = Environment.ProcessId;

    public async Task AddRowsAsync(Table table, LoadGenerator load, Goods goods, Options options, Progress progress)
    {
        await using var store = new StoreServer(folder) { Goods = goods };
        await store.StartAsync();
        using var client = new ShopClient(store.Port);
        progress.Say($"{StoreSuite.Lag}: customers");
        var buyers = await client.RegisterAsync($"lag-buyer-{_run}-", Accounts.Buyers);
        var watchers = await client.RegisterAsync($"lag-watcher-{_run}-", Watchers);
        var admin = await client.LoginAsync(Accounts.AdminEmail);
        await using var forOrders = new LoadGenerator(core: 1);
        await using var forProducts = new LoadGenerator(core: 1);
        var buying = new LoadOrder(Flows.Purchase, store.Port, Accounts.Buyers, options.Seconds + 1, 0, goods.Products, buyers, options.Lines);
        var orders = new LoadOrder(Flows.OrderShown, store.Port, Watchers, options.Seconds, 0, goods.Products, watchers, 1);
        var products = new LoadOrder(Flows.ProductFound, store.Port, Watchers, options.Seconds, 0, [], [admin], 0);
        progress.Say($"{StoreSuite.Lag}: warming up");
        await load.RunAsync(buying with { Seconds = options.WarmUp / 4 });

        var (atRest, underLoad, rate) = (new Lags(), new Lags(), new Sample());
        for (var round = 0; round < options.Rounds; round++)
        {
            await atRest.AddAsync(forOrders.RunAsync(orders), forProducts.RunAsync(products));
            var bought = load.RunAsync(buying);
            // Half a second at both ends, so that nothing is measured without load.
            await Task.Delay(TimeSpan.FromSeconds(0.5));
            await underLoad.AddAsync(forOrders.RunAsync(orders), forProducts.RunAsync(products));
            var purchases = LoadResult.Counting(await bought);
            rate.Add(purchases.Operations / purchases.Seconds);
            progress.Say($"{StoreSuite.Lag} round {round + 1}: a product is found after p99 {atRest.ProductP99:0} ms at rest, {underLoad.ProductP99:0} ms beside {rate} purchases/s");
        }

        atRest.AddRows(table, "nobody buys");
        underLoad.AddRows(table, "under full purchase load");
        table.Rows.Add([$"Purchases meanwhile (`{StoreSuite.Lag}`)", "a second", $"{rate}", rate.Range]);
        table.Notes.Add($"`{StoreSuite.Lag}`: server on one core, {Accounts.Buyers} buyers and {2 * Watchers} who write and look on the other; they look every 2 ms without `Store-Min-Position`, so their own waiting for a core is in the figures. "
            + $"{Math.Min(atRest.Fewest, underLoad.Fewest):#,0} writes or more of each kind in a round.");
    }

    /// <summary>What was measured in one kind of rounds.</summary>
    private sealed class Lags
    {
        private readonly (Sample P50, Sample P99) _orders = (new(), new());
        private readonly (Sample P50, Sample P99) _products = (new(), new());

        public long Fewest { get; private set; } = long.MaxValue;

        public double ProductP99 => _products.P99.Median;

        public async Task AddAsync(Task<LoadResult> orders, Task<LoadResult> products)
        {
            Add(_orders, LoadResult.Counting(await orders));
            Add(_products, LoadResult.Counting(await products));
        }

        public void AddRows(Table table, string when)
        {
            AddRow(table, $"An order is in its customer's list, {when}", _orders);
            AddRow(table, $"A new product is found by its name, {when}", _products);
        }

        private void Add((Sample P50, Sample P99) samples, LoadResult result)
        {
            samples.P50.Add(result.P50);
            samples.P99.Add(result.P99);
            Fewest = Math.Min(Fewest, result.Operations);
        }

        private static void AddRow(Table table, string what, (Sample P50, Sample P99) samples)
        {
            table.Rows.Add([$"{what} (`{StoreSuite.Lag}`)", "p50 ms after the answer", $"{samples.P50}", samples.P50.Range]);
            table.Rows.Add([$"{what} (`{StoreSuite.Lag}`)", "p99 ms after the answer", $"{samples.P99}", samples.P99.Range]);
        }
    }
}
