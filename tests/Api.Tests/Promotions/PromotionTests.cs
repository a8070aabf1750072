using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Promotions;

/// <summary>Promotions over HTTP. Others share the shop: each of these has a coupon, or is for a product of its own.</summary>
public sealed class PromotionTests(Shop shop)
{
    [Fact]
    public async Task A_promotion_is_added_read_listed_and_changed()
    {
        var code = NewCode();
        var created = (await shop.Admin.Post("/promotions", new
        {
            name = "Summer",
            code,
            kind = "percentage",
            percent = 12.5,
            minimum = new { amount = 5_000, currency = "USD" },
            categories = new[] { "Lights" },
            startsAt = "2026-06-01T00:00:00Z",
            maxUses = 100,
            maxUsesPerCustomer = 1,
            priority = 3,
        })).MustBe(201);

        created.Headers.Location.ShouldNotBeNull().ToString().ShouldEndWith($"/promotions/{created.Id}");
        (created["code"].GetString(), created["kind"].GetString(), created["percent"].GetDecimal()).ShouldBe((code, "percentage", 12.5m));
        (created["minimum"].GetProperty("amount").GetInt64(), created["uses"].GetInt32(), created["active"].GetBoolean()).ShouldBe((5_000, 0, true));
        (await shop.Admin.Get($"/promotions/{created.Id}")).MustBe(200).Body.ShouldBe(created.Body);

        var changed = (await shop.Admin.Patch($"/promotions/{created.Id}", new { percent = 20, active = false, clear = new[] { "minimum", "maxUses" } }, ("If-Match", "\"1\""))).MustBe(200);
        (changed["percent"].GetDecimal(), changed["active"].GetBoolean(), changed["maxUsesPerCustomer"].GetInt32(), changed.Version).ShouldBe((20m, false, 1, 2));
        changed.Json.TryGetProperty("minimum", out _).ShouldBeFalse();
        changed["categories"][0].GetString().ShouldBe("Lights");
        (await shop.Admin.Patch($"/promotions/{created.Id}", new { percent = 30 }, ("If-Match", "\"1\""))).MustBeProblem(412, "versionMismatch");

        var ids = new List<Guid>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await shop.Admin.Get($"/promotions?limit=2{cursor}")).MustBe(200);
            ids.AddRange(page["items"].EnumerateArray().Select(p => p.GetProperty("id").GetGuid()));
            cursor = page.Json.TryGetProperty("nextCursor", out var next) ? $"&cursor={next.GetString()}" : null;
        }

        ids.ShouldContain(created.Id);
        ids.ShouldBeUnique();
    }

    [Fact]
    public async Task The_same_key_adds_one_promotion()
    {
        var (code, key) = (NewCode(), ("Idempotency-Key", Guid.NewGuid().ToString()));
        var body = new { name = "Sale", code, kind = "freeShipping" };

        var first = (await shop.Admin.Post("/promotions", body, key)).MustBe(201);
        var again = (await shop.Admin.Post("/promotions", body, key)).MustBe(201);

        again.Id.ShouldBe(first.Id);
        again.Header("Idempotency-Replayed").ShouldBe("true");
        (await shop.Admin.Post("/promotions", body)).MustBeProblem(409, "promotionCodeTaken");
    }

    [Fact]
    public async Task Promotions_are_the_administrators_business()
    {
        var customer = await shop.NewCustomerAsync();
        foreach (var (visitor, status, code) in new[] { (shop.Guest, 401, "unauthenticated"), (customer, 403, "forbidden") })
        {
            (await visitor.Get("/promotions")).MustBeProblem(status, code);
            (await visitor.Get($"/promotions/{Guid.NewGuid()}")).MustBeProblem(status, code);
            (await visitor.Post("/promotions", new { name = "Sale", kind = "freeShipping" })).MustBeProblem(status, code);
            (await visitor.Patch($"/promotions/{Guid.NewGuid()}", new { name = "Sale" })).MustBeProblem(status, code);
            (await visitor.Post("/promotions/what-if", new { promotion = new { name = "Sale", kind = "freeShipping" }, cartId = Guid.NewGuid() })).MustBeProblem(status, code);
            (await visitor.Patch($"/customers/{customer.Id}", new { group = "vip" })).MustBeProblem(status, code);
        }

        (await shop.Admin.Get($"/promotions/{Guid.NewGuid()}")).MustBeProblem(404, "promotionNotFound");
    }

    [Theory]
    [InlineData("""{"kind":"freeShipping"}""", 400, "validation")]
    [InlineData("""{"name":"Sale"}""", 400, "validation")]
    [InlineData("""{"name":"Sale","kind":"percentage","percent":0}""", 400, "validation")]
    [InlineData("""{"name":"Sale","kind":"percentage","percent":100.1}""", 400, "validation")]
    [InlineData("""{"name":"Sale","kind":"percentage","percent":0.00001}""", 400, "validation")]
    [InlineData("""{"name":"Sale","kind":"percentage"}""", 400, "invalidPromotion")]
    [InlineData("""{"name":"Sale","kind":"amount"}""", 400, "invalidPromotion")]
    [InlineData("""{"name":"Sale","kind":"amount","amount":{"amount":5,"currency":"EUR"}}""", 400, "validation")]
    [InlineData("""{"name":"Sale","kind":"buyXGetY","buy":2}""", 400, "invalidPromotion")]
    [InlineData("""{"name":"Sale","kind":"freeShipping","maxUses":0}""", 400, "invalidPromotion")]
    [InlineData("""{"name":"Sale","kind":"freeShipping","clear":["name"]}""", 400, "validation")]
    [InlineData("""{"name":"Sale","kind":"giveAway"}""", 400, "malformedJson")]
    [InlineData("""{"name":"Sale","kind":"freeShipping","uses":3}""", 400, "malformedJson")]
    public async Task What_makes_no_sense_is_refused(string body, int status, string code) =>
        (await shop.Admin.Post("/promotions", body)).MustBeProblem(status, code);

    [Fact]
    public async Task What_a_promotion_would_do_to_a_cart_is_told_and_nothing_is_done()
    {
        var lamp = await shop.NewProductAsync(pieces: 10, price: 1_000);
        var cart = (await shop.Guest.Post("/carts", new { items = new[] { new { productId = lamp, quantity = 3 } } })).MustBe(201);
        var promotion = new { name = "Three for two", kind = "buyXGetY", buy = 2, get = 1, startsAt = "2030-01-01T00:00:00Z", products = new[] { lamp } };

        var answer = (await shop.Admin.Post("/promotions/what-if", new { promotion, cartId = cart.Id })).MustBe(200);

        (Amount(answer, "before"), Amount(answer, "after"), Amount(answer, "difference")).ShouldBe((3_000, 2_000, -1_000));
        var item = answer["items"].EnumerateArray().ShouldHaveSingleItem();
        (item.GetProperty("id").GetGuid(), item.GetProperty("applied").GetBoolean()).ShouldBe((cart.Id, true));
        var all = (await shop.Admin.Get("/promotions?limit=100")).MustBe(200);
        all["items"].EnumerateArray().ShouldNotContain(p => p.GetProperty("name").GetString() == "Three for two");

        var reason = (await shop.Admin.Post("/promotions/what-if", new { promotion = new { name = "Big", kind = "amount", amount = Usd(5), minimum = Usd(9_000) }, cartId = cart.Id })).MustBe(200);
        reason["items"][0].GetProperty("reason").GetString().ShouldBe("belowMinimum");
        Amount(reason, "difference").ShouldBe(0);
        (await shop.Admin.Post("/promotions/what-if", new { promotion, cartId = Guid.NewGuid() })).MustBeProblem(404, "cartNotFound");
    }

    [Fact]
    public async Task What_a_promotion_would_have_done_to_past_orders_is_told_and_they_stay_as_they_are()
    {
        var customer = await shop.NewCustomerAsync();
        var lamp = await shop.NewProductAsync(pieces: 10, price: 1_000, category: "Lamps of old");
        var from = DateTimeOffset.UtcNow;
        var first = (await customer.Order(lamp, quantity: 1)).MustBe(201);
        var second = (await customer.Order(lamp, quantity: 4)).MustBe(201);
        var promotion = new { name = "Lamps", kind = "amount", amount = Usd(1_500), categories = new[] { "lamps of old" } };

        var named = (await shop.Admin.Post("/promotions/what-if", new { promotion, orderIds = new[] { first.Id, second.Id } })).MustBe(200);
        (Amount(named, "before"), Amount(named, "after")).ShouldBe((5_000, 2_500));
        named["items"].EnumerateArray().Select(i => i.GetProperty("difference").GetProperty("amount").GetInt64()).ShouldBe([-1_000, -1_500]);
        named["items"].EnumerateArray().Select(i => i.GetProperty("charged").GetProperty("amount").GetInt64()).ShouldBe([1_000, 4_000]);

        // Others order meanwhile.
        await shop.Admin.Get("/orders", ("Store-Min-Position", second.Header("Store-Position")!));
        var timed = (await shop.Admin.Post("/promotions/what-if", new { promotion, from })).MustBe(200);
        var mine = timed["items"].EnumerateArray().Where(i => i.GetProperty("applied").GetBoolean()).Select(i => i.GetProperty("id").GetGuid());
        mine.ShouldBe([first.Id, second.Id], ignoreOrder: true);
        (await shop.Admin.Get($"/orders/{second.Id}"))["total"].GetProperty("amount").GetInt64().ShouldBe(4_000);

        (await shop.Admin.Post("/promotions/what-if", new { promotion, orderIds = new[] { Guid.NewGuid() } })).MustBeProblem(404, "orderNotFound");
        (await shop.Admin.Post("/promotions/what-if", new { promotion })).MustBeProblem(400, "validation");
        (await shop.Admin.Post("/promotions/what-if", new { promotion, from, cartId = lamp })).MustBeProblem(400, "validation");
    }

    [Fact]
    public async Task An_administrator_puts_a_customer_into_a_group()
    {
        var customer = await shop.NewCustomerAsync();

        (await shop.Admin.Patch($"/customers/{customer.Id}", new { group = "vip" })).MustBe(200)["group"].GetString().ShouldBe("vip");
        (await customer.Get("/customers/me"))["group"].GetString().ShouldBe("vip");
        (await shop.Admin.Patch($"/customers/{customer.Id}", new { group = "" })).MustBe(200).Json.TryGetProperty("group", out _).ShouldBeFalse();
        (await shop.Admin.Patch($"/customers/{customer.Id}", new { })).MustBeProblem(400, "validation");
    }

    private static string NewCode() => $"C{Guid.NewGuid():N}";

    private static object Usd(long amount) => new { amount, currency = "USD" };

    private static long Amount(Reply reply, string name) => reply[name].GetProperty("amount").GetInt64();
}
