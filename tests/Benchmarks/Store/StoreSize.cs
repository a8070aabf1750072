using OrleansStore.Benchmarks.Load;
using OrleansStore.Benchmarks.Reporting;
using OrleansStore.Benchmarks.Shop;
using OrleansStore.Benchmarks.Statistics;

namespace OrleansStore.Benchmarks.Store;

/// <summary>What an order takes on disk, with its cart, payment and stock movements.</summary>
internal sealed class StoreSize(string folder, int orders)
{
    /// <summary>Fills a new store, and stops it.</summary>
    public async Task<Goods> SeedAsync()
    {
        await using var store = new StoreServer(folder);
        await store.StartAsync();
        await store.SeedAsync();
        return store.Goods;
    }

    public async Task AddRowsAsync(Table table, LoadGenerator load, Goods goods, Options options, Progress progress)
    {
        progress.Say($"{StoreSuite.Size}: {orders:#,0} orders");
        var store = new StoreServer(folder) { Goods = goods };
        var before = Databases.Sizes(store.DataPath);
        await using (store)
        {
            await store.StartAsync();
            var order = new LoadOrder(Flows.Purchase, store.Port, Accounts.Buyers, 600, orders, goods.Products, goods.Tokens, options.Lines);
            var result = await load.RunAsync(order);
            if (result.Operations != orders) throw new InvalidOperationException($"{result.Failures} failures: {result.FirstFailure}");
            // The read side follows; what it has not written yet would be missing below.
            await Task.Delay(TimeSpan.FromSeconds(2));
        }

        foreach (var (name, bytes) in Databases.Sizes(store.DataPath).OrderByDescending(file => file.Value))
            if (bytes - before.GetValueOrDefault(name) is > 0 and var grown)
                table.Rows.Add([$"An order with all its events, paid (`{StoreSuite.Size}`)", $"bytes in {name}", Sample.Number((double)grown / orders), "–"]);
        table.Notes.Add($"Bytes are the growth by {orders:#,0} purchases of {options.Lines} product(s), with the write-ahead logs written back, divided by their number.");
    }
}
