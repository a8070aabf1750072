using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Carts;

public sealed class GuestCartTests(Shop shop)
{
    [Fact]
    public async Task A_guests_cart_exists_only_for_who_has_its_token_and_administrators()
    {
        var product = await shop.NewProductAsync();
        var (cart, other) = (await shop.Guest.Cart(product), await shop.Guest.Cart(product));
        var forged = cart["cartToken"].GetString()!;
        forged = forged[..^3] + (forged[^3] == 'A' ? 'B' : 'A') + forged[^2..];
        foreach (var stranger in new[]
        {
            shop.Guest, shop.Guest.With(other), await shop.NewCustomerAsync(), shop.Guest with { CartToken = forged }, shop.Guest with { CartToken = "" },
        })
        {
            (await stranger.Get($"/carts/{cart.Id}")).MustBeProblem(404, "cartNotFound");
            (await stranger.Put($"/carts/{cart.Id}/items/{product}", new { quantity = 9 })).MustBeProblem(404, "cartNotFound");
            (await stranger.Post($"/carts/{cart.Id}/items", new { productId = product, quantity = 9 })).MustBeProblem(404, "cartNotFound");
            (await stranger.Delete($"/carts/{cart.Id}/items/{product}")).MustBeProblem(404, "cartNotFound");
            (await stranger.Delete($"/carts/{cart.Id}/items")).MustBeProblem(404, "cartNotFound");
            (await stranger.Put($"/carts/{cart.Id}/coupon", new { code = "X" })).MustBeProblem(404, "cartNotFound");
            (await stranger.Delete($"/carts/{cart.Id}/coupon")).MustBeProblem(404, "cartNotFound");
            (await stranger.Post($"/carts/{cart.Id}/prices")).MustBeProblem(404, "cartNotFound");
            (await stranger.Post("/orders", OrderSteps.OrderOfCart(cart.Id))).MustBeProblem(404, "cartNotFound");
            var own = await stranger.Cart(product);
            var owner = stranger.Id == default ? stranger.With(own) : stranger;
            (await owner.Post($"/carts/{own.Id}/merge", new { fromCartId = cart.Id })).MustBeProblem(404, "cartNotFound");
        }

        (await shop.Guest.With(cart).Get($"/carts/{cart.Id}")).MustBe(200).Version.ShouldBe(1);
        (await shop.Admin.Get($"/carts/{cart.Id}")).MustBe(200).Json.TryGetProperty("cartToken", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_customers_cart_has_no_token()
    {
        var customer = await shop.NewCustomerAsync();
        (await customer.Cart(await shop.NewProductAsync())).Json.TryGetProperty("cartToken", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task An_order_token_opens_no_cart()
    {
        var product = await shop.NewProductAsync();
        var order = (await shop.Guest.Order(product)).MustBe(201);
        var cart = await shop.Guest.Cart(product);
        (await shop.Guest.Get($"/carts/{cart.Id}", ("Cart-Token", order["orderToken"].GetString()!))).MustBeProblem(404, "cartNotFound");
        (await shop.Guest.Get($"/orders/{order.Id}", ("Order-Token", cart["cartToken"].GetString()!))).MustBeProblem(404, "orderNotFound");
    }

    [Fact]
    public async Task What_a_guest_gathered_goes_over_into_his_cart_when_he_logs_in()
    {
        var (lamp, chair) = (await shop.NewProductAsync(), await shop.NewProductAsync());
        var guests = await shop.Guest.Cart(lamp, 3);
        var guest = shop.Guest.With(guests);
        (await guest.Post($"/carts/{guests.Id}/items", new { productId = chair, quantity = 998 })).MustBe(200);
        (await guest.Put($"/carts/{guests.Id}/coupon", new { code = "SAVE10" })).MustBe(200);
        var customer = await shop.NewCustomerAsync();
        var own = await customer.Cart(chair, 2);
        var merge = new { fromCartId = guests.Id, fromCartToken = guests["cartToken"].GetString() };

        var merged = (await customer.Post($"/carts/{own.Id}/merge", merge, ("If-Match", own.Header("ETag")!))).MustBe(200);
        merged["items"].EnumerateArray().Select(i => (i.GetProperty("productId").GetGuid(), i.GetProperty("quantity").GetInt32()))
            .ShouldBe([(chair, 999), (lamp, 3)]);
        merged["coupon"].GetString().ShouldBe("SAVE10");
        merged["changes"].EnumerateArray().Select(c => c.GetProperty("code").GetString()).ShouldBe(["itemAdded", "quantityLimited", "couponTaken"]);
        var limited = merged["changes"][1];
        (limited.GetProperty("wanted").GetInt32(), limited.GetProperty("quantity").GetInt32()).ShouldBe((1_000, 999));

        // Whoever got no answer asks again, without the old version, and gets the same one.
        (await customer.Post($"/carts/{own.Id}/merge", merge)).MustBe(200)["changes"].GetRawText().ShouldBe(merged["changes"].GetRawText());
        (await guest.Get($"/carts/{guests.Id}")).MustBe(200)["mergedInto"].GetGuid().ShouldBe(own.Id);
        (await guest.Put($"/carts/{guests.Id}/items/{lamp}", new { quantity = 1 })).MustBeProblem(409, "cartMerged")["cartId"].GetGuid().ShouldBe(own.Id);
        (await guest.Post("/orders", OrderSteps.OrderOfCart(guests.Id))).MustBeProblem(409, "cartMerged");
    }

    [Fact]
    public async Task A_cart_does_not_take_itself_over_nor_one_that_was_ordered()
    {
        var product = await shop.NewProductAsync();
        var customer = await shop.NewCustomerAsync();
        var (own, ordered) = (await customer.Cart(product), await customer.Cart(product));
        (await customer.Post($"/carts/{own.Id}/merge", new { fromCartId = own.Id })).MustBeProblem(400, "cartMergedWithItself");
        (await customer.Post("/orders", OrderSteps.OrderOfCart(ordered.Id))).MustBe(201);
        (await customer.Post($"/carts/{own.Id}/merge", new { fromCartId = ordered.Id })).MustBeProblem(409, "cartOrdered");
        (await customer.Put($"/carts/{own.Id}/items/{product}", new { quantity = 2 })).MustBe(200);
        (await customer.Post($"/carts/{own.Id}/merge", new { fromCartId = own.Id }, ("If-Match", "\"1\""))).MustBeProblem(412, "versionMismatch");
    }
}
