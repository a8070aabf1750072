using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Orders;

public sealed class OrderTests(Shop shop)
{
    [Fact]
    public async Task A_cart_becomes_a_paid_order()
    {
        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync(pieces: 5, price: 700);
        var cart = await customer.Cart(product, 2);
        var order = (await customer.Post("/orders", new { cartId = cart.Id, shippingAddress = OrderSteps.Address, payment = new { method = "card" } })).MustBe(201);
        order.Header("Location").ShouldBe($"/api/v1/orders/{order.Id}");
        order.Header("Store-Position").ShouldNotBeNull();
        order["status"].GetString().ShouldBe("paid");
        order["payment"].GetProperty("status").GetString().ShouldBe("captured");
        order["total"].GetProperty("amount").GetInt64().ShouldBe(1_400);
        order["shippingAddress"].GetProperty("country").GetString().ShouldBe("US");
        order["customerId"].GetGuid().ShouldBe(customer.Id);
        order.Json.TryGetProperty("orderToken", out _).ShouldBeFalse();
        (await customer.Get($"/orders/{order.Id}")).Body.ShouldBe(order.Body);
        (await shop.StockOfAsync(product)).ShouldBe((3, 0, 2));
    }

    [Fact]
    public async Task An_order_can_be_paid_later()
    {
        var product = await shop.NewProductAsync(pieces: 3, price: 500);
        var customer = await shop.NewCustomerAsync();
        var order = (await customer.Order(product, method: "later")).MustBe(201);
        order["status"].GetString().ShouldBe("pending");
        (await shop.StockOfAsync(product)).ShouldBe((2, 1, 0));
        var amount = new { amount = 500, currency = "USD" };
        var paid = (await customer.Post($"/orders/{order.Id}/pay", new { method = "card", amount })).MustBe(200);
        paid["status"].GetString().ShouldBe("paid");
        paid.Version.ShouldBeGreaterThan(order.Version);
        (await shop.StockOfAsync(product)).ShouldBe((2, 0, 1));
        (await customer.Post($"/orders/{order.Id}/pay", new { method = "card" })).MustBeProblem(409, "illegalTransition")["currentStatus"].GetString().ShouldBe("paid");
    }

    [Fact]
    public async Task A_payment_by_the_order_id_is_the_same_as_a_payment_of_the_order()
    {
        var customer = await shop.NewCustomerAsync();
        var order = (await customer.Order(await shop.NewProductAsync(price: 500), method: "later")).MustBe(201);
        var payment = new { orderId = order.Id, method = "card", amount = new { amount = 500, currency = "USD" } };
        (await customer.Post("/payments", payment)).MustBe(200)["status"].GetString().ShouldBe("paid");
        (await customer.Post("/payments", payment with { orderId = Guid.NewGuid() })).MustBeProblem(404, "orderNotFound");
    }

    [Theory]
    [InlineData(499, "USD")]
    [InlineData(501, "USD")]
    [InlineData(0, "USD")]
    [InlineData(-500, "USD")]
    [InlineData(500, "EUR")]
    public async Task A_payment_of_the_wrong_amount_or_in_another_currency_is_refused_and_nothing_is_taken(long amount, string currency)
    {
        var customer = await shop.NewCustomerAsync();
        var order = (await customer.Order(await shop.NewProductAsync(price: 500), method: "later")).MustBe(201);
        var refused = await customer.Post($"/orders/{order.Id}/pay", new { method = "card", amount = new { amount, currency } });
        refused.MustBeProblem(422, "wrongAmount")["expected"].GetInt64().ShouldBe(500);
        (await customer.Get($"/orders/{order.Id}")).Body.ShouldBe(order.Body);
    }

    [Fact]
    public async Task A_declined_order_stays_pending_and_can_be_paid_again()
    {
        var product = await shop.NewProductAsync(pieces: 2);
        var declined = (await shop.Guest.Order(product, token: "card_declined")).MustBeProblem(402, "paymentDeclined");
        var (id, token) = (declined["orderId"].GetGuid(), declined["orderToken"].GetString()!);
        var order = (await shop.Guest.Get($"/orders/{id}", ("Order-Token", token))).MustBe(200);
        order["status"].GetString().ShouldBe("pending");
        order["payment"].GetProperty("status").GetString().ShouldBe("declined");
        (await shop.Guest.Post($"/orders/{id}/pay", new { method = "card", token = "card_declined" }, ("Order-Token", token))).MustBeProblem(402, "paymentDeclined");
        (await shop.Guest.Post($"/orders/{id}/pay", new { method = "card" }, ("Order-Token", token))).MustBe(200)["status"].GetString().ShouldBe("paid");
        (await shop.StockOfAsync(product)).ShouldBe((1, 0, 1));
    }

