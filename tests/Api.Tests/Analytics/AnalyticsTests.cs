using System.Text.Json;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Analytics;

/// <summary>A shop whose figures are those of one class's tests.</summary>
public sealed class CountedShop : Shop;

public sealed class AnalyticsTests(CountedShop shop) : IClassFixture<CountedShop>
{
    [Fact]
    public async Task What_is_sold_returned_and_left_shows_in_the_figures()
    {
        var before = await DashboardAsync();
        var product = await shop.NewProductAsync(pieces: 20, price: 500);
        var buyer = await shop.NewCustomerAsync();
        var cart = await buyer.Cart(product, 2);
        (await buyer.Cart(product)).MustBe(201);
        (await buyer.Post("/orders", OrderSteps.OrderOfCart(cart.Id))).MustBe(201);
        var order = (await buyer.Order(product, 3)).MustBe(201);
        var cancelled = (await buyer.Order(product, 1)).MustBe(201);
        (await buyer.Post($"/orders/{cancelled.Id}/cancel", new { reason = "no" })).MustBe(200);
        (await buyer.Order(product, 4, "later")).MustBe(201);
        var position = (await shop.Admin.Post($"/orders/{order.Id}/refunds", new { amount = new { amount = 300, currency = "USD" }, reason = "late" })).MustBe(200).Header("Store-Position")!;

        var dashboard = await DashboardAsync(position);
        dashboard["position"].GetInt64().ShouldBeGreaterThanOrEqualTo(long.Parse(position, System.Globalization.CultureInfo.InvariantCulture));
        var today = Difference(before, dashboard, "orders", "paidOrders", "cancelledOrders", "pieces");
        today.ShouldBe([4, 3, 1, 6]);
        // 2 + 3 + 1 pieces are paid for; the cancelled one is given back, and 3 dollars.
        Sales(dashboard).GetProperty("revenue").GetProperty("amount").GetInt64().ShouldBe(Amount(before, "revenue") + 3_000);
        Sales(dashboard).GetProperty("refunds").GetProperty("amount").GetInt64().ShouldBe(Amount(before, "refunds") + 800);
        Sales(dashboard).GetProperty("net").GetProperty("amount").GetInt64().ShouldBe(Amount(before, "net") + 2_200);
        dashboard["ordersByStatus"].GetProperty("pending").GetInt32().ShouldBeGreaterThanOrEqualTo(1);
        dashboard["today"].GetProperty("conversion").GetProperty("ordered").GetInt32().ShouldBeGreaterThanOrEqualTo(1);
        dashboard["popular"].EnumerateArray().Single(p => p.GetProperty("productId").GetGuid() == product).GetProperty("pieces").GetInt32().ShouldBe(5);
        // A sale is written down after its answer; four that are held for the order that is not paid are still on the shelf.
        var shelf = before["stock"].GetProperty("pieces").GetInt64() + 15;
        await Patience.UntilAsync(async () => (await DashboardAsync())["stock"].GetProperty("pieces").GetInt64() == shelf);

        var sales = (await shop.Admin.Get("/analytics/sales?bucket=hour", ("Store-Min-Position", position))).MustBe(200);
        sales["items"].GetArrayLength().ShouldBe(24);
        sales["bucket"].GetString().ShouldBe("hour");
        Sum(sales, "revenue").ShouldBe(sales["totals"].GetProperty("sales")[0].GetProperty("revenue").GetProperty("amount").GetInt64());
        var products = (await shop.Admin.Get("/analytics/products?by=revenue&limit=100")).MustBe(200);
        products["items"].EnumerateArray().Single(p => p.GetProperty("productId").GetGuid() == product).GetProperty("revenue").GetProperty("amount").GetInt64().ShouldBe(3_000);

        var customer = (await shop.Admin.Get($"/analytics/customers/{buyer.Id}")).MustBe(200);
        var own = customer["sales"][0].GetProperty("sales");
        (own.GetProperty("orders").GetInt32(), own.GetProperty("paidOrders").GetInt32(), own.GetProperty("net").GetProperty("amount").GetInt32()).ShouldBe((4, 3, 2_200));
        own.GetProperty("averageOrderValue").GetProperty("amount").GetInt32().ShouldBe(1_000);
    }

