using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Orders;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Orders;

public abstract class OrderFeedTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    [Theory]
    [InlineData(61, 1)]
    [InlineData(62, 3)]
    [InlineData(63, 1_000)]
    public async Task The_feed_of_all_has_every_event_once_and_in_order(int seed, int page)
    {
        var history = new History(seed);
        history.Go(400);
        await using var side = await OpenAsync(history.Journal);
        var updates = await ReadAsync(at => side.Feed.ReadAllAsync(at, page), history);
        Positions(updates).ShouldBe(Positions(history, _ => true));
        foreach (var order in updates.GroupBy(u => u.OrderId)) order.Select(u => u.Version).ShouldBe(Enumerable.Range(1, order.Count()));
    }

    [Theory]
    [InlineData(64, 1)]
    [InlineData(65, 4)]
    [InlineData(66, 1_000)]
    public async Task A_customers_feed_has_that_customers_events_once_and_in_order(int seed, int page)
    {
        var history = new History(seed);
        history.Go(400);
        await using var side = await CaughtUpAsync(history.Journal);
        var all = (await side.Feed.ReadAllAsync(0, 1_000)).Updates;
        foreach (var customer in history.Customers)
        {
            var updates = await ReadAsync(at => side.Feed.ReadCustomerAsync(customer, at, page), history);
            updates.ShouldBe(all.Where(u => u.CustomerId == customer));
        }
    }

    [Fact]
    public async Task Three_ways_to_read_the_same_past_agree_from_any_point_on()
    {
        var history = new History(67);
        history.Go(300);
        await using var side = await CaughtUpAsync(history.Journal);
        var all = (await side.Feed.ReadAllAsync(0, 1_000)).Updates;
        foreach (var order in all.GroupBy(u => u.OrderId))
        {
            var updates = order.ToList();
            for (var after = updates.Count; after >= 0; after--)
            {
                // A fresh one knows no states and has to fold them from the start.
                var cold = new OrderFeed(history.Journal, new OrderHistory(history.Journal, History.Codec), null!, side.Models);
                (await cold.ReadOrderAsync(order.Key, after, 1_000)).ShouldBe(updates.Skip(after));
                (await side.Feed.ReadOrderAsync(order.Key, after, 2)).ShouldBe(updates.Skip(after).Take(2));
                if (after == 0) continue;
                var rest = await cold.ReadAllAsync(updates[after - 1].Position, 1_000);
                rest.Updates.ShouldBe(all.Where(u => u.Position > updates[after - 1].Position));
            }
        }
    }

    [Fact]
    public async Task The_feeds_answer_at_once_what_was_just_written()
    {
        var history = new History();
        var customer = history.Customers[0];
        await using var side = await OpenAsync(history.Journal);
        await side.Runner.StartAsync(default);
        var (order, at) = (history.Order(customer), 0L);
        for (var i = 0; i < 20; i++)
        {
            var position = history.Append(StoreStreams.Order, order, new OrderPaymentFailed("card", $"no {i}"));
            var mine = await side.Feed.ReadCustomerAsync(customer, at, 100);
            mine.Updates[^1].Position.ShouldBe(position);
            mine.Updates[^1].Reason.ShouldBe($"no {i}");
            (await side.Feed.ReadAllAsync(at, 100)).Updates.ShouldBe(mine.Updates);
            (await side.Feed.ReadOrderAsync(order, i + 1, 100)).ShouldBe([mine.Updates[^1]]);
            at = mine.Position;
        }
    }

    [Fact]
    public async Task A_customer_of_very_many_orders_is_read_in_stretches_that_miss_nothing()
    {
        var history = new History();
        var customer = history.Customers[0];
        var orders = Enumerable.Range(0, ReadModelLimits.FeedOrders * 2 + 10).Select(_ => history.Order(customer)).ToList();
        var ofAnother = history.Order(history.Customers[1]);
        foreach (var order in orders) history.Append(StoreStreams.Order, order, new OrderCancelled("why"));
        await using var side = await CaughtUpAsync(history.Journal);
        var updates = await ReadAsync(at => side.Feed.ReadCustomerAsync(customer, at, 200), history);
        Positions(updates).ShouldBe(Positions(history, stream => stream != StoreStreams.Of(StoreStreams.Order, ofAnother)));
    }

    [Fact]
    public async Task While_the_index_is_behind_a_customers_feed_goes_only_as_far_as_it()
    {
        var history = new History();
        var customer = history.Customers[0];
        var first = history.Order(customer);
        await using var side = await CaughtUpAsync(history.Journal);
        history.Order(customer);
        using var cancelled = new CancellationTokenSource();
        var waiting = side.Feed.ReadCustomerAsync(customer, 0, 10, cancelled.Token).AsTask();
        waiting.IsCompleted.ShouldBeFalse();
        (await waiting).Updates.Select(u => u.OrderId).ShouldBe([first]);
        (await waiting).Position.ShouldBe(1);
        ShouldBeEmptyAt(1, await side.Feed.ReadCustomerAsync(customer, 1, 10, cancelled.Token));
        await side.CatchUpAsync();
        (await side.Feed.ReadCustomerAsync(customer, 1, 10, cancelled.Token)).Updates.Single().OrderId.ShouldNotBe(first);
    }

    [Fact]
    public async Task An_order_that_never_was_has_no_past()
    {
        await using var side = await CaughtUpAsync(new History().Journal);
        (await side.Feed.ReadOrderAsync(History.Id(404), 0, 10)).ShouldBeEmpty();
        ShouldBeEmptyAt(0, await side.Feed.ReadCustomerAsync(History.Id(404), 0, 10));
        ShouldBeEmptyAt(0, await side.Feed.ReadAllAsync(0, 10));
    }

    private static void ShouldBeEmptyAt(long position, FeedPage page)
    {
        page.Updates.ShouldBeEmpty();
        page.Position.ShouldBe(position);
    }

    private static async Task<List<OrderUpdate>> ReadAsync(Func<long, ValueTask<FeedPage>> read, History history)
    {
        var updates = new List<OrderUpdate>();
        for (var at = 0L; at < history.Journal.Head;)
        {
            var page = await read(at);
            page.Position.ShouldBeGreaterThan(at);
            page.Updates.ShouldAllBe(u => u.Position > at && u.Position <= page.Position);
            updates.AddRange(page.Updates);
            at = page.Position;
        }

        return updates;
    }

    private static IEnumerable<long> Positions(IEnumerable<OrderUpdate> updates) => updates.Select(u => u.Position);

    private static IEnumerable<long> Positions(History history, Func<string, bool> wanted) => history.Journal.Events
        .Where(e => e.Stream.StartsWith(StoreStreams.Order + "-", StringComparison.Ordinal) && wanted(e.Stream)).Select(e => e.Position);
}

public sealed class OrderFeedOnSqliteTests(TestStores stores) : OrderFeedTests(stores, "sqlite");

public sealed class OrderFeedOnPostgresTests(TestStores stores) : OrderFeedTests(stores, "postgres");
