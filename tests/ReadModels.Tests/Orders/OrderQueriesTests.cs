using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Orders;

public abstract class OrderQueriesTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    private readonly History _history = new();

    [Theory]
    [InlineData(51)]
    [InlineData(52)]
    public async Task Lists_by_customer_and_status_are_what_the_journal_comes_to(int seed)
    {
        var history = new History(seed);
        history.Go(600);
        await using var side = await CaughtUpAsync(history.Journal, o => o with { BatchSize = 11 });
        var expected = Expected.Of(history.Journal);
        foreach (var customer in history.Customers)
        {
            foreach (var status in Enum.GetValues<OrderStatus>()) await expected.SameOrders(side, customer, status);
        }
    }

    [Fact]
    public async Task A_cursor_goes_on_where_the_page_ended_while_orders_come_and_change()
    {
        var customer = _history.Customers[0];
        var orders = Enumerable.Range(0, 10).Select(_ => _history.Order(customer)).Reverse().ToList();
        await using var side = await CaughtUpAsync(_history.Journal);
        var seen = new List<Guid>();
        string? cursor = null;
        do
        {
            var page = await side.Orders.ListAsync(customer, null, 3, cursor);
            seen.AddRange(page.Items.Select(i => i.Id));
            cursor = page.NextCursor;
            _history.Order(customer);
            _history.Append(StoreStreams.Order, seen[^1], new OrderCancelled("why"));
            await side.CatchUpAsync();
        }
        while (cursor is not null);
        seen.ShouldBe(orders);
    }

    [Fact]
    public async Task A_page_has_at_least_one_and_at_most_a_hundred_orders()
    {
        await using var side = await CaughtUpAsync(_history.Journal);
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await side.Orders.ListAsync(null, null, 0, null));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(async () => await side.Orders.ListAsync(null, null, 101, null));
    }

    [Fact]
    public async Task Lines_that_change_batches_later_change_the_total()
    {
        var order = _history.Order(null, quantity: 2);
        await using var side = await CaughtUpAsync(_history.Journal);
        (OrderEvent Event, long Total, int Pieces)[] steps =
        [
            (new OrderLineSet(History.Line(History.Id(8), 3, price: 1_50)), 24_50, 5),
            (new OrderPaymentFailed("card", "declined"), 24_50, 5),
            (new OrderLineSet(History.Line(History.Id(100), 0)), 4_50, 3),
            (new OrderPaid("p", "card", 4_50, true), 4_50, 3),
            (new OrderShipped("T", "C"), 4_50, 3),
        ];
        foreach (var (e, total, pieces) in steps)
        {
            _history.Append(StoreStreams.Order, order, e);
            await side.CatchUpAsync();
            var summary = (await side.Orders.ListAsync(null, null, 1, null)).Items.Single();
            (summary.Total, summary.ItemCount).ShouldBe((new Money(total, "USD"), pieces), e.ToString());
        }
    }
}

public sealed class OrderQueriesOnSqliteTests(TestStores stores) : OrderQueriesTests(stores, "sqlite");

public sealed class OrderQueriesOnPostgresTests(TestStores stores) : OrderQueriesTests(stores, "postgres");
