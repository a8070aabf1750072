using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Products;

public sealed class ProductTests(Shop shop)
{
    [Fact]
    public async Task A_product_is_created_shown_changed_and_taken_off_sale()
    {
        var created = (await shop.Admin.Post("/products", Body(NewSku()))).MustBe(201);
        created.Header("Location").ShouldBe($"/api/v1/products/{created.Id}");
        var shown = (await Read($"/products/{created.Id}", created)).MustBe(200);
        shown["sku"].GetString().ShouldBe(created["sku"].GetString());
        shown["price"].GetProperty("amount").GetInt64().ShouldBe(1_000);
        shown["available"].GetInt64().ShouldBe(0);
        var changed = (await shop.Admin.Patch($"/products/{created.Id}", new { price = new { amount = 900, currency = "USD" } }, ("If-Match", shown.Header("ETag")!))).MustBe(200);
        changed["price"].GetProperty("amount").GetInt64().ShouldBe(900);
        changed["name"].GetString().ShouldBe("A thing");
        (await Read($"/products/{created.Id}", changed))["price"].GetProperty("amount").GetInt64().ShouldBe(900);
        var removed = (await shop.Admin.Delete($"/products/{created.Id}")).MustBe(204);
        (await Read($"/products/{created.Id}", removed)).MustBe(200)["active"].GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task A_sku_belongs_to_one_product_whatever_its_case()
    {
        var sku = NewSku();
        (await shop.Admin.Post("/products", Body(sku))).MustBe(201);
        (await shop.Admin.Post("/products", Body(sku.ToUpperInvariant()))).MustBeProblem(409, "skuTaken");
    }

    [Fact]
    public async Task A_product_that_the_caller_has_is_not_sent_again()
    {
        var id = await shop.NewProductAsync();
        var stocked = await shop.Admin.Post($"/products/{id}/stock/receipts", new { quantity = 1 });
        var product = (await Read($"/products/{id}", stocked)).MustBe(200);
        var again = await shop.Guest.Get($"/products/{id}", ("If-None-Match", product.Header("ETag")!));
        again.MustBe(304).Body.ShouldBeEmpty();
        stocked = await shop.Admin.Post($"/products/{id}/stock/receipts", new { quantity = 1 });
        (await shop.Guest.Get($"/products/{id}", ("If-None-Match", product.Header("ETag")!), ("Store-Min-Position", stocked.Header("Store-Position")!)))
            .MustBe(200)["available"].GetInt64().ShouldBe(12);
    }

    [Fact]
    public async Task A_change_to_an_old_version_is_refused_and_changes_nothing()
    {
        var created = (await shop.Admin.Post("/products", Body(NewSku()))).MustBe(201);
        var changed = (await shop.Admin.Patch($"/products/{created.Id}", new { name = "Better" })).MustBe(200);
        (await shop.Admin.Patch($"/products/{created.Id}", new { name = "Worse" }, ("If-Match", created.Header("ETag")!))).MustBeProblem(412, "versionMismatch");
        (await shop.Admin.Patch($"/products/{created.Id}", new { name = "Worse" }, ("If-Match", "\"nonsense\""))).MustBeProblem(412, "versionMismatch");
        (await shop.Admin.Delete($"/products/{created.Id}", null, ("If-Match", created.Header("ETag")!))).MustBeProblem(412, "versionMismatch");
        (await Read($"/products/{created.Id}", changed))["name"].GetString().ShouldBe("Better");
    }

    [Fact]
    public async Task The_catalog_is_changed_by_administrators_alone()
    {
        var product = await shop.NewProductAsync();
        var customer = await shop.NewCustomerAsync();
        foreach (var (visitor, status, code) in new[] { (customer, 403, "forbidden"), (shop.Guest, 401, "unauthenticated") })
        {
            (await visitor.Post("/products", Body(NewSku()))).MustBeProblem(status, code);
            (await visitor.Patch($"/products/{product}", new { name = "Mine" })).MustBeProblem(status, code);
            (await visitor.Delete($"/products/{product}")).MustBeProblem(status, code);
            (await visitor.Post($"/products/{product}/stock/receipts", new { quantity = 1 })).MustBeProblem(status, code);
            (await visitor.Post($"/products/{product}/stock/adjustments", new { delta = 1, reason = "x" })).MustBeProblem(status, code);
        }

        (await shop.StockOfAsync(product)).ShouldBe((10, 0, 0));
    }

    [Fact]
    public async Task Another_currency_is_refused()
    {
        (await shop.Admin.Post("/products", Body(NewSku(), currency: "EUR"))).MustBeProblem(422, "wrongCurrency");
        var product = (await shop.Admin.Post("/products", Body(NewSku(), amount: 100))).MustBe(201);
        (await shop.Admin.Patch($"/products/{product.Id}", new { price = new { amount = 1, currency = "EUR" } })).MustBeProblem(422, "wrongCurrency");
        (await Read($"/products/{product.Id}", product))["price"].GetProperty("amount").GetInt64().ShouldBe(100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public async Task A_price_that_cannot_be_is_refused(long amount) =>
        (await shop.Admin.Post("/products", Body(NewSku(), amount))).MustBeProblem(400, "invalidPrice");

    [Fact]
    public async Task A_product_names_what_is_missing_or_too_long_in_it()
    {
        var refused = (await shop.Admin.Post("/products", new { sku = new string('x', 65), name = "", price = new { amount = 1 }, tags = new[] { "" } })).MustBeProblem(400, "validation");
        refused["errors"].EnumerateObject().Select(e => e.Name).ShouldBe(["sku", "name", "price.currency", "category", "tags[0]"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_list_goes_from_page_to_page_without_loss_or_repeat()
    {
        var category = $"Pages {Guid.NewGuid():N}";
        var made = new List<Guid>();
        for (var i = 0; i < 5; i++) made.Add(await shop.NewProductAsync(pieces: i, price: 100 + i, category: category));
        await SettledAsync();
        var seen = new List<Guid>();
        var next = $"/products?category={category}&limit=2";
        while (next is not null)
        {
            var page = (await shop.Guest.Get(next)).MustBe(200);
            seen.AddRange(page["items"].EnumerateArray().Select(i => i.GetProperty("id").GetGuid()));
            next = page.Json.TryGetProperty("nextCursor", out var cursor) ? $"/products?category={category}&limit=2&cursor={cursor.GetString()}" : null;
        }

        seen.ShouldBe(Enumerable.Reverse(made));
        (await shop.Guest.Get($"/products?category={category}&inStock=true&minPrice=102&maxPrice=103"))["items"].GetArrayLength().ShouldBe(2);
        (await shop.Guest.Get("/categories"))["items"].EnumerateArray()
            .Single(c => c.GetProperty("name").GetString() == category).GetProperty("count").GetInt32().ShouldBe(5);
    }

    [Theory]
    [InlineData("limit=0", "validation")]
    [InlineData("limit=101", "validation")]
    [InlineData("minPrice=-1", "validation")]
    [InlineData("maxPrice=much", "validation")]
    [InlineData("inStock=maybe", "validation")]
    [InlineData("cursor=***", "invalidCursor")]
    [InlineData("sort=price", "validation")]
    [InlineData("facets=perhaps", "validation")]
    [InlineData("minRating=5.1", "validation")]
    [InlineData("minRating=-1", "validation")]
    [InlineData("search=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q", "validation")]
    [InlineData("category=0123456789012345678901234567890123456789012345678901234567890123x", "validation")]
    [InlineData("tag=0123456789012345678901234567890123456789012345678901234567890123x", "validation")]
    public async Task A_list_refuses_what_it_does_not_know(string query, string code) => (await shop.Guest.Get("/products?" + query)).MustBeProblem(400, code);

    [Fact]
    public async Task A_search_is_sorted_counted_and_gone_through_by_cursor()
    {
        var category = $"Found {Guid.NewGuid():N}";
        var (dear, cheap, sold) = (await shop.NewProductAsync(price: 300, category: category), await shop.NewProductAsync(price: 100, category: category), await shop.NewProductAsync(pieces: 0, price: 200, category: category));
        await SettledAsync();
        var first = (await shop.Guest.Get($"/products?category={category}&sort=priceAsc&limit=2")).MustBe(200);
        Ids(first).ShouldBe([cheap, sold]);
        first["total"].GetProperty("count").GetInt32().ShouldBe(3);
        first["facets"].GetProperty("inStock")[1].GetProperty("count").GetInt32().ShouldBe(1);
        var next = $"/products?category={category}&sort=priceAsc&limit=2&cursor={first["nextCursor"].GetString()}";
        var second = (await shop.Guest.Get(next)).MustBe(200);
        Ids(second).ShouldBe([dear]);
        second.Json.TryGetProperty("facets", out _).ShouldBeFalse();
        (await shop.Guest.Get(next.Replace("priceAsc", "priceDesc", StringComparison.Ordinal))).MustBeProblem(400, "invalidCursor");
        (await shop.Guest.Get(next + "&facets=true")).MustBe(200)["total"].GetProperty("count").GetInt32().ShouldBe(3);

        static List<Guid> Ids(Reply page) => [.. page["items"].EnumerateArray().Select(i => i.GetProperty("id").GetGuid())];
    }

    [Fact]
    public async Task What_all_may_see_is_kept_by_caches_on_the_way_unless_a_token_came_with_the_question()
    {
        var id = await shop.NewProductAsync();
        await SettledAsync();
        foreach (var path in (string[])["/products", $"/products/{id}", "/categories"])
        {
            var answer = (await shop.Guest.Get(path)).MustBe(200);
            answer.Header("Cache-Control").ShouldBe("public, max-age=1, stale-while-revalidate=10");
            answer.Header("Vary")!.ShouldContain("Store-Min-Position");
            (await shop.Guest.Get(path, ("If-None-Match", answer.Header("ETag")!))).MustBe(304).Header("Cache-Control").ShouldBe(answer.Header("Cache-Control"));
            (await shop.Admin.Get(path)).MustBe(200).Header("Cache-Control").ShouldBe("no-store");
        }
    }

    [Fact]
    public async Task A_parameter_that_is_named_and_left_empty_filters_nothing() =>
        (await shop.Guest.Get("/products?search=&category=&limit=&cursor=&tag=&minPrice=&maxPrice=&inStock=&sort=&facets=")).MustBe(200);

    [Fact]
    public async Task Stock_is_received_and_corrected_within_limits()
    {
        var product = await shop.NewProductAsync(pieces: 10);
        (await shop.Admin.Post($"/products/{product}/stock/adjustments", new { delta = -4, reason = "broken" })).MustBe(200)["available"].GetInt64().ShouldBe(6);
        (await shop.Admin.Post($"/products/{product}/stock/adjustments", new { delta = -7, reason = "broken" })).MustBeProblem(409, "belowZero");
        (await shop.Admin.Post($"/products/{product}/stock/adjustments", new { delta = -1 })).MustBeProblem(400, "validation");
        (await shop.Admin.Post($"/products/{product}/stock/receipts", new { quantity = -1 })).MustBeProblem(400, "validation");
        (await shop.Admin.Post($"/products/{product}/stock/receipts", new { quantity = 1 }, ("If-Match", "\"1\""))).MustBeProblem(412, "versionMismatch");
        (await shop.Admin.Post($"/products/{Guid.NewGuid()}/stock/receipts", new { quantity = 1 })).MustBeProblem(404, "productNotFound");
        (await shop.Guest.Get($"/products/{Guid.NewGuid()}/stock")).MustBeProblem(404, "productNotFound");
        (await shop.StockOfAsync(product)).ShouldBe((6, 0, 0));
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found()
    {
        (await shop.Guest.Get($"/products/{Guid.NewGuid()}")).MustBeProblem(404, "productNotFound");
        (await shop.Guest.Get("/products/no-id-at-all")).MustBeProblem(404, "notFound");
        (await shop.Admin.Patch($"/products/{Guid.NewGuid()}", new { name = "Nobody" })).MustBeProblem(404, "productNotFound");
        (await shop.Admin.Delete($"/products/{Guid.NewGuid()}")).MustBeProblem(404, "productNotFound");
    }

    private static string NewSku() => $"sku-{Guid.NewGuid():N}";

    private static object Body(string sku, long amount = 1_000, string currency = "USD") =>
        new { sku, name = "A thing", description = "What it is.", price = new { amount, currency }, category = "Things" };

    private Task<Reply> Read(string path, Reply after) => shop.Guest.Get(path, ("Store-Min-Position", after.Header("Store-Position")!));

    private async Task SettledAsync() => (await shop.Guest.Get("/categories", ("Store-Min-Position", $"{shop.Journal.Head}"))).MustBe(200);
}
