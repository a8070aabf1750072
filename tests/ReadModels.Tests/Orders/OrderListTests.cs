using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Orders;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Tests.Analytics;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Orders;

public abstract class OrderListTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    private readonly History _history = new();

    [Theory]
    [InlineData(81, 1_000)]
    [InlineData(82, 5)]
    public async Task Every_filter_and_order_finds_what_a_look_at_all_orders_finds(int seed, int batchSize)
    {
        var history = new History(seed);
        var business = new Business(history, seed);
        var chance = new Random(seed);
        await using var side = await OpenAsync(history.Journal, o => o with { BatchSize = batchSize });
        for (var part = 0; part < 2; part++)
        {
            business.Go(200);
            history.Go(100);
            await side.CatchUpAsync();
        }

        var all = OrderLook.At(history.Journal);
        foreach (var sort in Enum.GetValues<OrderSort>()) (await AllAsync(side, new OrderQuery(9) { Sort = sort })).ShouldBe(OrderLook.Find(all, new OrderQuery(9) { Sort = sort }));
        var found = 0;
        for (var i = 0; i < 150; i++)
        {
            var query = OrderLook.Ask(all, chance);
            var items = await AllAsync(side, query);
            items.ShouldBe(OrderLook.Find(all, query), query.ToString());
            found += items.Count;
        }

        found.ShouldBeGreaterThan(300);
        (await side.RebuildAsync(OrderTables.Projection)).Equal.ShouldBe(true);
    }

    [Theory]
    [InlineData("lamp", true)]
    [InlineData("LAM", true)]
    [InlineData("amp", false)]
    [InlineData("grosse", true)]
    [InlineData("größe", true)]
    [InlineData("usb", true)]
    [InlineData("usb-c", true)]
    [InlineData("c", true)]
    [InlineData("sku-1", true)]
    [InlineData("1/a", false)]
    [InlineData("sku-1/a", true)]
    [InlineData("usb gross", true)]
    [InlineData("usb tee", false)]
    [InlineData("trk-9", true)]
    [InlineData("77", true)]
    [InlineData("100%", true)]
    [InlineData("10_", false)]
    [InlineData("%", false)]
    [InlineData("\\", false)]
    [InlineData("\ud83d", false)]
    public async Task An_order_is_found_by_the_beginnings_of_the_words_in_it(string text, bool found)
    {
        var order = History.Id(1);
        _history.Append(StoreStreams.Order, order, History.Placed(null, new OrderLine(History.Id(7), "SKU-1/A", "Große Lampe USB-C 100%", 1, 100)));
        _history.Append(StoreStreams.Order, order, new OrderPaid("p", "card", 100, true));
        await using var side = await CaughtUpAsync(_history.Journal);
        _history.Append(StoreStreams.Order, order, new OrderShipped("TRK-9", "DHL", null, [new OrderParcel("TRK-9", "DHL"), new OrderParcel("AB 77", "Post")]));
        await side.CatchUpAsync();
        (await FindAsync(side, text)).ShouldBe(found ? [order] : []);
    }

    [Fact]
    public async Task An_order_is_found_by_its_number_the_beginning_of_it_its_code_and_its_id()
    {
        var orders = Enumerable.Range(0, 5).Select(_ =>
        {
            _history.Pass(TimeSpan.FromDays(1));
            return _history.Order(null);
        }).ToList();
        await using var side = await CaughtUpAsync(_history.Journal);
        foreach (var order in (await side.Orders.ListAsync(new OrderQuery(100))).Items)
        {
            string[] found = [order.Number, order.Number.ToLowerInvariant(), order.Number[..9], order.Number[..7], order.Number[..6], order.Number[7..].Replace('0', 'O'), $"{order.Id}", $"{order.Id:N}"];
            foreach (var text in found) (await FindAsync(side, text)).ShouldBe([order.Id], text);
            string[] notFound = [order.Number[..5], order.Number[1..], order.Number + "0", order.Number[..7] + "ZZZZZZ", $"{Guid.NewGuid()}"];
            foreach (var text in notFound) (await FindAsync(side, text)).ShouldBeEmpty(text);
        }

        orders.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_line_that_was_taken_off_is_not_found_any_more()
    {
        var order = _history.Order(null);
        await using var side = await CaughtUpAsync(_history.Journal);
        _history.Append(StoreStreams.Order, order, new OrderLineSet(new OrderLine(History.Id(8), "TEE", "Assam", 1, 1_00)));
        await side.CatchUpAsync();
        (await FindAsync(side, "assam")).ShouldBe([order]);
        (await FindAsync(side, "lamp")).ShouldBe([order]);
        _history.Append(StoreStreams.Order, order, new OrderLineSet(new OrderLine(History.Id(8), "TEE", "Assam", 0, 1_00)));
        await side.CatchUpAsync();
        (await FindAsync(side, "assam")).ShouldBeEmpty();
        (await FindAsync(side, "lamp")).ShouldBe([order]);
    }

    [Fact]
    public async Task A_page_that_looked_at_enough_orders_goes_on_later()
    {
        var rare = _history.Order(_history.Customers[0], quantity: 7);
        for (var i = 0; i < ReadModelLimits.OrdersLookedAt + 10; i++) _history.Order(null);
        await using var side = await CaughtUpAsync(_history.Journal);
        // Neither the word nor the total leads to few orders, so the list itself is walked along.
        var query = new OrderQuery(5) { Text = "lamp", Currency = "USD", MinTotal = 1 };
        (await side.Orders.ListAsync(query)).Items.Count.ShouldBe(5);
        var first = await side.Orders.ListAsync(query with { Currency = "EUR" });
        first.Items.ShouldBeEmpty();
        first.NextCursor.ShouldNotBeNull();
        (await side.Orders.ListAsync(query with { Currency = "EUR", Cursor = first.NextCursor })).NextCursor.ShouldBeNull();
        // One that leads to few finds them at once.
        (await side.Orders.ListAsync(query with { MinTotal = 70_00 })).Items.Single().Id.ShouldBe(rare);
        (await side.Orders.ListAsync(query with { CustomerId = _history.Customers[0] })).Items.Single().Id.ShouldBe(rare);
    }

    [Fact]
    public async Task A_customer_of_very_many_orders_has_all_of_them_in_every_order_of_the_list()
    {
        var customer = _history.Customers[0];
        var most = ReadModelLimits.FewOrders + 100;
        for (var i = 0; i < most; i++) _history.Order(customer, quantity: 1 + (i % 7));
        for (var i = 0; i < 50; i++) _history.Order(_history.Customers[1], quantity: 1 + (i % 7));
        await using var side = await CaughtUpAsync(_history.Journal);
        foreach (var sort in Enum.GetValues<OrderSort>())
        {
            var found = await AllAsync(side, new OrderQuery(100) { CustomerId = customer, Sort = sort });
            found.Select(o => o.Id).Distinct().Count().ShouldBe(most, $"{sort}");
            found.ShouldAllBe(o => o.CustomerId == customer);
            if (sort == OrderSort.TotalDesc) found.Select(o => -o.Total.Amount).ShouldBeInOrder();
            if (sort == OrderSort.TotalAsc) found.Select(o => o.Total.Amount).ShouldBeInOrder();
        }
    }

    [Fact]
    public async Task A_cursor_is_for_one_order_of_the_list_and_one_text_has_few_words()
    {
        for (var i = 0; i < 3; i++) _history.Order(null);
        await using var side = await CaughtUpAsync(_history.Journal);
        var cursor = (await side.Orders.ListAsync(new OrderQuery(1))).NextCursor;
        await Should.ThrowAsync<InvalidCursorException>(async () => await side.Orders.ListAsync(new OrderQuery(1, cursor) { Sort = OrderSort.Oldest }));
        await Should.ThrowAsync<InvalidCursorException>(async () => await side.Orders.ListAsync(new OrderQuery(1, "AAAA")));
        await Should.ThrowAsync<ArgumentException>(async () => await side.Orders.ListAsync(new OrderQuery(1) { Text = "a b c d e" }));
        (await side.Orders.ListAsync(new OrderQuery(1) { Text = "  " })).Items.Count.ShouldBe(1);
    }

    private static async Task<IReadOnlyList<Guid>> FindAsync(ReadSide side, string text) =>
        [.. (await side.Orders.ListAsync(new OrderQuery(100) { Text = text })).Items.Select(o => o.Id)];

    private static async Task<IReadOnlyList<OrderSummary>> AllAsync(ReadSide side, OrderQuery query)
    {
        var items = new List<OrderSummary>();
        for (string? cursor = null; ;)
        {
            var page = await side.Orders.ListAsync(query with { Cursor = cursor });
            page.Items.Count.ShouldBeLessThanOrEqualTo(query.Limit);
            items.AddRange(page.Items);
            if ((cursor = page.NextCursor) is null) return items;
        }
    }
}

public sealed class OrderListOnSqliteTests(TestStores stores) : OrderListTests(stores, "sqlite");

public sealed class OrderListOnPostgresTests(TestStores stores) : OrderListTests(stores, "postgres");
