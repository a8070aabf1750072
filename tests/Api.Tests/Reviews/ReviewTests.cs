using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Reviews;

public sealed class ReviewTests(Shop shop)
{
    [Fact]
    public async Task A_product_that_arrived_is_reviewed_once_written_anew_and_taken_away()
    {
        var product = await shop.NewProductAsync();
        var buyer = await shop.NewCustomerAsync();
        (await buyer.Post($"/products/{product}/reviews", new { rating = 5 })).MustBeProblem(409, "notDelivered");
        await DeliverAsync(buyer, product);

        var written = (await buyer.Post($"/products/{product}/reviews", new { rating = 4, text = "Does what it says.", author = "Ada" })).MustBe(201);
        written.Header("Location").ShouldBe($"/api/v1/products/{product}/reviews/{written.Id}");
        var shown = (await Read($"/products/{product}", written)).MustBe(200);
        shown["rating"].GetRawText().ShouldBe("4");
        shown["reviewCount"].GetInt32().ShouldBe(1);
        (await buyer.Post($"/products/{product}/reviews", new { rating = 5 })).MustBeProblem(409, "alreadyReviewed")["reviewId"].GetGuid().ShouldBe(written.Id);

        var path = $"/products/{product}/reviews/{written.Id}";
        var changed = (await buyer.Put(path, new { rating = 1, text = "It broke." }, ("If-Match", written.Header("ETag")!))).MustBe(200);
        changed["text"].GetString().ShouldBe("It broke.");
        changed.Json.TryGetProperty("author", out _).ShouldBeFalse();
        (await buyer.Put(path, new { rating = 5 }, ("If-Match", written.Header("ETag")!))).MustBeProblem(412, "versionMismatch");
        (await Read($"/products/{product}", changed))["rating"].GetRawText().ShouldBe("1");
        (await Read($"/products/{product}/reviews", changed))["items"][0].GetRawText().ShouldBe((await shop.Guest.Get(path)).MustBe(200).Body);

        var removed = (await buyer.Delete(path)).MustBe(204);
        (await Read($"/products/{product}", removed))["reviewCount"].GetInt32().ShouldBe(0);
        (await shop.Guest.Get(path)).MustBeProblem(404, "reviewNotFound");
        (await buyer.Post($"/products/{product}/reviews", new { rating = 3 })).MustBe(201).Id.ShouldBe(written.Id);
    }

    [Fact]
    public async Task Nobody_reviews_what_another_one_bought_nor_what_is_still_under_way()
    {
        var product = await shop.NewProductAsync();
        var (buyer, stranger) = (await shop.NewCustomerAsync(), await shop.NewCustomerAsync());
        var order = (await buyer.Order(product)).MustBe(201).Id;
        (await buyer.Post($"/products/{product}/reviews", new { rating = 5, orderId = order })).MustBeProblem(409, "notDelivered");
        await ArriveAsync(order);
        (await stranger.Post($"/products/{product}/reviews", new { rating = 5, orderId = order })).MustBeProblem(409, "notDelivered");
        (await shop.Guest.Post($"/products/{product}/reviews", new { rating = 5, orderId = order })).MustBeProblem(401, "unauthenticated");
        (await buyer.Post($"/products/{await shop.NewProductAsync()}/reviews", new { rating = 5, orderId = order })).MustBeProblem(409, "notDelivered");
        (await buyer.Post($"/products/{Guid.NewGuid()}/reviews", new { rating = 5 })).MustBeProblem(404, "productNotFound");
        (await buyer.Post($"/products/{product}/reviews", new { rating = 5, orderId = order })).MustBe(201);
    }

