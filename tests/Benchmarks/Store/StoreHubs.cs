using System.Diagnostics;
using System.Text.Json;
using OrleansStore.Benchmarks.Load;
using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Reporting;
using OrleansStore.Benchmarks.Shop;
using OrleansStore.Benchmarks.Statistics;

namespace OrleansStore.Benchmarks.Store;

/// <summary>Open hub connections, each following its customer's orders: what one holds, and what a broadcast costs.</summary>
internal sealed class StoreHubs(string folder, int connections)
{
    private const int PerCustomer = 100;
    private const int Broadcasts = 10;

    public async Task AddRowsAsync(Table table, Goods goods, Options options, Progress progress)
    {
        await using var store = new StoreServer(folder) { Goods = goods };
        await store.StartAsync();
        using var client = new ShopClient(store.Port);
        progress.Say($"{StoreSuite.Hubs}: customers");
        var tokens = await client.RegisterAsync("watcher", (connections + PerCustomer - 1) / PerCustomer);
        await using var swarm = ChildProcess.StartSelf(core: 1, "--swarm");

        progress.Say($"{StoreSuite.Hubs}: {connections:#,0} connections");
        await Task.Delay(TimeSpan.FromSeconds(1));
        var before = ProcessTree.ResidentBytes(store.ProcessId);
        var opened = await AskAsync(swarm, new SwarmOrder(store.Port, tokens, connections, 0));
        await Task.Delay(TimeSpan.FromSeconds(3));
        var bytes = (ProcessTree.ResidentBytes(store.ProcessId) - before) / (double)opened.Open;
        table.Rows.Add([$"{opened.Open:#,0} open hub connections (`{StoreSuite.Hubs}`)", "resident bytes each", Sample.Number(bytes), "–"]);

        var (cpu, all) = (new Sample(), new Sample());
        for (var broadcast = 1; broadcast <= Broadcasts; broadcast++)
        {
            var (watch, used) = (Stopwatch.StartNew(), store.CpuSeconds());
            await client.AddProductAsync($"broadcast-{broadcast}");
            var received = await AskAsync(swarm, new SwarmOrder(store.Port, [], 0, (long)broadcast * opened.Open));
            all.Add(watch.Elapsed.TotalMilliseconds);
            cpu.Add((store.CpuSeconds() - used) * 1e6 / opened.Open);
            if (received.Received < (long)broadcast * opened.Open) throw new InvalidOperationException($"Only {received.Received:#,0} messages came.");
        }

        table.Rows.Add([$"A broadcast to them (`{StoreSuite.Hubs}`)", "server CPU µs a client", $"{cpu}", cpu.Range]);
        table.Rows.Add([$"A broadcast to them (`{StoreSuite.Hubs}`)", "ms until the last one has it", $"{all}", all.Range]);
        table.Notes.Add("A broadcast is the hub's `ProductAdded`; server on one core, clients on the other; each client tracks its customer's orders.");
    }

    private static async Task<SwarmState> AskAsync(ChildProcess swarm, SwarmOrder order)
    {
        await swarm.Input.WriteLineAsync(JsonSerializer.Serialize(order));
        await swarm.Input.FlushAsync();
        var line = await swarm.Output.ReadLineAsync() ?? throw new InvalidOperationException($"The clients ended: {swarm.LastErrors}");
        var state = JsonSerializer.Deserialize<SwarmState>(line)!;
        return state.Failure is null ? state : throw new InvalidOperationException(state.Failure);
    }
}