    [Fact]
    public async Task Figures_are_for_who_may_see_them()
    {
        var buyer = await shop.NewCustomerAsync();
        foreach (var path in new[] { "/analytics/dashboard", "/analytics/sales", "/analytics/products", $"/analytics/customers/{buyer.Id}" })
        {
            (await buyer.Get(path)).MustBeProblem(403, "forbidden");
            (await shop.Guest.Get(path)).MustBeProblem(401, "unauthenticated");
        }

        var key = (await shop.Admin.Post("/admin/api-keys", new { name = "reports", scopes = new[] { "analytics" } })).MustBe(201);
        var reports = shop.Guest with { AccessToken = key["key"].GetString() };
        (await reports.Get("/analytics/dashboard")).MustBe(200);
        (await reports.Get("/orders")).MustBeProblem(403, "forbidden");
    }

    [Fact]
    public async Task The_figures_of_a_customer_are_gone_with_the_customer()
    {
        var product = await shop.NewProductAsync();
        var buyer = await shop.NewCustomerAsync();
        (await buyer.Get($"/orders?customerId={buyer.Id}")).MustBe(200);
        (await buyer.Order(product)).MustBe(201);
        (await buyer.Post($"/orders/{(await buyer.Order(product)).Id}/cancel", new { reason = "no" })).MustBe(200);
        foreach (var order in (await buyer.Get("/orders?status=paid", ("Store-Min-Position", await PositionAsync()))).MustBe(200)["items"].EnumerateArray())
        {
            (await shop.Admin.Post($"/orders/{order.GetProperty("id")}/ship", new { trackingNumber = "T1", carrier = "DHL" })).MustBe(200);
            (await shop.Admin.Post($"/orders/{order.GetProperty("id")}/deliver", new { })).MustBe(200);
        }

        (await shop.Admin.Get($"/analytics/customers/{buyer.Id}", ("Store-Min-Position", await PositionAsync()))).MustBe(200);
        (await buyer.Delete("/customers/me")).MustBe(200);
        await Patience.UntilAsync(async () => (await shop.Admin.Get($"/analytics/customers/{buyer.Id}")).Status == 404);
        (await shop.Admin.Get($"/analytics/customers/{buyer.Id}")).MustBeProblem(404, "customerNotFound");
    }

    [Theory]
    [InlineData("/analytics/sales?bucket=year")]
    [InlineData("/analytics/sales?bucket=1")]
    [InlineData("/analytics/sales?from=2026-01-02&to=2026-01-01")]
    [InlineData("/analytics/sales?from=soon")]
    [InlineData("/analytics/sales?bucket=hour&from=2020-01-01")]
    [InlineData("/analytics/sales?from=0001-01-01&bucket=month")]
    [InlineData("/analytics/sales?to=9999-12-31T23:59:59Z")]
    [InlineData("/analytics/sales?currency=USD")]
    [InlineData("/analytics/products?by=name")]
    [InlineData("/analytics/products?limit=101")]
    [InlineData("/analytics/products?from=2020-01-01")]
    [InlineData("/analytics/dashboard?from=2020-01-01")]
    public async Task What_cannot_be_asked_is_refused(string path) => (await shop.Admin.Get(path)).MustBeProblem(400, "validation");

    [Fact]
    public async Task A_report_is_of_the_time_that_is_asked_for()
    {
        var report = (await shop.Admin.Get("/analytics/sales?from=2026-01-15&to=2026-03-01&bucket=month")).MustBe(200);
        report["items"].EnumerateArray().Select(i => (i.GetProperty("from").GetString(), i.GetProperty("to").GetString())).ShouldBe(
            [("2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"), ("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z")]);
        (await shop.Admin.Get($"/analytics/customers/{Guid.NewGuid()}")).MustBeProblem(404, "customerNotFound");
    }

    private async Task<Reply> DashboardAsync(string? position = null) =>
        (await shop.Admin.Get("/analytics/dashboard", ("Store-Min-Position", position ?? await PositionAsync()))).MustBe(200);

    /// <summary>Of something that was just written.</summary>
    private async Task<string> PositionAsync() => (await shop.Guest.Post("/carts", new { })).MustBe(201).Header("Store-Position")!;

    private static JsonElement Sales(Reply dashboard) => dashboard["total"].GetProperty("sales")[0];

    private static long Amount(Reply dashboard, string name) =>
        dashboard["total"].GetProperty("sales").GetArrayLength() == 0 ? 0 : Sales(dashboard).GetProperty(name).GetProperty("amount").GetInt64();

    private static long[] Difference(Reply before, Reply after, params string[] names) =>
        [.. names.Select(n => Sales(after).GetProperty(n).GetInt64() - (before["total"].GetProperty("sales").GetArrayLength() == 0 ? 0 : Sales(before).GetProperty(n).GetInt64()))];

    private static long Sum(Reply report, string name) => report["items"].EnumerateArray()
        .SelectMany(i => i.GetProperty("sales").EnumerateArray()).Sum(s => s.GetProperty(name).GetProperty("amount").GetInt64());
}
