using System.Text;
using System.Text.Json;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Stock;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Tests.Journaling;

/// <summary>A snapshot shortens the replay and is never believed more than the events.</summary>
public sealed class SnapshotTests(StoreCluster store)
{
    private readonly Guid _id = store.NewId();

    private string Stream => StoreStreams.Of(StoreStreams.Stock, _id);

    [Fact]
    public async Task A_snapshot_is_written_every_so_many_events()
    {
        for (var i = 0; i < StoreCluster.SnapshotEvery - 1; i++) await ReceiveAsync(1);
        (await SnapshotAsync()).ShouldBeNull();
        await ReceiveAsync(1);
        var snapshot = (await SnapshotAsync()).ShouldNotBeNull();
        snapshot.Type.ShouldBe(StockState.SnapshotType);
        snapshot.Version.ShouldBe(StoreCluster.SnapshotEvery);
        snapshot.Position.ShouldBe((await store.EventsOfAsync(Stream))[^1].Position);

        await ReceiveAsync(1);
        await store.DeactivateAsync(store.Stock(_id));
        (await store.StockOfAsync(_id)).ShouldBe(
            new StockView(_id, 21, 0, 0, 21, 0, 0, 0, StoreCluster.SnapshotEvery + 1));
    }

    [Fact]
    public async Task A_snapshot_is_used_in_place_of_the_events_up_to_it()
    {
        await SeedAsync(StockState.SnapshotType, SnapshotOf(77));
        var stock = await store.StockOfAsync(_id);
        (stock.Available, stock.Version).ShouldBe((77 + 3, StoreCluster.SnapshotEvery + 1));
    }

    [Theory]
    [InlineData("stock.v0", null)]
    [InlineData(null, "")]
    [InlineData(null, "{\"commands\":[],\"state\":")]
    [InlineData(null, "{\"commands\":[]}")]
    [InlineData(null, "{\"state\":null,\"commands\":[]}")]
    [InlineData(null, "{\"commands\":[\"no id\"],\"state\":{}}")]
    [InlineData(null, "[]")]
    public async Task A_snapshot_of_another_shape_or_damaged_is_ignored(string? type, string? payload)
    {
        await SeedAsync(type ?? StockState.SnapshotType, payload is null ? SnapshotOf(77) : Encoding.UTF8.GetBytes(payload));
        var stock = await store.StockOfAsync(_id);
        (stock.Available, stock.Version).ShouldBe((StoreCluster.SnapshotEvery + 3, StoreCluster.SnapshotEvery + 1));
    }

    private static byte[] SnapshotOf(long available)
    {
        var state = StockState.Initial with { Available = available, Received = available };
        return Encoding.UTF8.GetBytes($$"""{"commands":[],"state":{{JsonSerializer.Serialize(state, StockState.SnapshotJson)}}}""");
    }

    /// <summary>As many events as are worth a snapshot, one of that moment that may say otherwise, three pieces more.</summary>
    private async Task SeedAsync(string type, byte[] payload)
    {
        for (var version = 0; version < StoreCluster.SnapshotEvery; version++) await store.AppendAsync(Stream, version, new StockReceived(1));
        var position = (await store.EventsOfAsync(Stream))[^1].Position;
        await store.Journal.SaveSnapshotAsync(Stream, new Snapshot(StoreCluster.SnapshotEvery, position, type, payload));
        await store.AppendAsync(Stream, StoreCluster.SnapshotEvery, new StockReceived(3));
    }

    private async Task ReceiveAsync(int pieces) => (await store.Stock(_id).Receive(new ReceiveStock(store.NewCommand(), pieces))).Error.ShouldBeNull();

    private async Task<Snapshot?> SnapshotAsync() => await store.Journal.ReadSnapshotAsync(Stream);
}
