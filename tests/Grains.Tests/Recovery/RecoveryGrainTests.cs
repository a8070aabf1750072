using System.Text.Json;
using OrleansStore.Contracts.Recovery;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Recovery;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Recovery;

public sealed class RecoveryGrainTests
{
    [Fact]
    public async Task What_it_found_is_kept_so_that_a_start_reads_only_what_came_after()
    {
        await using var store = new StoreCluster();
        await store.InitializeAsync();
        var recovery = store.Grains.GetGrain<IRecoveryGrain>(0);
        (await recovery.Sweep()).ShouldBe(0);
        (await KeptAsync(store)).ShouldBeNull();

        for (var version = 0; version < 20_000; version++) await store.AppendAsync("stock-busy", version, new StockReceived(1));
        (await recovery.Sweep()).ShouldBe(0);
        (await KeptAsync(store)).ShouldNotBeNull().Position.ShouldBeGreaterThanOrEqualTo(20_000);

        var known = new OpenCheckouts(store.Journal.Head, [store.NewId()]);
        await store.Rows.UpsertRowAsync(OpenCheckouts.Table, OpenCheckouts.Key, JsonSerializer.SerializeToUtf8Bytes(known, JsonSerializerOptions.Web));
        await store.DeactivateAsync(recovery);
        (await recovery.Sweep()).ShouldBe(1);
    }

    private static async Task<OpenCheckouts?> KeptAsync(StoreCluster store) =>
        await store.Rows.ReadRowAsync(OpenCheckouts.Table, OpenCheckouts.Key, TestContext.Current.CancellationToken) is { } kept
            ? JsonSerializer.Deserialize<OpenCheckouts>(kept.Span, JsonSerializerOptions.Web)
            : null;
}
