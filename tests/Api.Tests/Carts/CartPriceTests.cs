using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Carts;

public sealed class CartPriceTests(Shop shop)
{
    [Fact]
    public async Task A_price_that_moved_is_told_and_not_charged_before_it_is_agreed_to()
    {
        var product = await shop.NewProductAsync(price: 1_000);
        var cart = await shop.Guest.Cart(product, 2);
        var guest = shop.Guest.With(cart);
        await PriceAsync(product, 1_200);

        var seen = (await guest.Get($"/carts/{cart.Id}")).MustBe(200);
        var notice = seen["notices"].EnumerateArray().ShouldHaveSingleItem();
        notice.GetProperty("code").GetString().ShouldBe("priceChanged");
        notice.GetProperty("productId").GetGuid().ShouldBe(product);
        notice.GetProperty("oldPrice").GetProperty("amount").GetInt64().ShouldBe(1_000);
        notice.GetProperty("newPrice").GetProperty("amount").GetInt64().ShouldBe(1_200);
        seen["total"].GetProperty("amount").GetInt64().ShouldBe(2_400);

        var moved = (await guest.Post("/orders", OrderSteps.OrderOfCart(cart.Id))).MustBeProblem(409, "priceChanged")["prices"].EnumerateArray().ShouldHaveSingleItem();
        (moved.GetProperty("productId").GetGuid(), moved.GetProperty("old").GetInt64(), moved.GetProperty("new").GetInt64()).ShouldBe((product, 1_000, 1_200));
        (await shop.StockOfAsync(product)).ShouldBe((10, 0, 0));

        // Another quantity is no agreement.
        (await guest.Put($"/carts/{cart.Id}/items/{product}", new { quantity = 3 })).MustBe(200)["notices"].GetArrayLength().ShouldBe(1);
        var agreed = (await guest.Post($"/carts/{cart.Id}/prices", null, ("If-Match", "\"2\""))).MustBe(200);
        agreed["notices"].GetArrayLength().ShouldBe(0);
        (await guest.Post("/orders", OrderSteps.OrderOfCart(cart.Id))).MustBe(201)["total"].GetProperty("amount").GetInt64().ShouldBe(3_600);
    }

