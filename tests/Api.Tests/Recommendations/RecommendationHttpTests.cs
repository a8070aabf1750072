using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Recommendations;

public sealed class RecommendationHttpTests(Shop shop)
{
    [Fact]
    public async Task A_product_shows_what_is_like_it()
    {
        var word = Word();
        var (lamp, twin) = (await NewAsync($"Desk lamp {word} oak", word), await NewAsync($"Desk lamp {word} walnut", word));
        var other = await NewAsync($"Garden hose {Word()}", Word());
        var similar = (await Read($"/products/{lamp.Id}/similar", other.Stocked)).MustBe(200)["items"];
        similar.GetArrayLength().ShouldBe(1);
        var item = similar[0];
        item.GetProperty("id").GetGuid().ShouldBe(twin.Id);
        item.GetProperty("reason").GetString().ShouldBe("similar");
        item.GetProperty("score").GetDecimal().ShouldBeInRange(0.7m, 1m);
        // All else is the product as its own address shows it.
        var product = (await shop.Guest.Get($"/products/{twin.Id}")).MustBe(200).Json;
        foreach (var member in product.EnumerateObject()) item.GetProperty(member.Name).GetRawText().ShouldBe(member.Value.GetRawText());

        (await shop.Guest.Get($"/products/{Guid.NewGuid()}/similar")).MustBeProblem(404, "productNotFound");
        (await shop.Guest.Get($"/products/{Guid.NewGuid()}/bought-together")).MustBeProblem(404, "productNotFound");
        (await shop.Guest.Get($"/products/{lamp.Id}/similar?limit=0")).MustBeProblem(400, "validation");
        (await shop.Guest.Get($"/products/{lamp.Id}/similar?limit=101")).MustBeProblem(400, "validation");
        (await shop.Guest.Get($"/products/{lamp.Id}/similar?cursor=1")).MustBeProblem(400, "validation");
    }

    [Fact]
    public async Task Who_bought_is_shown_what_is_to_the_taste_and_not_what_was_bought()
    {
        var word = Word();
        var (lamp, twin) = (await NewAsync($"Desk lamp {word} oak", word), await NewAsync($"Desk lamp {word} walnut", word));
        var buyer = await shop.NewCustomerAsync();
        var order = (await buyer.Order(lamp.Id)).MustBe(201);
        var personal = (await buyer.Get("/customers/me/recommendations", ("Store-Min-Position", order.Header("Store-Position")!))).MustBe(200)["items"];
        personal.GetArrayLength().ShouldBeLessThanOrEqualTo(10);
        personal[0].GetProperty("id").GetGuid().ShouldBe(twin.Id);
        personal[0].GetProperty("reason").GetString().ShouldBe("taste");
        personal.EnumerateArray().ShouldAllBe(p => p.GetProperty("id").GetGuid() != lamp.Id);
        (await shop.Guest.Get("/customers/me/recommendations")).MustBeProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task What_is_in_one_order_is_bought_together_and_sells()
    {
        var (lamp, bulb) = (await NewAsync($"Lamp {Word()}", Word()), await NewAsync($"Bulb {Word()}", Word()));
        var buyer = await shop.NewCustomerAsync();
        var items = new[] { new { productId = lamp.Id, quantity = 1 }, new { productId = bulb.Id, quantity = 1 } };
        var order = (await buyer.Post("/orders", new { items, shippingAddress = OrderSteps.Address, payment = new { method = "card" } })).MustBe(201);
        var together = (await Read($"/products/{lamp.Id}/bought-together", order)).MustBe(200)["items"];
        together.GetArrayLength().ShouldBe(1);
        together[0].GetProperty("id").GetGuid().ShouldBe(bulb.Id);
        together[0].GetProperty("reason").GetString().ShouldBe("boughtTogether");

        var popular = (await Read("/products/popular?limit=100", order)).MustBe(200)["items"];
        popular.EnumerateArray().Single(p => p.GetProperty("id").GetGuid() == bulb.Id).GetProperty("reason").GetString().ShouldBe("popular");
        (await shop.Guest.Get("/products/popular")).MustBe(200)["items"].GetArrayLength().ShouldBeLessThanOrEqualTo(10);
    }

    private Task<Reply> Read(string path, Reply after) => shop.Guest.Get(path, ("Store-Min-Position", after.Header("Store-Position")!));

    private async Task<(Guid Id, Reply Stocked)> NewAsync(string name, string category)
    {
        var product = (await shop.Admin.Post("/products", new
        {
            sku = $"R-{Guid.NewGuid():N}",
            name,
            description = "",
            price = new { amount = 12_50, currency = "USD" },
            category,
            tags = new[] { category },
        })).MustBe(201);
        return (product.Id, (await shop.Admin.Post($"/products/{product.Id}/stock/receipts", new { quantity = 10 })).MustBe(200));
    }

    private static string Word() => new([.. Guid.NewGuid().ToString("N").Select(c => (char)('a' + (c % 26)))]);
}
