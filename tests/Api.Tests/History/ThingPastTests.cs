using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.History;

/// <summary>The past of carts, products and stocks.</summary>
public sealed class ThingPastTests(Shop shop)
{
    [Fact]
    public async Task A_cart_is_shown_as_it_was_with_the_prices_that_were_seen()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(price: 700);
        var cart = await customer.Cart(product, 2);
        (await shop.Admin.Patch($"/products/{product}", new { name = "Renamed", price = new { amount = 900, currency = "USD" } })).MustBe(200);
        (await customer.Put($"/carts/{cart.Id}/items/{product}", new { quantity = 3 })).MustBe(200);

        var first = (await customer.Get($"/carts/{cart.Id}?version=1")).MustBe(200);
        first.Header("ETag").ShouldBe("\"1\"");
        var line = first["items"].EnumerateArray().Single();
        (line.GetProperty("quantity").GetInt32(), line.GetProperty("unitPrice").GetProperty("amount").GetInt64()).ShouldBe((2, 700));
        line.GetProperty("name").GetString()!.ShouldStartWith("Product ");
        first["subtotal"].GetProperty("amount").GetInt64().ShouldBe(1_400);
        (await customer.Get($"/carts/{cart.Id}?version=2"))["items"][0].GetProperty("name").GetString().ShouldBe("Renamed");
        (await customer.Get($"/carts/{cart.Id}?version=1&country=US")).MustBeProblem(400, "validation");