    [Fact]
    public async Task Only_the_prices_that_were_meant_are_agreed_to()
    {
        var product = await shop.NewProductAsync(price: 1_000);
        var cart = await shop.Guest.Cart(product);
        var guest = shop.Guest.With(cart);
        await PriceAsync(product, 1_300);
        var meant = new { items = new[] { new { productId = product, unitPrice = new { amount = 1_200, currency = "USD" } } } };
        (await guest.Post($"/carts/{cart.Id}/prices", meant)).MustBeProblem(409, "priceChanged");
        (await guest.Get($"/carts/{cart.Id}")).Version.ShouldBe(1);
        await PriceAsync(product, 1_200);
        (await guest.Post($"/carts/{cart.Id}/prices", meant)).MustBe(200)["notices"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_cannot_be_had_any_more_is_told()
    {
        var (few, none, removed) = (await shop.NewProductAsync(pieces: 2), await shop.NewProductAsync(pieces: 0), await shop.NewProductAsync());
        var items = new[] { few, none, removed }.Select(productId => new { productId, quantity = 3 });
        var cart = (await shop.Guest.Post("/carts", new { items })).MustBe(201);
        (await shop.Admin.Delete($"/products/{removed}")).MustBe(204);
        var guest = shop.Guest.With(cart);
        (await guest.Get($"/carts/{cart.Id}")).MustBe(200)["notices"].EnumerateArray()
            .Select(n => (n.GetProperty("productId").GetGuid(), n.GetProperty("code").GetString()))
            .ShouldBe([(few, "insufficientStock"), (none, "outOfStock"), (removed, "productRemoved")]);
        (await guest.Post("/orders", OrderSteps.OrderOfCart(cart.Id))).MustBeProblem(409, "productRemoved");
    }

    [Fact]
    public async Task Items_add_up_and_a_cart_is_cleared()
    {
        var product = await shop.NewProductAsync();
        var cart = await shop.Guest.Cart(product, 2);
        var guest = shop.Guest.With(cart);
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var more = new { productId = product, quantity = 3 };
        (await guest.Post($"/carts/{cart.Id}/items", more, key, ("If-Match", "\"1\""))).MustBe(200)["items"][0].GetProperty("quantity").GetInt32().ShouldBe(5);
        (await guest.Post($"/carts/{cart.Id}/items", more, key, ("If-Match", "\"1\""))).Header("Idempotency-Replayed").ShouldBe("true");
        (await guest.Post($"/carts/{cart.Id}/items", new { productId = product, quantity = 995 })).MustBeProblem(400, "invalidQuantity");
        (await guest.Delete($"/carts/{cart.Id}/items", null, ("If-Match", "\"1\""))).MustBeProblem(412, "versionMismatch");
        (await guest.Delete($"/carts/{cart.Id}/items", null, ("If-Match", "\"2\""))).MustBe(200)["items"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_coupon_is_named_and_taken_away()
    {
        var cart = (await shop.Guest.Post("/carts")).MustBe(201);
        var guest = shop.Guest.With(cart);
        (await guest.Put($"/carts/{cart.Id}/coupon", new { code = " SAVE10 " }, ("If-Match", "\"1\""))).MustBe(200)["coupon"].GetString().ShouldBe("SAVE10");
        (await guest.Put($"/carts/{cart.Id}/coupon", new { code = new string('x', 51) })).MustBeProblem(400, "validation");
        (await guest.Delete($"/carts/{cart.Id}/coupon", null, ("If-Match", "\"1\""))).MustBeProblem(412, "versionMismatch");
        (await guest.Delete($"/carts/{cart.Id}/coupon")).MustBe(200).Json.TryGetProperty("coupon", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_coupon_shows_what_it_takes_off_or_why_it_does_not()
    {
        var product = await shop.NewProductAsync(price: 1_000);
        var code = $"C{Guid.NewGuid():N}"[..12].ToUpperInvariant();
        (await shop.Admin.Post("/promotions", new { name = "Ten", code, kind = "percentage", percent = 10 })).MustBe(201);
        var cart = await shop.Guest.Cart(product, 2);
        var guest = shop.Guest.With(cart);
        var cheaper = (await guest.Put($"/carts/{cart.Id}/coupon", new { code })).MustBe(200);
        (Amount(cheaper, "subtotal"), Amount(cheaper, "discount"), Amount(cheaper, "total")).ShouldBe((2_000, 200, 1_800));
        cheaper["couponOutcome"].GetProperty("applied").GetBoolean().ShouldBeTrue();
        cheaper["couponOutcome"].GetProperty("amount").GetProperty("amount").GetInt64().ShouldBe(200);

        var unknown = (await guest.Put($"/carts/{cart.Id}/coupon", new { code = "NOPE" })).MustBe(200);
        (Amount(unknown, "discount"), Amount(unknown, "total")).ShouldBe((0, 2_000));
        unknown["couponOutcome"].GetProperty("code").GetString().ShouldBe("couponUnknown");
        (await guest.Post("/orders", OrderSteps.OrderOfCart(cart.Id))).MustBeProblem(422, "couponUnknown");
        (await guest.Put($"/carts/{cart.Id}/coupon", new { code })).MustBe(200);
        Amount((await guest.Post("/orders", OrderSteps.OrderOfCart(cart.Id))).MustBe(201), "total").ShouldBe(1_800);
    }

    [Fact]
    public async Task What_a_cart_shows_for_a_place_is_what_its_order_costs_there()
    {
        await using var taxed = new TaxedShop();
        await taxed.InitializeAsync();
        var product = await taxed.NewProductAsync(price: 1_999);
        var code = $"C{Guid.NewGuid():N}"[..12].ToUpperInvariant();
        (await taxed.Admin.Post("/promotions", new { name = "Ten", code, kind = "percentage", percent = 10 })).MustBe(201);
        var customer = await taxed.NewCustomerAsync();
        var cart = await customer.Cart(product, 3);
        (await customer.Put($"/carts/{cart.Id}/coupon", new { code })).MustBe(200);

        var here = (await customer.Get($"/carts/{cart.Id}")).MustBe(200);
        (Amount(here, "shipping"), Amount(here, "tax")).ShouldBe((0, 0));
        var there = (await customer.Get($"/carts/{cart.Id}?country=de")).MustBe(200);
        (Amount(there, "subtotal"), Amount(there, "discount"), Amount(there, "shipping"), Amount(there, "tax"), Amount(there, "total")).ShouldBe((5_997, 600, 490, 1_119, 7_006));
        Amount((await customer.Get($"/carts/{cart.Id}?country=DE&shippingMethod=express")).MustBe(200), "shipping").ShouldBe(1_990);
        (await customer.Get($"/carts/{cart.Id}?country=DE&shippingMethod=drone")).MustBeProblem(422, "unknownShippingMethod");
        (await customer.Get($"/carts/{cart.Id}?country=FR")).MustBeProblem(422, "notShippedThere");
        foreach (var query in new[] { "country=Germany", "state=CA", "land=DE" }) (await customer.Get($"/carts/{cart.Id}?{query}")).MustBeProblem(400, "validation");

        var order = OrderTo("DE", cart.Id, expectedTotal: there["total"]);
        (await customer.Post("/orders", OrderTo("DE", cart.Id, expectedTotal: here["total"]))).MustBeProblem(409, "priceChanged")["total"].GetInt64().ShouldBe(7_006);
        var placed = (await customer.Post("/orders", order)).MustBe(201);
        foreach (var part in new[] { "subtotal", "discount", "shipping", "tax", "total" }) Amount(placed, part).ShouldBe(Amount(there, part), part);

        // Its story is over: what it came to is the order's to tell.
        (await customer.Get($"/carts/{cart.Id}")).MustBe(200).Json.TryGetProperty("couponOutcome", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_guests_cart_is_priced_for_the_customer_who_opens_it()
    {
        var product = await shop.NewProductAsync(price: 1_000);
        var code = $"C{Guid.NewGuid():N}"[..12].ToUpperInvariant();
        (await shop.Admin.Post("/promotions", new { name = "Welcome", code, kind = "percentage", percent = 20, firstOrder = true })).MustBe(201);
        var cart = await shop.Guest.Cart(product);
        var guest = shop.Guest.With(cart);
        var refused = (await guest.Put($"/carts/{cart.Id}/coupon", new { code })).MustBe(200);
        refused["couponOutcome"].GetProperty("code").GetString().ShouldBe("couponNotApplicable");
        refused["couponOutcome"].GetProperty("reason").GetString().ShouldBe("signInRequired");

        var customer = (await shop.NewCustomerAsync()).With(cart);
        Amount((await customer.Get($"/carts/{cart.Id}")).MustBe(200), "total").ShouldBe(800);
        Amount((await customer.Post("/orders", OrderSteps.OrderOfCart(cart.Id))).MustBe(201), "total").ShouldBe(800);
    }

    private static object OrderTo(string country, Guid cartId, JsonElement expectedTotal) => new
    {
        cartId,
        shippingAddress = new { street = "Seestr. 1", city = "Konstanz", zipCode = "78464", country },
        payment = new { method = "card" },
        expectedTotal,
    };

    private static long Amount(Reply reply, string name) => reply[name].GetProperty("amount").GetInt64();

    private async Task PriceAsync(Guid product, long amount) =>
        (await shop.Admin.Patch($"/products/{product}", new { price = new { amount, currency = "USD" } })).MustBe(200);

    /// <summary>A shop that ships to Germany only, and there with tax.</summary>
    private sealed class TaxedShop : Shop
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            (string, string)[] settings =
            [
                ("Shipping:0:Method", "parcel"), ("Shipping:0:Countries", "DE"), ("Shipping:0:Price", "490"),
                ("Shipping:1:Method", "express"), ("Shipping:1:Countries", "DE"), ("Shipping:1:Price", "1990"),
                ("Tax:0:Country", "DE"), ("Tax:0:Rate", "19"), ("Tax:0:Shipping", "true"),
            ];
            foreach (var (key, value) in settings) builder.UseSetting($"Store:{key}", value);
        }
    }
}
