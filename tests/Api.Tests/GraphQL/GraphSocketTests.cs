using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.GraphQL;

/// <summary>What can be followed in GraphQL: orders from a cursor, hints, the inbox; and who may.</summary>
public sealed class GraphSocketTests(Shop shop)
{
    private const string OrderUpdated = "subscription($id: ID!, $after: Int) { orderUpdated(orderId: $id, afterVersion: $after) { event version position status paymentStatus parcels { carrier } order { status total { amount } } } }";

    [Fact]
    public async Task An_order_is_followed_across_a_cut_without_a_gap_and_without_a_repeat()
    {
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync(pieces: 100));
        var order = (await buyer.Order(product, method: "later")).MustBe(201).Id;
        var seen = new List<int>();
        using (var line = await GraphLine.ConnectAsync(shop, new { Authorization = $"Bearer {buyer.AccessToken}" }))
        {
            await line.SubscribeAsync("1", OrderUpdated, new { id = order });
            var first = await line.DataAsync("orderUpdated");
            first.Text("event").ShouldBe("order.created");
            first.Text("status").ShouldBe("PENDING");
            first.At("order").Text("status").ShouldBe("PENDING");
            seen.Add(first.GetProperty("version").GetInt32());
            await ChangeAsync(3);
            while (seen[^1] < 4) seen.Add((await line.DataAsync("orderUpdated")).GetProperty("version").GetInt32());
            line.Cut();
        }

        await ChangeAsync(4);
        using var back = await GraphLine.ConnectAsync(shop, new { accessToken = buyer.AccessToken });
        await back.SubscribeAsync("1", OrderUpdated, new { id = order, after = seen[^1] });
        while (seen[^1] < 8) seen.Add((await back.DataAsync("orderUpdated")).GetProperty("version").GetInt32());
        await ChangeAsync(1);
        seen.Add((await back.DataAsync("orderUpdated")).GetProperty("version").GetInt32());
        seen.ShouldBe(Enumerable.Range(1, 9));

