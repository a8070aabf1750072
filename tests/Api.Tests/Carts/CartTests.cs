using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Carts;

public sealed class CartTests(Shop shop)
{
    [Fact]
    public async Task A_cart_shows_names_prices_sums_and_what_is_available()
    {
        var product = await shop.NewProductAsync(pieces: 7, price: 300);
        var cart = await shop.Guest.Cart(product, 2);
        cart.Header("ETag").ShouldBe("\"1\"");
        cart.Header("Store-Position").ShouldNotBeNull();
        cart.Header("Location").ShouldBe($"/api/v1/carts/{cart.Id}");
        var line = cart["items"][0];
        line.GetProperty("productId").GetGuid().ShouldBe(product);
        line.GetProperty("name").GetString().ShouldNotBeNullOrEmpty();
        line.GetProperty("unitPrice").GetProperty("amount").GetInt64().ShouldBe(300);
        line.GetProperty("lineTotal").GetProperty("amount").GetInt64().ShouldBe(600);
        line.GetProperty("available").GetInt64().ShouldBe(7);
        cart["total"].GetProperty("amount").GetInt64().ShouldBe(600);
        cart["total"].GetProperty("currency").GetString().ShouldBe("USD");
    }

    [Fact]
    public async Task Items_are_set_and_taken_out()
    {
        var (first, second) = (await shop.NewProductAsync(), await shop.NewProductAsync());
        var cart = await shop.Guest.Cart(first);
        var guest = shop.Guest.With(cart);
        (await guest.Put($"/carts/{cart.Id}/items/{second}", new { quantity = 3 })).MustBe(200)["items"].GetArrayLength().ShouldBe(2);
        (await guest.Put($"/carts/{cart.Id}/items/{second}", new { quantity = 5 })).MustBe(200)["items"][1].GetProperty("quantity").GetInt32().ShouldBe(5);
        var left = (await guest.Delete($"/carts/{cart.Id}/items/{first}")).MustBe(200);
        left["items"].EnumerateArray().ShouldHaveSingleItem().GetProperty("productId").GetGuid().ShouldBe(second);
        left.Version.ShouldBe(4);
    }

    [Fact]
    public async Task A_cart_can_start_empty_and_without_a_body()
    {
        var cart = (await shop.Guest.Post("/carts")).MustBe(201);
        cart["items"].GetArrayLength().ShouldBe(0);
        cart["total"].GetProperty("amount").GetInt64().ShouldBe(0);
        cart["notices"].GetArrayLength().ShouldBe(0);
    }

    [Theory]
    [InlineData("-1", "validation")]
    [InlineData("0", "validation")]
    [InlineData("1000", "validation")]
    [InlineData("2147483647", "validation")]
    [InlineData("99999999999", "malformedJson")]
    [InlineData("1.5", "malformedJson")]
    [InlineData("\"3\"", "malformedJson")]
    [InlineData("true", "malformedJson")]
    [InlineData("null", "validation")]
    [InlineData("[1]", "malformedJson")]
    public async Task A_quantity_that_cannot_be_is_refused_and_the_cart_stays_as_it_was(string quantity, string code)
    {
        var cart = await shop.Guest.Cart(await shop.NewProductAsync());
        var product = cart["items"][0].GetProperty("productId").GetGuid();
        var guest = shop.Guest.With(cart);
        var before = (await guest.Get($"/carts/{cart.Id}")).MustBe(200).Body;
        var refused = await guest.Put($"/carts/{cart.Id}/items/{product}", $$"""{"quantity":{{quantity}}}""");
        refused.MustBeProblem(400, code)["errors"].GetProperty("quantity").GetArrayLength().ShouldBe(1);
        (await guest.Get($"/carts/{cart.Id}")).Body.ShouldBe(before);
    }