    [Fact]
    public async Task Only_the_author_writes_it_anew_and_an_administrator_takes_it_away_for_good()
    {
        var product = await shop.NewProductAsync();
        var (buyer, stranger) = (await shop.NewCustomerAsync(), await shop.NewCustomerAsync());
        await DeliverAsync(buyer, product);
        var review = (await buyer.Post($"/products/{product}/reviews", new { rating = 1, text = "Buy at example.com" })).MustBe(201);
        var path = $"/products/{product}/reviews/{review.Id}";
        (await stranger.Put(path, new { rating = 5 })).MustBeProblem(403, "notYourReview");
        (await stranger.Delete(path)).MustBeProblem(403, "notYourReview");
        (await shop.Admin.Put(path, new { rating = 5 })).MustBeProblem(403, "notYourReview");
        (await shop.Guest.Delete(path)).MustBeProblem(401, "unauthenticated");
        (await shop.Admin.Delete($"/products/{Guid.NewGuid()}/reviews/{review.Id}")).MustBeProblem(404, "reviewNotFound");
        (await shop.Admin.Delete(path)).MustBe(204);
        (await buyer.Post($"/products/{product}/reviews", new { rating = 1 })).MustBeProblem(409, "reviewWithdrawn");
    }

    [Fact]
    public async Task What_a_review_says_has_limits()
    {
        var product = await shop.NewProductAsync();
        var buyer = await shop.NewCustomerAsync();
        foreach (var body in new object[] { new { }, new { rating = 0 }, new { rating = 6 }, new { rating = 3, text = new string('x', 5_001) }, new { rating = 3, author = " " } })
            (await buyer.Post($"/products/{product}/reviews", body)).MustBeProblem(400, "validation");
        (await shop.Guest.Get("/products?minRating=6")).MustBeProblem(400, "validation");
        (await shop.Guest.Get($"/products/{product}/reviews?status=paid")).MustBeProblem(400, "validation");
    }

    [Fact]
    public async Task The_average_is_of_all_reviews_and_lists_go_page_by_page()
    {
        var category = $"c{Guid.NewGuid():N}";
        var (product, other) = (await shop.NewProductAsync(category: category), await shop.NewProductAsync(category: category));
        var ids = new List<Guid>();
        Reply last = null!;
        Visitor buyer = null!;
        foreach (var rating in new[] { 5, 4, 4 })
        {
            buyer = await shop.NewCustomerAsync();
            await DeliverAsync(buyer, product);
            last = (await buyer.Post($"/products/{product}/reviews", new { rating }, ("Idempotency-Key", $"{product}"))).MustBe(201);
            (await buyer.Post($"/products/{product}/reviews", new { rating }, ("Idempotency-Key", $"{product}"))).MustBe(201).Header("Idempotency-Replayed").ShouldBe("true");
            ids.Insert(0, last.Id);
        }

        (await Read($"/products/{product}", last))["rating"].GetRawText().ShouldBe("4.3");
        Ids(await Read($"/products?category={category}&minRating=4.3", last)).ShouldBe([product]);
        Ids(await Read($"/products?category={category}&minRating=4.4", last)).ShouldBeEmpty();
        Ids(await Read($"/products?category={category}&minRating=0", last)).ShouldBe([other, product]);
        var first = await Read($"/products/{product}/reviews?limit=2", last);
        var second = await Read($"/products/{product}/reviews?limit=2&cursor={first["nextCursor"].GetString()}", last);
        Ids(first).Concat(Ids(second)).ShouldBe(ids);
        Ids((await buyer.Get("/customers/me/reviews")).MustBe(200)).ShouldBe([ids[0]]);
        (await shop.Admin.Patch($"/products/{product}", new { name = "Better" })).MustBe(200)["rating"].GetRawText().ShouldBe("4.3");
    }

    private static IEnumerable<Guid> Ids(Reply page) => page["items"].EnumerateArray().Select(i => i.GetProperty("id").GetGuid());

    private Task<Reply> Read(string path, Reply after) => shop.Guest.Get(path, ("Store-Min-Position", after.Header("Store-Position")!));

    private async Task DeliverAsync(Visitor buyer, Guid product) => await ArriveAsync((await buyer.Order(product)).MustBe(201).Id);

    private async Task ArriveAsync(Guid order)
    {
        (await shop.Admin.Post($"/orders/{order}/ship", new { trackingNumber = "T1", carrier = "DHL" })).MustBe(200);
        (await shop.Admin.Post($"/orders/{order}/deliver")).MustBe(200);
    }
}