    [Fact]
    public async Task Out_of_stock_nothing_is_held_and_the_order_is_there_and_cancelled()
    {
        var product = await shop.NewProductAsync(pieces: 1);
        var customer = await shop.NewCustomerAsync();
        var refused = (await customer.Order(product, 2)).MustBeProblem(409, "outOfStock");
        refused["available"].GetInt64().ShouldBe(1);
        (await customer.Get($"/orders/{refused["orderId"].GetGuid()}")).MustBe(200)["status"].GetString().ShouldBe("cancelled");
        (await shop.StockOfAsync(product)).ShouldBe((1, 0, 0));
    }

    [Fact]
    public async Task Two_hundred_buyers_of_fifty_pieces_are_fifty_paid_and_one_hundred_and_fifty_refused()
    {
        var product = await shop.NewProductAsync(pieces: 50);
        var replies = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => shop.Guest.Order(product)));
        replies.Count(r => r.Status == 201 && r["status"].GetString() == "paid").ShouldBe(50);
        var refused = replies.Where(r => r.Status == 409).ToList();
        refused.Count.ShouldBe(150);
        foreach (var reply in refused)
        {
            reply.MustBeProblem(409, "outOfStock");
            var order = await shop.Admin.Get($"/orders/{reply["orderId"].GetGuid()}");
            order["status"].GetString().ShouldBe("cancelled");
        }

        (await shop.StockOfAsync(product)).ShouldBe((0, 0, 50));
    }

    [Fact]
    public async Task A_guest_opens_an_order_with_its_token_and_no_other_order()
    {
        var product = await shop.NewProductAsync();
        var order = (await shop.Guest.Order(product, method: "later")).MustBe(201);
        var other = (await shop.Guest.Order(product, method: "later")).MustBe(201);
        var token = order["orderToken"].GetString()!;
        (await shop.Guest.Get($"/orders/{order.Id}", ("Order-Token", token))).MustBe(200)["email"].GetString().ShouldBe("guest@example.com");
        (await shop.Guest.Get($"/orders/{order.Id}?orderToken={token}")).MustBe(200);
        (await shop.Guest.Get($"/orders/{order.Id}")).MustBeProblem(404, "orderNotFound");
        (await shop.Guest.Get($"/orders/{other.Id}", ("Order-Token", token))).MustBeProblem(404, "orderNotFound");
        // Not at its end, where some bits of the last character mean nothing.
        var forged = token[..20] + (token[20] == 'A' ? 'B' : 'A') + token[21..];
        (await shop.Guest.Get($"/orders/{order.Id}", ("Order-Token", forged))).MustBeProblem(404, "orderNotFound");
        (await shop.Guest.Get($"/orders/{order.Id}", ("Order-Token", "***"))).MustBeProblem(404, "orderNotFound");
        (await shop.Guest.Post($"/orders/{order.Id}/cancel", new { reason = "no" }, ("Order-Token", token))).MustBe(200)["status"].GetString().ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_guest_has_to_name_an_email_address()
    {
        var product = await shop.NewProductAsync();
        var refused = await shop.Guest.Post("/orders", OrderSteps.OrderOf(product, email: null));
        refused.MustBeProblem(400, "validation")["errors"].GetProperty("email").GetArrayLength().ShouldBe(1);
        (await shop.StockOfAsync(product)).ShouldBe((10, 0, 0));
    }

    [Fact]
    public async Task Anothers_order_does_not_exist_for_anybody_but_its_owner_and_administrators()
    {
        var product = await shop.NewProductAsync();
        var owner = await shop.NewCustomerAsync();
        var other = await shop.NewCustomerAsync();
        var order = (await owner.Order(product, method: "later")).MustBe(201);
        foreach (var stranger in new[] { other, shop.Guest })
        {
            (await stranger.Get($"/orders/{order.Id}")).MustBeProblem(404, "orderNotFound");
            (await stranger.Post($"/orders/{order.Id}/cancel", new { reason = "mine now" })).MustBeProblem(404, "orderNotFound");
            (await stranger.Post($"/orders/{order.Id}/pay", new { method = "card" })).MustBeProblem(404, "orderNotFound");
            (await stranger.Post("/payments", new { orderId = order.Id, method = "card" })).MustBeProblem(404, "orderNotFound");
            (await stranger.Post($"/orders/{order.Id}/items", new { productId = product, quantity = 1 })).MustBeProblem(404, "orderNotFound");
            (await stranger.Delete($"/orders/{order.Id}/items/{product}")).MustBeProblem(404, "orderNotFound");
        }

        (await owner.Get($"/orders/{order.Id}")).Body.ShouldBe(order.Body);
        (await shop.Admin.Get($"/orders/{order.Id}")).MustBe(200);
    }

    [Fact]
    public async Task Lines_change_while_the_order_is_unpaid()
    {
        var (first, second) = (await shop.NewProductAsync(pieces: 5, price: 100), await shop.NewProductAsync(pieces: 5, price: 10));
        var customer = await shop.NewCustomerAsync();
        var order = (await customer.Order(first, 2, method: "later")).MustBe(201);
        var path = $"/orders/{order.Id}/items";
        (await customer.Post(path, new { productId = second, quantity = 3 })).MustBe(200)["total"].GetProperty("amount").GetInt64().ShouldBe(230);
        (await customer.Delete(path, new { productId = first, quantity = 1 })).MustBe(200)["total"].GetProperty("amount").GetInt64().ShouldBe(130);
        (await customer.Delete($"{path}/{first}")).MustBe(200)["total"].GetProperty("amount").GetInt64().ShouldBe(30);
        (await customer.Delete($"{path}/{second}")).MustBeProblem(409, "lastLine");
        (await customer.Delete($"{path}/{first}")).MustBeProblem(404, "lineNotFound");
        (await customer.Post(path, new { productId = second, quantity = 3 })).MustBeProblem(409, "outOfStock");
        (await customer.Post(path, new { productId = Guid.NewGuid(), quantity = 1 })).MustBeProblem(404, "productNotFound");
        (await customer.Post(path, new { productId = second, quantity = 0 })).MustBeProblem(400, "validation");
        (await shop.StockOfAsync(first)).ShouldBe((5, 0, 0));
        (await shop.StockOfAsync(second)).ShouldBe((2, 3, 0));
        (await customer.Post($"/orders/{order.Id}/pay", new { method = "card" })).MustBe(200);
        (await customer.Post(path, new { productId = second, quantity = 1 })).MustBeProblem(409, "orderNotChangeable");
    }

    [Fact]
    public async Task A_cancelled_paid_order_gives_goods_and_money_back()
    {
        var product = await shop.NewProductAsync(pieces: 4);
        var customer = await shop.NewCustomerAsync();
        var order = (await customer.Order(product, 3)).MustBe(201);
        var cancelled = (await customer.Post($"/orders/{order.Id}/cancel", new { reason = "changed my mind" })).MustBe(200);
        cancelled["status"].GetString().ShouldBe("cancelled");
        cancelled["payment"].GetProperty("status").GetString().ShouldBe("refunded");
        cancelled["cancelReason"].GetString().ShouldBe("changed my mind");
        (await shop.Guest.Get($"/products/{product}/stock"))["available"].GetInt64().ShouldBe(4);
    }

    [Fact]
    public async Task An_order_is_shipped_and_delivered_by_administrators_alone()
    {
        var customer = await shop.NewCustomerAsync();
        var order = (await customer.Order(await shop.NewProductAsync())).MustBe(201);
        var parcel = new { trackingNumber = "TRACK-1", carrier = "Snail" };
        (await customer.Post($"/orders/{order.Id}/ship", parcel)).MustBeProblem(403, "forbidden");
        (await shop.Guest.Post($"/orders/{order.Id}/ship", parcel)).MustBeProblem(401, "unauthenticated").Header("WWW-Authenticate").ShouldBe("Bearer");
        (await shop.Admin.Post($"/orders/{order.Id}/deliver")).MustBeProblem(409, "illegalTransition");
        (await shop.Admin.Post($"/orders/{order.Id}/ship", new { trackingNumber = "" })).MustBeProblem(400, "validation");
        var shipped = (await shop.Admin.Post($"/orders/{order.Id}/ship", parcel)).MustBe(200);
        shipped["status"].GetString().ShouldBe("shipped");
        shipped["shipments"][0].GetProperty("trackingNumber").GetString().ShouldBe("TRACK-1");
        (await customer.Post($"/orders/{order.Id}/cancel", new { reason = "late" })).MustBeProblem(409, "illegalTransition")["currentStatus"].GetString().ShouldBe("shipped");
        (await customer.Post($"/orders/{order.Id}/deliver")).MustBeProblem(403, "forbidden");
        (await shop.Admin.Post($"/orders/{order.Id}/deliver")).MustBe(200)["status"].GetString().ShouldBe("delivered");
        (await shop.Admin.Post($"/orders/{order.Id}/ship", parcel)).MustBeProblem(409, "illegalTransition");
    }

    [Theory]
    [InlineData("pay", """{"method":"card"}""")]
    [InlineData("cancel", """{"reason":"old"}""")]
    [InlineData("ship", """{"trackingNumber":"T","carrier":"C"}""")]
    public async Task An_old_version_is_refused_and_changes_nothing(string action, string body)
    {
        var product = await shop.NewProductAsync();
        var order = (await shop.Admin.Order(product, method: "later")).MustBe(201);
        var changed = (await shop.Admin.Post($"/orders/{order.Id}/items", new { productId = product, quantity = 1 }, ("If-Match", order.Header("ETag")!))).MustBe(200);
        (await shop.Admin.Post($"/orders/{order.Id}/{action}", body, ("If-Match", order.Header("ETag")!))).MustBeProblem(412, "versionMismatch");
        (await shop.Admin.Get($"/orders/{order.Id}")).Body.ShouldBe(changed.Body);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(int.MaxValue)]
    public async Task A_quantity_that_cannot_be_is_refused_and_nothing_is_held(int quantity)
    {
        var product = await shop.NewProductAsync();
        (await shop.Guest.Order(product, quantity)).MustBeProblem(400, "validation")["errors"].GetProperty("items[0].quantity").GetArrayLength().ShouldBe(1);
        (await shop.StockOfAsync(product)).ShouldBe((10, 0, 0));
    }

    [Fact]
    public async Task An_order_names_what_is_missing_or_wrong_in_it()
    {
        var refused = (await shop.Guest.Post("/orders", """{"shippingAddress":{"street":"x","city":" ","zipCode":"1","country":"USA"},"payment":{},"email":"nobody"}"""))
            .MustBeProblem(400, "validation");
        var fields = refused["errors"].EnumerateObject().Select(e => e.Name);
        fields.ShouldBe(["items", "shippingAddress.city", "shippingAddress.country", "payment.method", "email"], ignoreOrder: true);
    }

    [Fact]
    public async Task Unknown_products_and_methods_and_empty_carts_make_no_order()
    {
        var product = await shop.NewProductAsync();
        (await shop.Guest.Order(Guid.NewGuid())).MustBeProblem(404, "productNotFound").Json.TryGetProperty("orderId", out _).ShouldBeFalse();
        (await shop.Guest.Order(product, method: "shells")).MustBeProblem(400, "unknownPaymentMethod");
        var cart = (await shop.Guest.Post("/carts")).MustBe(201);
        (await shop.Guest.With(cart).Post("/orders", OrderSteps.OrderOfCart(cart.Id))).MustBeProblem(422, "cartEmpty");
        (await shop.StockOfAsync(product)).ShouldBe((10, 0, 0));
    }

    [Fact]
    public async Task Lists_hold_ones_own_orders_and_administrators_see_all()
    {
        var product = await shop.NewProductAsync();
        var (one, two) = (await shop.NewCustomerAsync(), await shop.NewCustomerAsync());
        var first = (await one.Order(product)).MustBe(201);
        var second = (await one.Order(product, method: "later")).MustBe(201);
        var others = (await two.Order(product)).MustBe(201);
        var seen = ("Store-Min-Position", others.Header("Store-Position")!);
        Ids(await one.Get("/orders", seen)).ShouldBe([second.Id, first.Id]);
        Ids(await one.Get("/orders?status=paid", seen)).ShouldBe([first.Id]);
        Ids(await one.Get($"/customers/{one.Id}/orders", seen)).ShouldBe([second.Id, first.Id]);
        (await one.Get($"/customers/{two.Id}/orders")).MustBeProblem(403, "forbidden");
        (await shop.Guest.Get("/orders")).MustBeProblem(401, "unauthenticated");
        (await shop.Guest.Get($"/customers/{one.Id}/orders")).MustBeProblem(401, "unauthenticated");
        Ids(await shop.Admin.Get($"/customers/{two.Id}/orders", seen)).ShouldBe([others.Id]);
        var page = await one.Get("/orders?limit=1", seen);
        Ids(page).ShouldBe([second.Id]);
        Ids(await one.Get($"/orders?limit=1&cursor={page["nextCursor"].GetString()}")).ShouldBe([first.Id]);
    }

    [Fact]
    public async Task Lists_are_searched_by_text_amount_time_and_customer_and_sorted()
    {
        var product = await shop.NewProductAsync(pieces: 50, price: 700);
        var (one, two) = (await shop.NewCustomerAsync(), await shop.NewCustomerAsync());
        var small = (await one.Order(product)).MustBe(201);
        var large = (await one.Order(product, 3)).MustBe(201);
        var others = (await two.Order(product, 2)).MustBe(201);
        var shipped = (await shop.Admin.Post($"/orders/{small.Id}/ship", new { trackingNumber = $"TRACK-{small.Id:N}", carrier = "DHL" })).MustBe(200);
        var seen = ("Store-Min-Position", shipped.Header("Store-Position")!);
        var sku = small["items"][0].GetProperty("sku").GetString()!;

        Ids(await shop.Admin.Get($"/orders?text={sku}", seen)).ShouldBe([others.Id, large.Id, small.Id]);
        Ids(await shop.Admin.Get($"/orders?text={sku[..12].ToLowerInvariant()}&sort=totalAsc")).ShouldBe([small.Id, others.Id, large.Id]);
        Ids(await shop.Admin.Get($"/orders?text={sku}&minTotal=1400&sort=oldest")).ShouldBe([large.Id, others.Id]);
        Ids(await shop.Admin.Get($"/orders?text={sku}&maxTotal=2000&sort=updated&currency=usd")).ShouldBe([small.Id, others.Id]);
        Ids(await shop.Admin.Get($"/orders?text={sku}&customerId={one.Id}&sort=totalDesc&limit=1")).ShouldBe([large.Id]);
        Ids(await shop.Admin.Get($"/orders?text=track-{small.Id:N}")).ShouldBe([small.Id]);
        Ids(await shop.Admin.Get($"/orders?text={large["number"].GetString()}")).ShouldBe([large.Id]);
        Ids(await shop.Admin.Get($"/orders?text={sku}%20product&from={Uri.EscapeDataString(large["createdAt"].GetString()!)}&sort=oldest")).ShouldBe([large.Id, others.Id]);
        Ids(await shop.Admin.Get($"/customers/{one.Id}/orders?text={sku}&status=shipped")).ShouldBe([small.Id]);

        // The same questions of one's own orders, and of nobody else's.
        Ids(await one.Get($"/orders?text={sku}&sort=oldest", seen)).ShouldBe([small.Id, large.Id]);
        Ids(await one.Get($"/orders?customerId={one.Id}&maxTotal=700")).ShouldBe([small.Id]);
        Ids(await one.Get($"/orders?text={others["number"].GetString()}")).ShouldBeEmpty();
        (await one.Get($"/orders?customerId={two.Id}")).MustBeProblem(403, "forbidden");
        (await shop.Admin.Get($"/customers/{one.Id}/orders?customerId={two.Id}")).MustBeProblem(400, "validation");

        var file = (await shop.Admin.Get($"/orders/export?text={sku}&minTotal=1400&maxTotal=2100", seen)).MustBe(200);
        file.Body.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => Guid.Parse(l[..36])).ShouldBe([large.Id, others.Id]);
        (await shop.Admin.Get("/orders/export?sort=oldest")).MustBeProblem(400, "validation");
    }

    [Theory]
    [InlineData("sort=best", "validation")]
    [InlineData("minTotal=-1", "validation")]
    [InlineData("maxTotal=x", "validation")]
    [InlineData("currency=dollars", "validation")]
    [InlineData("customerId=7", "validation")]
    [InlineData("from=soon", "validation")]
    [InlineData("text=a%20b%20c%20d%20e", "validation")]
    [InlineData("limit=0", "validation")]
    [InlineData("limit=101", "validation")]
    [InlineData("limit=x", "validation")]
    [InlineData("status=lost", "validation")]
    [InlineData("status=1", "validation")]
    [InlineData("status=-1", "validation")]
    [InlineData("status=%2B0", "validation")]
    [InlineData("status=pending,paid", "validation")]
    [InlineData("asOf=2026-01-01", "validation")]
    [InlineData("cursor=***", "invalidCursor")]
    public async Task A_list_refuses_what_it_does_not_know(string query, string code) => (await shop.Admin.Get("/orders?" + query)).MustBeProblem(400, code);

    private static Guid[] Ids(Reply list) => [.. list.MustBe(200)["items"].EnumerateArray().Select(i => i.GetProperty("id").GetGuid())];
}