    [Fact]
    public async Task An_unknown_product_is_refused_and_the_cart_stays_as_it_was()
    {
        var cart = await shop.Guest.Cart(await shop.NewProductAsync());
        (await shop.Guest.With(cart).Put($"/carts/{cart.Id}/items/{Guid.NewGuid()}", new { quantity = 1 })).MustBeProblem(404, "productNotFound");
        var unknown = Guid.NewGuid();
        (await shop.Guest.Post("/carts", new { items = new[] { new { productId = unknown, quantity = 1 } } }))
            .MustBeProblem(404, "productNotFound")["productId"].GetGuid().ShouldBe(unknown);
        (await shop.Guest.With(cart).Get($"/carts/{cart.Id}")).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_product_that_is_off_sale_cannot_be_put_in()
    {
        var product = await shop.NewProductAsync();
        (await shop.Admin.Delete($"/products/{product}")).MustBe(204);
        (await shop.Guest.Post("/carts", new { items = new[] { new { productId = product, quantity = 1 } } }))
            .MustBeProblem(409, "productRemoved")["productId"].GetGuid().ShouldBe(product);
    }

    [Fact]
    public async Task The_same_product_twice_is_refused()
    {
        var item = new { productId = await shop.NewProductAsync(), quantity = 1 };
        (await shop.Guest.Post("/carts", new { items = new[] { item, item } })).MustBeProblem(400, "productTwice");
    }

    [Fact]
    public async Task Anothers_cart_does_not_exist_for_anybody_but_its_owner_and_administrators()
    {
        var product = await shop.NewProductAsync();
        var owner = await shop.NewCustomerAsync();
        var other = await shop.NewCustomerAsync();
        var cart = await owner.Cart(product);
        foreach (var stranger in new[] { other, shop.Guest })
        {
            (await stranger.Get($"/carts/{cart.Id}")).MustBeProblem(404, "cartNotFound");
            (await stranger.Put($"/carts/{cart.Id}/items/{product}", new { quantity = 9 })).MustBeProblem(404, "cartNotFound");
            (await stranger.Delete($"/carts/{cart.Id}/items/{product}")).MustBeProblem(404, "cartNotFound");
            (await stranger.Post("/orders", OrderSteps.OrderOfCart(cart.Id))).MustBeProblem(404, "cartNotFound");
        }

        (await owner.Get($"/carts/{cart.Id}")).Body.ShouldBe(cart.Body);
        (await shop.Admin.Get($"/carts/{cart.Id}")).MustBe(200);
    }

    [Fact]
    public async Task A_change_to_an_old_version_is_refused_and_changes_nothing()
    {
        var product = await shop.NewProductAsync();
        var cart = await shop.Guest.Cart(product);
        var guest = shop.Guest.With(cart);
        var changed = (await guest.Put($"/carts/{cart.Id}/items/{product}", new { quantity = 2 }, ("If-Match", cart.Header("ETag")!))).MustBe(200);
        var stale = await guest.Put($"/carts/{cart.Id}/items/{product}", new { quantity = 3 }, ("If-Match", cart.Header("ETag")!));
        stale.MustBeProblem(412, "versionMismatch")["version"].GetInt32().ShouldBe(2);
        (await guest.Get($"/carts/{cart.Id}")).Body.ShouldBe(changed.Body);
    }

    [Fact]
    public async Task An_ordered_cart_cannot_be_changed_or_ordered_again()
    {
        var product = await shop.NewProductAsync();
        var cart = await shop.Guest.Cart(product);
        var guest = shop.Guest.With(cart);
        var order = OrderSteps.OrderOfCart(cart.Id);
        var placed = (await guest.Post("/orders", order)).MustBe(201);
        (await guest.Put($"/carts/{cart.Id}/items/{product}", new { quantity = 5 })).MustBeProblem(409, "cartOrdered");
        (await guest.Post("/orders", order)).MustBeProblem(409, "cartOrdered")["orderId"].GetGuid().ShouldBe(placed.Id);
        (await shop.StockOfAsync(product)).ShouldBe((9, 0, 1));
    }
}
