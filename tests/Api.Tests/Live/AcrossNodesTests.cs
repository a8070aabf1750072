using OrleansStore.Api.Live;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Journal.Postgres;
using OrleansStore.ReadModels.Orders;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Live;

/// <summary>Nodes that have nothing in common but the database: no signal gets from one to the other.</summary>
public sealed class AcrossNodesTests(SharedPostgres postgres)
{
    [Fact]
    public async Task Who_listens_at_one_node_gets_what_others_store_in_order_also_when_either_dies()
    {
        SharedPostgres.Require();
        var database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        var there = await StartAsync(database);
        var order = there.Place();
        there.Change(order, 4);

        var here = await StartAsync(database);
        using (var watching = here.Feed.WatchOrder(order, 0, TestContext.Current.CancellationToken))
        {
            (await VersionsAsync(here, watching, 5)).ShouldBe([1, 2, 3, 4, 5]);
            there.Change(order, 10);
            (await VersionsAsync(here, watching, 10)).ShouldBe(Enumerable.Range(6, 10));

            // The node that stored dies, and another one goes on.
            await there.DisposeAsync();
            await using var third = await StartAsync(database);
            third.GoOnFrom(there);
            third.Change(order, 10);
            (await VersionsAsync(here, watching, 10)).ShouldBe(Enumerable.Range(16, 10));

            // The node that was listened at dies, and its client comes to another one with the version it has.
            await here.DisposeAsync();
            third.Change(order, 3);
            await using var fourth = await StartAsync(database);
            using var again = fourth.Feed.WatchOrder(order, 25, TestContext.Current.CancellationToken);
            third.Change(order, 3);
            (await VersionsAsync(fourth, again, 6)).ShouldBe(Enumerable.Range(26, 6));
        }
    }

    [Fact]
    public async Task Who_follows_all_orders_at_one_node_gets_those_of_several_writers_in_one_order()
    {
        SharedPostgres.Require();
        var database = await (await postgres.ServerAsync()).CreateDatabaseAsync();
        await using var here = await StartAsync(database);
        await using var first = await StartAsync(database);
        await using var second = await StartAsync(database);
        using var watching = here.Feed.WatchAll(-1, TestContext.Current.CancellationToken);
        var writing = new[] { first, second }.Select(node => Task.Run(() =>
        {
            for (var i = 0; i < 40; i++) node.Change(node.Place(), 4);
        })).ToArray();

        var seen = await TakeAsync(here, watching, 400);
        await Task.WhenAll(writing);
        seen.Select(u => u.Position).ShouldBe(Enumerable.Range(1, 400).Select(p => (long)p));
        foreach (var order in seen.GroupBy(u => u.OrderId)) order.Select(u => u.Version).ShouldBe([1, 2, 3, 4, 5]);
    }

    private static Task<LiveNode> StartAsync(string database) =>
        LiveNode.StartAsync(PostgresJournal.Open(new PostgresJournalOptions { ConnectionString = database, Time = TimeProvider.System, Exclusive = false }));

    private static async Task<IEnumerable<int>> VersionsAsync(LiveNode node, LiveSubscription watching, int count) =>
        (await TakeAsync(node, watching, count)).Select(u => u.Version);

    /// <summary>Takes so many updates; a second at a time goes by, until the node compares.</summary>
    private static async Task<List<OrderUpdate>> TakeAsync(LiveNode node, LiveSubscription watching, int count)
    {
        var taken = watching.TakeAsync(count);
        await Patience.UntilAsync(() => taken.IsCompleted, () => node.Time.Advance(TimeSpan.FromSeconds(1)));
        return [.. (await taken).Select(u => u.Update)];
    }
}