        async Task ChangeAsync(int times)
        {
            for (var i = 0; i < times; i++) (await buyer.Post($"/orders/{order}/items", new { productId = product, quantity = 1 })).MustBe(200);
        }
    }

    [Fact]
    public async Task What_is_told_is_counted_once_however_much_it_is()
    {
        await using var own = await SetShop.OpenAsync(("Store:Limits:Read:PerSecond", "1"), ("Store:Limits:Read:Burst", "3"));
        var (buyer, product) = (await own.NewCustomerAsync(), await own.NewProductAsync(pieces: 100));
        var order = (await buyer.Order(product, method: "later")).MustBe(201).Id;
        for (var i = 0; i < 40; i++) (await buyer.Post($"/orders/{order}/items", new { productId = product, quantity = 1 })).MustBe(200);
        using var line = await GraphLine.ConnectAsync(own, new { accessToken = buyer.AccessToken });
        await line.SubscribeAsync("1", "subscription($id: ID!) { orderUpdated(orderId: $id, afterVersion: 0) { version } }", new { id = order });
        for (var version = 1; version <= 41; version++) (await line.DataAsync("orderUpdated")).GetProperty("version").GetInt32().ShouldBe(version);
        // Opening one is a read like others.
        var refused = false;
        for (var i = 2; !refused && i < 100; i++)
        {
            await line.SubscribeAsync($"{i}", "{ me { id } }");
            refused = (await line.NextAsync("next")).At("payload").TryGetProperty("errors", out var errors) && errors[0].At("extensions").Text("code") == "rateLimited";
            await line.NextAsync("complete");
        }

        refused.ShouldBeTrue();
        await line.SubscribeAsync("last", "subscription($id: ID!) { orderUpdated(orderId: $id) { version } }", new { id = order });
        (await line.NextAsync("error")).GetProperty("payload")[0].At("extensions").Text("code").ShouldBe("rateLimited");
    }

    [Fact]
    public async Task All_of_ones_orders_are_followed_by_position_and_everybodys_by_who_may()
    {
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.SeenProductAsync());
        var first = (await buyer.Order(product, method: "later")).MustBe(201);
        using var line = await GraphLine.ConnectAsync(shop, new { Authorization = $"Bearer {buyer.AccessToken}" });
        await line.SubscribeAsync("1", "subscription { myOrders(afterPosition: 0) { orderId position event order { items { product { id } } } } }");
        var update = await line.DataAsync("myOrders");
        update.Text("orderId").ShouldBe(first.Id.ToString());
        update.At("order").GetProperty("items")[0].At("product").Text("id").ShouldBe(product.ToString());
        using var boss = await GraphLine.ConnectAsync(shop, new { headers = new { Authorization = $"Bearer {shop.Admin.AccessToken}" } });
        await boss.SubscribeAsync("1", "subscription($after: Long) { allOrders(afterPosition: $after) { orderId event } }", new { after = update.GetProperty("position").GetInt64() - 1 });
        (await boss.DataAsync("allOrders")).Text("orderId").ShouldBe(first.Id.ToString());
        await line.SubscribeAsync("2", "subscription { allOrders { orderId } }");
        (await line.NextAsync("error")).GetProperty("payload")[0].At("extensions").Text("code").ShouldBe("forbidden");
        var second = (await buyer.Order(product, method: "later")).MustBe(201);
        (await line.DataAsync("myOrders")).Text("orderId").ShouldBe(second.Id.ToString());
    }

    [Fact]
    public async Task Somebody_elses_order_does_not_exist_and_a_guest_follows_its_own_by_its_token()
    {
        var product = await shop.NewProductAsync();
        var order = (await shop.Guest.Order(product, method: "later")).MustBe(201);
        using var stranger = await GraphLine.ConnectAsync(shop, new { Authorization = $"Bearer {(await shop.NewCustomerAsync()).AccessToken}" });
        await stranger.SubscribeAsync("1", OrderUpdated, new { id = order.Id });
        (await stranger.NextAsync("error")).GetProperty("payload")[0].At("extensions").Text("code").ShouldBe("orderNotFound");
        using var guest = await GraphLine.ConnectAsync(shop, new { orderToken = order["orderToken"].GetString() });
        await guest.SubscribeAsync("1", OrderUpdated, new { id = order.Id });
        (await guest.DataAsync("orderUpdated")).Text("event").ShouldBe("order.created");
        await guest.SubscribeAsync("2", "mutation($id: ID!) { cancelOrder(id: $id, reason: \"no\") { status } }", new { id = order.Id });
        var told = new List<string?>();
        while (told.Count < 3) told.Add((await guest.NextAsync())!.Value.Text("type"));
        told.ShouldContain("complete");
        await guest.SubscribeAsync("3", "subscription { myOrders { orderId } }");
        (await guest.NextAsync("error")).GetProperty("payload")[0].At("extensions").Text("code").ShouldBe("unauthenticated");
    }

    [Fact]
    public async Task New_products_and_low_stocks_are_hinted_at()
    {
        using var keeper = await GraphLine.ConnectAsync(shop, new { Authorization = $"Bearer {shop.Admin.AccessToken}" });
        await keeper.SubscribeAsync("p", "subscription { productAdded { productId sku price { amount } product { name } } }");
        var name = "";
        await Patience.UntilAsync(async () =>
        {
            // Nothing tells when a hint is listened for; so products are made until one is heard of.
            var product = await shop.NewProductAsync(pieces: 0);
            var next = keeper.NextAsync("next");
            if (await Task.WhenAny(next, Task.Delay(500, TestContext.Current.CancellationToken)) != next) return false;
            name = (await next).At("payload", "data", "productAdded").Text("sku")!;
            return product != default;
        });
        name.ShouldStartWith("SKU-");
    }

    [Fact]
    public async Task A_low_stock_is_told_to_who_keeps_it()
    {
        using var keeper = await GraphLine.ConnectAsync(shop, new { Authorization = $"Bearer {shop.Admin.AccessToken}" });
        await keeper.SubscribeAsync("s", "subscription { stockLow { productId sku name available threshold } }");
        // Answered after the subscription was opened, on the same line.
        await keeper.SubscribeAsync("q", "{ __typename }");
        await keeper.NextAsync("next");
        await keeper.NextAsync("complete");
        var product = await shop.NewProductAsync(pieces: 50);
        (await shop.Admin.Patch($"/products/{product}/stock", new { lowStockThreshold = 49 })).MustBe(200);
        (await shop.Admin.Post($"/products/{product}/stock/adjustments", new { delta = -2, reason = "lost" })).MustBe(200);
        while (true)
        {
            var low = await keeper.DataAsync("stockLow");
            if (low.Text("productId") != product.ToString()) continue;
            low.GetProperty("available").GetInt64().ShouldBe(48);
            low.GetProperty("threshold").GetInt32().ShouldBe(49);
            low.Text("name").ShouldStartWith("Product ");
            break;
        }
    }

    [Fact]
    public async Task The_inbox_is_followed_from_a_position()
    {
        var (buyer, product) = (await shop.NewCustomerAsync(), await shop.NewProductAsync());
        using var line = await GraphLine.ConnectAsync(shop, new { Authorization = $"Bearer {buyer.AccessToken}" });
        await line.SubscribeAsync("1", "subscription { notificationAdded(afterPosition: 0) { id position type orderId product { id } } }");
        var order = (await buyer.Order(product)).MustBe(201).Id;
        var first = await line.DataAsync("notificationAdded");
        first.Text("orderId").ShouldBe(order.ToString());
        (await shop.Admin.Post($"/orders/{order}/ship", new { trackingNumber = "T1", carrier = "DHL" })).MustBe(200);
        var told = new List<string?> { first.Text("type") };
        while (!told.Contains("order.shipped")) told.Add((await line.DataAsync("notificationAdded")).Text("type"));
        var inbox = (await buyer.AskAsync("{ notifications(after: 0) { items { type } nextAfter } }")).MustBeWell()["notifications"];
        inbox.GetProperty("items").EnumerateArray().Select(n => n.Text("type")).ShouldBe(told);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Authorization":"Bearer nonsense"}""")]
    [InlineData("""{"orderToken":"nonsense"}""")]
    public async Task Who_is_nobody_is_not_let_in(string payload)
    {
        using var line = await GraphLine.OpenAsync(GraphLine.AddressOf(shop));
        await line.SendTextAsync($$"""{"type":"connection_init","payload":{{payload}}}""");
        await line.MustCloseAsync(4403);
    }

    [Fact]
    public async Task Who_has_logged_out_is_heard_no_more()
    {
        var buyer = await shop.NewCustomerAsync();
        using var line = await GraphLine.ConnectAsync(shop, new { Authorization = $"Bearer {buyer.AccessToken}" });
        (await buyer.Post("/auth/logout")).MustBe(204);
        await line.SubscribeAsync("1", "{ me { id } }");
        (await line.NextAsync("error")).GetProperty("payload")[0].At("extensions").Text("code").ShouldBe("unauthenticated");
    }
}
