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

    private async Task PriceAsync(Guid product, long amount) =>
        (await shop.Admin.Patch($"/products/{product}", new { price = new { amount, currency = "USD" } })).MustBe(200);
}
