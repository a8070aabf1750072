using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Http;

public sealed class FullStoreTests(FullStoreTests.ShopOfItsOwn shop) : IClassFixture<FullStoreTests.ShopOfItsOwn>
{
    [Fact]
    public async Task When_the_store_is_full_writes_are_refused_reads_go_on_and_keys_can_be_used_again()
    {
        var product = await shop.NewProductAsync(pieces: 5);
        var order = (await shop.Admin.Order(product, method: "later")).MustBe(201);
        var body = OrderSteps.OrderOf(product);
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var asOf = ("Store-Min-Position", order.Header("Store-Position").ShouldNotBeNull());

        shop.Journal.Full = true;
        foreach (var refused in new[]
        {
            await shop.Guest.Order(product),
            await shop.Guest.Post("/orders", body, key),
            await shop.Guest.Post("/carts", new { items = new[] { new { productId = product, quantity = 1 } } }),
            await shop.Admin.Post($"/orders/{order.Id}/pay", new { method = "card" }),
            await shop.Admin.Post($"/products/{product}/stock/receipts", new { quantity = 1 }),
        })
        {
            refused.MustBeProblem(503, "storageUnavailable")["fault"].GetString().ShouldBe("full");
            refused.Header("Retry-After").ShouldNotBeNull();
            refused.Body.ShouldNotContain("secret");
        }

        // An answer from before it was full is good for a second.
        while ((await shop.Guest.Get("/health/ready")).Status == 200) await Task.Delay(50, TestContext.Current.CancellationToken);
        (await shop.Guest.Get("/health")).MustBe(503)["fault"].GetString().ShouldBe("full");
        (await shop.Guest.Get($"/products/{product}", asOf)).MustBe(200);
        (await shop.Guest.Get("/products", asOf)).MustBe(200);
        (await shop.Admin.Get("/orders", asOf)).MustBe(200);
        (await shop.Admin.Get($"/orders/{order.Id}")).MustBe(200)["status"].GetString().ShouldBe("pending");
        (await shop.StockOfAsync(product)).ShouldBe((4, 1, 0));

        shop.Journal.Full = false;
        (await shop.Guest.Post("/orders", body, key)).MustBe(201)["status"].GetString().ShouldBe("paid");
        (await shop.Guest.Post("/orders", body, key)).MustBe(201).Header("Idempotency-Replayed").ShouldBe("true");
        (await shop.Admin.Post($"/orders/{order.Id}/pay", new { method = "card" })).MustBe(200);
        (await shop.StockOfAsync(product)).ShouldBe((3, 0, 2));
    }

    public sealed class ShopOfItsOwn : Shop;
}
