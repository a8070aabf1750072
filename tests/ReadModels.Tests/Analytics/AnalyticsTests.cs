using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Analytics;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Analytics;

public abstract class AnalyticsTests(TestStores stores, string kind) : ReadModelTests(stores, kind)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 20, 0, 0, TimeSpan.Zero);

    private readonly History _history = new();

    [Theory]
    [InlineData(71, 1_000)]
    [InlineData(72, 7)]
    [InlineData(73, 60)]
    [InlineData(74, 333)]
    public async Task Figures_are_those_of_a_recount_of_the_journal(int seed, int batchSize)
    {
        var history = new History(seed);
        var business = new Business(history, seed);
        await using var side = await OpenAsync(history.Journal, o => o with { BatchSize = batchSize });
        for (var part = 0; part < 3; part++)
        {
            business.Go(150);
            history.Go(100);
            await side.CatchUpAsync();
            await Recount.Of(history.Journal).ShouldBeWhatIsSaidBy(side);
        }

        // What was counted in pieces comes out the same in one go, row for row.
        var rebuilt = await side.RebuildAsync(AnalyticsTables.Projection);
        (rebuilt.Equal, rebuilt.Error).ShouldBe((true, null));
        await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(side);
    }

    [Fact]
    public async Task A_shop_in_which_nothing_happened_has_figures_of_nothing()
    {
        await using var side = await CaughtUpAsync(_history.Journal);
        var dashboard = await side.Analytics.DashboardAsync(Now);
        (dashboard.Position, dashboard.Accounts, dashboard.Products, dashboard.Stock.Pieces).ShouldBe((0, 0, 0, 0));
        dashboard.Total.Sales.ShouldBeEmpty();
        dashboard.Total.Conversion.ShouldBe(new ConversionFigures(0, 0, null));
        dashboard.OrdersByStatus.Values.ShouldAllBe(orders => orders == 0);
        (await side.Analytics.SalesAsync(Now.AddDays(-2), Now, TimeBucket.Day)).Items.Count.ShouldBe(3);
        (await side.Analytics.CustomerAsync(History.Id(1))).ShouldBeNull();
    }

    [Fact]
    public async Task Money_counts_when_it_is_taken_and_when_it_is_given_back()
    {
        var product = _history.Product(price: 10_00, stock: 5);
        var order = _history.Order(null, product, 2);
        _history.Append(StoreStreams.Order, order, new OrderPaid("p", "card", 20_00, Captured: false));
        await using var side = await CaughtUpAsync(_history.Journal);
        (await TodayAsync(side)).ShouldBe((1, 0, 0, 0L, 0L));
        _history.Append(StoreStreams.Order, order, new OrderCaptured());
        await side.CatchUpAsync();
        (await TodayAsync(side)).ShouldBe((1, 1, 2, 20_00L, 0L));
        _history.Pass(TimeSpan.FromDays(1));
        _history.Append(StoreStreams.Order, order, new OrderRefunded(7_50, 1, "late"));
        await side.CatchUpAsync();
        (await TodayAsync(side)).ShouldBe((1, 1, 2, 20_00L, 0L));
        var tomorrow = (await side.Analytics.DashboardAsync(Now.AddDays(1))).Today.Sales.Single();
        (tomorrow.Revenue.Amount, tomorrow.Refunds.Amount, tomorrow.Net.Amount, tomorrow.AverageOrderValue).ShouldBe((0, 7_50, -7_50, null));
    }

    [Fact]
    public async Task The_average_order_is_rounded_to_the_nearest_minor_unit()
    {
        foreach (var amount in new[] { 1_00, 1_00, 1_01, 1_01 }) _history.Append(StoreStreams.Order, _history.Order(null), new OrderPaid("p", "card", amount, Captured: true));
        await using var side = await CaughtUpAsync(_history.Journal);
        var sales = (await side.Analytics.DashboardAsync(Now)).Today.Sales.Single();
        sales.AverageOrderValue.ShouldBe(new Money(1_01, "USD"));
    }

    [Fact]
    public async Task Pieces_on_the_shelf_are_worth_what_they_cost_today()
    {
        var product = _history.Product(price: 3_00, stock: 10);
        _history.Append(StoreStreams.Stock, product, new StockHeld(History.Id(1), 4), new StockSold(History.Id(1), 4), new StockHeld(History.Id(2), 1));
        await using var side = await CaughtUpAsync(_history.Journal);
        (await side.Analytics.DashboardAsync(Now)).Stock.Values.ShouldBe([new Money(18_00, "USD")]);
        _history.Append(StoreStreams.Product, product, new ProductChanged(null, null, 2_50, null, null, null));
        _history.Append(StoreStreams.Stock, product, new StockAdjusted(-1, "broken"));
        await side.CatchUpAsync();
        var stock = (await side.Analytics.DashboardAsync(Now)).Stock;
        (stock.Pieces, stock.Values.Single()).ShouldBe((5, new Money(12_50, "USD")));
    }

    [Fact]
    public async Task Carts_count_where_they_began_and_an_empty_one_does_not()
    {
        var (empty, ordered, left, merged) = (History.Id(1), History.Id(2), History.Id(3), History.Id(4));
        _history.Append(StoreStreams.Cart, empty, new CartCreated(null, []), new CartItemSet(History.Id(9), 0));
        foreach (var cart in new[] { ordered, left, merged }) _history.Append(StoreStreams.Cart, cart, new CartCreated(null, [new CartItem(History.Id(9), 1)]));
        _history.Append(StoreStreams.Cart, merged, new CartMergedInto(left));
        await using var side = await CaughtUpAsync(_history.Journal);
        _history.Pass(TimeSpan.FromDays(1));
        _history.Append(StoreStreams.Cart, ordered, new CartClosed(History.Id(5)));
        await side.CatchUpAsync();
        var report = await side.Analytics.SalesAsync(Now.AddDays(-1), Now.AddDays(2), TimeBucket.Day);
        report.Items.Select(i => i.Conversion).ShouldBe([new(0, 0, null), new(2, 1, 0.5m), new(0, 0, null), new(0, 0, null)]);
    }

    [Fact]
    public async Task The_figures_of_a_customer_go_with_the_customer_and_those_of_the_shop_stay()
    {
        var customer = History.Id(1);
        _history.Append(StoreStreams.Customer, customer, new CustomerRegistered("a@b", "A", "hash", CustomerRole.Customer));
        var order = _history.Order(customer);
        _history.Append(StoreStreams.Order, order, new OrderPaid("p", "card", 10_00, Captured: true));
        await using var side = await CaughtUpAsync(_history.Journal);
        var sales = (await side.Analytics.CustomerAsync(customer)).ShouldNotBeNull().Sales.Single();
        (sales.Sales.Revenue.Amount, sales.LastOrderAt).ShouldBe((10_00, sales.FirstOrderAt));

        _history.Append(StoreStreams.Customer, customer, new CustomerErased(Now));
        await side.CatchUpAsync();
        _history.Append(StoreStreams.Order, order, new OrderRefunded(1_00, 1));
        await side.CatchUpAsync();
        (await side.Analytics.CustomerAsync(customer)).ShouldBeNull();
        (await RowsAsync(side, "customers")).ShouldBe(0);
        var dashboard = await side.Analytics.DashboardAsync(Now);
        (dashboard.Accounts, dashboard.Today.NewAccounts, dashboard.Today.Sales.Single().Net.Amount).ShouldBe((0, 1, 9_00));
    }

    [Fact]
    public async Task A_report_has_a_bucket_for_every_piece_of_its_time_and_not_more_than_it_may()
    {
        await using var side = await CaughtUpAsync(_history.Journal);
        var months = await side.Analytics.SalesAsync(new(2025, 11, 30, 23, 59, 0, TimeSpan.Zero), Now, TimeBucket.Month);
        months.Items.Select(i => i.From.Month).ShouldBe([11, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
        var weeks = await side.Analytics.SalesAsync(new(2026, 11, 15, 0, 0, 0, TimeSpan.Zero), new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero), TimeBucket.Week);
        (weeks.Totals.From, weeks.Totals.To, weeks.Items.Count).ShouldBe((new(2026, 11, 9, 0, 0, 0, TimeSpan.Zero), new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero), 1));
        (await side.Analytics.SalesAsync(Now.AddHours(-999), Now, TimeBucket.Hour)).Items.Count.ShouldBe(999);
        await Should.ThrowAsync<ArgumentException>(async () => await side.Analytics.SalesAsync(Now.AddHours(-1_001), Now, TimeBucket.Hour));
        await Should.ThrowAsync<ArgumentException>(async () => await side.Analytics.SalesAsync(Now, Now.AddDays(-1), TimeBucket.Day));
        await Should.ThrowAsync<ArgumentException>(async () => await side.Analytics.PopularAsync(Now.AddDays(-400), Now, PopularBy.Pieces, 10));
    }

    [Theory]
    [InlineData(TimeBucket.Hour, "2026-11-22T13:45:12Z", "2026-11-22T13:00:00Z", "2026-11-22T14:00:00Z")]
    [InlineData(TimeBucket.Day, "2026-11-22T01:00:00+02:00", "2026-11-21T00:00:00Z", "2026-11-22T00:00:00Z")]
    [InlineData(TimeBucket.Week, "2026-11-22T23:59:59Z", "2026-11-16T00:00:00Z", "2026-11-23T00:00:00Z")]
    [InlineData(TimeBucket.Week, "2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z", "2026-11-23T00:00:00Z")]
    [InlineData(TimeBucket.Month, "2028-02-29T12:00:00Z", "2028-02-01T00:00:00Z", "2028-03-01T00:00:00Z")]
    public void A_moment_is_in_the_bucket_that_began_before_it(TimeBucket bucket, string time, string start, string end)
    {
        bucket.StartOf(Time(time)).ShouldBe(Time(start));
        bucket.EndOf(Time(time)).ShouldBe(Time(end));

        static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Task<long> RowsAsync(ReadSide side, string table) => side.Database.ReadAsync(AnalyticsTables.Projection, tables =>
    {
        var count = tables.Statement($"SELECT count(*) FROM @{table}");
        count.Step();
        var rows = count.Int64(0);
        count.Reset();
        return rows;
    }).AsTask();

    private static async Task<(int Orders, int Paid, int Pieces, long Revenue, long Refunds)> TodayAsync(ReadSide side)
    {
        var sales = (await side.Analytics.DashboardAsync(Now)).Today.Sales.Single();
        return ((int)sales.Orders, (int)sales.PaidOrders, (int)sales.Pieces, sales.Revenue.Amount, sales.Refunds.Amount);
    }
}

public sealed class AnalyticsOnSqliteTests(TestStores stores) : AnalyticsTests(stores, "sqlite");

public sealed class AnalyticsOnPostgresTests(TestStores stores) : AnalyticsTests(stores, "postgres");