        var changes = (await customer.Get($"/carts/{cart.Id}/diff?from=1&to=2")).MustBe(200)["changes"].EnumerateArray().Select(c => c.GetProperty("path").GetString());
        changes.ShouldBe([$"/items/{product}/quantity", $"/items/{product}/lineTotal"]);
        var history = await OrderPastTests.PagesAsync(customer, $"/carts/{cart.Id}/history", 1);
        history.Select(e => e.GetProperty("why").GetString()).ShouldBe([$"createCart (by customer:{customer.Id:N})", $"setCartItem (by customer:{customer.Id:N})"]);
        (await (await shop.NewCustomerAsync()).Get($"/carts/{cart.Id}?version=1")).MustBeProblem(404, "cartNotFound");
        (await (await shop.NewCustomerAsync()).Get($"/carts/{cart.Id}/history")).MustBeProblem(404, "cartNotFound");
    }

    [Fact]
    public async Task A_cart_that_was_ordered_or_taken_over_tells_by_what()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(pieces: 50);
        var (from, cart) = (await customer.Cart(product), await customer.Cart(product));
        (await customer.Post($"/carts/{cart.Id}/merge", new { fromCartId = from.Id })).MustBe(200);
        (await customer.Post("/orders", OrderSteps.OrderOfCart(cart.Id))).MustBe(201);
        var last = (await OrderPastTests.PagesAsync(customer, $"/carts/{cart.Id}/history", 2))[^1];
        last.GetProperty("event").GetString().ShouldBe("cart.closed");
        last.GetProperty("why").GetString()!.ShouldStartWith("placeOrder → checkout.started (by");
        (await OrderPastTests.PagesAsync(customer, $"/carts/{from.Id}/history", 2))[^1].GetProperty("why").GetString()!.ShouldStartWith("mergeCart → cart.mergeAsked (by");
    }

    [Fact]
    public async Task A_product_is_shown_as_it_was_to_everybody_and_its_history_to_those_who_keep_the_catalog()
    {
        var product = await shop.NewProductAsync(price: 700);
        var changed = (await shop.Admin.Patch($"/products/{product}", new { name = "Renamed", tags = new[] { "old" } })).MustBe(200);
        var first = (await shop.Guest.Get($"/products/{product}?version=1")).MustBe(200);
        first["name"].GetString()!.ShouldStartWith("Product ");
        first.Header("ETag").ShouldBe("\"1\"");
        (await shop.Guest.Get($"/products/{product}?version=1", ("If-None-Match", "\"1\""))).MustBe(304);
        (await shop.Guest.Get($"/products/{product}?asOf={Uri.EscapeDataString(changed["updatedAt"].GetString()!)}"))["name"].GetString().ShouldBe("Renamed");
        (await shop.Guest.Get($"/products/{product}?asOf=2026-01-01")).MustBeProblem(404, "productNotFound");
        (await shop.Guest.Get($"/products/{product}?version=9")).MustBeProblem(400, "validation");
        (await shop.Guest.Get($"/products/{product}?version=1&asOf=2026-11-21")).MustBeProblem(400, "validation");
        var changes = (await shop.Guest.Get($"/products/{product}/diff?from=1&to=2")).MustBe(200)["changes"].EnumerateArray().Select(c => c.GetProperty("path").GetString());
        changes.ShouldBe(["/name", "/tags"]);
        var history = await OrderPastTests.PagesAsync(shop.Admin, $"/products/{product}/history", 1);
        history.Select(e => e.GetProperty("event").GetString()).ShouldBe(["product.added", "product.changed"]);
        (await shop.Guest.Get($"/products/{product}/history")).MustBeProblem(401, "unauthenticated");
        (await (await shop.NewCustomerAsync()).Get($"/products/{product}/history")).MustBeProblem(403, "forbidden");
    }

    [Fact]
    public async Task The_prices_of_a_product_follow_each_other_without_a_gap_until_it_is_off_sale()
    {
        var product = await shop.NewProductAsync(price: 700);
        foreach (var price in new[] { 500, 900, 800 })
        {
            (await shop.Admin.Patch($"/products/{product}", new { price = new { amount = price, currency = "USD" } })).MustBe(200);
            (await shop.Admin.Patch($"/products/{product}", new { name = $"At {price}" })).MustBe(200);
        }

        var prices = await OrderPastTests.PagesAsync(shop.Guest, $"/products/{product}/prices", 2);
        prices.Select(p => p.GetProperty("price").GetProperty("amount").GetInt64()).ShouldBe([700, 500, 900, 800]);
        prices.Zip(prices.Skip(1)).ShouldAllBe(p => p.First.GetProperty("until").GetString() == p.Second.GetProperty("from").GetString());
        prices[^1].TryGetProperty("until", out _).ShouldBeFalse();
        (await shop.Guest.Get($"/products/{product}/prices")).MustBe(200)["lowestIn30Days"].GetProperty("amount").GetInt64().ShouldBe(500);
        (await shop.Admin.Delete($"/products/{product}")).MustBe(204);
        (await OrderPastTests.PagesAsync(shop.Guest, $"/products/{product}/prices", 3))[^1].TryGetProperty("until", out _).ShouldBeTrue();
        (await shop.Guest.Get($"/products/{Guid.NewGuid()}/prices")).MustBeProblem(404, "productNotFound");
        (await shop.Guest.Get($"/products/{product}/prices?cursor=0")).MustBeProblem(400, "invalidCursor");
    }

    [Fact]
    public async Task A_stock_is_shown_as_it_was_to_those_who_may_read_its_ledger()
    {
        var product = await shop.NewProductAsync(pieces: 0);
        var created = (await shop.Guest.Get($"/products/{product}?version=1"))["createdAt"].GetString()!;
        (await shop.Admin.Get($"/products/{product}/stock/history")).MustBe(200)["items"].GetArrayLength().ShouldBe(0);
        (await shop.Admin.Get($"/products/{Guid.NewGuid()}/stock/history")).MustBeProblem(404, "productNotFound");
        (await shop.Admin.Post($"/products/{product}/stock/receipts", new { quantity = 5 })).MustBe(200);
        var order = (await shop.Guest.Order(product, 2)).MustBe(201);
        var path = $"/products/{product}/stock";
        (await shop.Admin.Get($"{path}?version=1")).MustBe(200)["available"].GetInt64().ShouldBe(5);
        (await shop.Admin.Get($"{path}?asOf={Uri.EscapeDataString(created)}")).MustBe(200)["available"].GetInt64().ShouldBe(0);
        (await shop.Admin.Get($"{path}?asOf=2026-01-01")).MustBeProblem(404, "productNotFound");
        (await shop.Admin.Get($"{path}?version=99")).MustBeProblem(400, "validation");
        (await shop.Guest.Get(path)).MustBe(200)["available"].GetInt64().ShouldBe(3);
        (await shop.Guest.Get($"{path}?version=1")).MustBeProblem(401, "unauthenticated");
        (await (await shop.NewCustomerAsync()).Get($"{path}?version=1")).MustBeProblem(403, "forbidden");

        var history = await OrderPastTests.PagesAsync(shop.Admin, $"{path}/history", 2);
        var sold = history.First(e => e.GetProperty("type").GetString() == "stock.sold.v1");
        sold.GetProperty("why").GetString().ShouldBe("placeOrder → checkout.started → order.captured (by guest)");
        sold.GetProperty("causes").EnumerateArray().ShouldContain(c => c.GetProperty("kind").GetString() == "event" && c.GetProperty("stream").GetString() == $"order-{order.Id:N}");
        (await shop.Admin.Get($"{path}/diff?from=1")).MustBe(200)["changes"].EnumerateArray().ShouldContain(c => c.GetProperty("path").GetString() == "/sold" && c.GetProperty("to").GetInt64() == 2);
    }
}
