using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Stock;

public sealed class StockTests(Shop shop)
{
    [Fact]
    public async Task With_backorders_allowed_more_is_sold_than_is_there_and_the_next_receipt_fills_them()
    {
        var product = await shop.NewProductAsync(pieces: 2);
        (await shop.Guest.Order(product, 5)).MustBeProblem(409, "outOfStock");
        (await shop.Admin.Patch($"/products/{product}/stock", new { backorder = true })).MustBe(200)["backorder"].GetBoolean().ShouldBeTrue();
        (await shop.Guest.Order(product, 5)).MustBe(201)["status"].GetString().ShouldBe("paid");
        (await FiguresAsync(product)).ShouldBe((0, 2, 3));
        (await shop.Guest.Get($"/products/{product}", ("Store-Min-Position", (await shop.Guest.Get($"/products/{product}/stock")).Header("Store-Position")!)))
            .MustBe(200)["available"].GetInt64().ShouldBe(0);
        (await shop.Admin.Post($"/products/{product}/stock/receipts", new { quantity = 4 })).MustBe(200);
        (await FiguresAsync(product)).ShouldBe((1, 5, 0));
    }

    [Fact]
    public async Task A_threshold_is_set_by_administrators_with_the_version_they_have_seen()
    {
        var product = await shop.NewProductAsync(pieces: 5);
        var changed = (await shop.Admin.Patch($"/products/{product}/stock", new { lowStockThreshold = 3 }, ("If-Match", "\"1\""))).MustBe(200);
        changed["lowStockThreshold"].GetInt32().ShouldBe(3);
        (await shop.Admin.Patch($"/products/{product}/stock", new { lowStockThreshold = 4 }, ("If-Match", "\"1\""))).MustBeProblem(412, "versionMismatch");
        (await shop.Admin.Patch($"/products/{product}/stock", new { lowStockThreshold = -1 })).MustBeProblem(400, "validation");
        (await shop.Guest.Patch($"/products/{product}/stock", new { lowStockThreshold = 4 })).MustBeProblem(401, "unauthenticated");
        (await (await shop.NewCustomerAsync()).Patch($"/products/{product}/stock", new { lowStockThreshold = 4 })).MustBeProblem(403, "forbidden");
        (await shop.Admin.Patch($"/products/{Guid.NewGuid()}/stock", new { lowStockThreshold = 4 })).MustBeProblem(404, "productNotFound");
    }

    [Fact]
    public async Task The_ledger_shows_every_movement_with_the_figures_after_it()
    {
        var product = await shop.NewProductAsync(pieces: 12);
        var order = (await shop.Guest.Order(product, 2)).MustBe(201);
        (await shop.Admin.Post($"/products/{product}/stock/adjustments", new { delta = -10, reason = "flood" })).MustBe(200);
        var first = (await shop.Admin.Get($"/products/{product}/stock/ledger?limit=2")).MustBe(200);
        var rest = (await shop.Admin.Get($"/products/{product}/stock/ledger?limit=10&cursor={first["nextCursor"].GetString()}")).MustBe(200);
        var movements = first["items"].EnumerateArray().Concat(rest["items"].EnumerateArray()).ToList();
        movements.Select(m => m.GetProperty("kind").GetString()).ShouldBe(["received", "held", "low", "sold", "adjusted", "out"]);
        movements.Select(m => m.GetProperty("available").GetInt64()).ShouldBe([12, 10, 10, 10, 0, 0]);
        movements[1].GetProperty("orderId").GetGuid().ShouldBe(order.Id);
        movements[4].GetProperty("reason").GetString().ShouldBe("flood");
        rest.Json.TryGetProperty("nextCursor", out _).ShouldBeFalse();
        (await shop.Admin.Get($"/products/{product}/stock/ledger?cursor=abc")).MustBeProblem(400, "invalidCursor");
        (await shop.Guest.Get($"/products/{product}/stock/ledger")).MustBeProblem(401, "unauthenticated");
        (await (await shop.NewCustomerAsync()).Get($"/products/{product}/stock/ledger")).MustBeProblem(403, "forbidden");
    }

    [Fact]
    public async Task Stocks_and_orders_are_compared_when_an_administrator_asks()
    {
        var product = await shop.NewProductAsync();
        (await shop.Guest.Order(product)).MustBe(201);
        var run = (await shop.Admin.Post("/admin/reconciliation")).MustBe(200);
        run["running"].GetBoolean().ShouldBeFalse();
        run["last"].GetProperty("orders").GetInt64().ShouldBeGreaterThan(0);
        run["differences"].EnumerateArray().Where(d => d.GetProperty("productId").GetGuid() == product).ShouldBeEmpty();
        (await shop.Admin.Get("/admin/reconciliation")).MustBe(200)["last"].GetProperty("position").GetInt64()
            .ShouldBeGreaterThanOrEqualTo(run["last"].GetProperty("position").GetInt64());
        (await shop.Guest.Get("/admin/reconciliation")).MustBeProblem(401, "unauthenticated");
        (await (await shop.NewCustomerAsync()).Post("/admin/reconciliation")).MustBeProblem(403, "forbidden");
    }

    private async Task<(long Available, long Sold, long Backordered)> FiguresAsync(Guid product)
    {
        var stock = (await shop.Guest.Get($"/products/{product}/stock")).MustBe(200);
        return (stock["available"].GetInt64(), stock["sold"].GetInt64(), stock["backordered"].GetInt64());
    }
}
