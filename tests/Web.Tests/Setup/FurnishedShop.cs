using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Web.Tests.Setup;

/// <summary>A shop in which something has happened, so that no page is empty.</summary>
public sealed class FurnishedShop : IAsyncLifetime
{
    public const string Customer = "ada@example.com";

    /// <summary>The shop.</summary>
    public WebShop Shop { get; } = new();

    /// <summary>Ids by what they are of, as routes name it: <c>products</c>, <c>orders</c>, …</summary>
    public Dictionary<string, Guid> Ids { get; } = [];

    public async ValueTask InitializeAsync()
    {
        await Shop.InitializeAsync();
        if (!Shop.IsThere) return;
        var (admin, customer) = (await Shop.AdminAsync(), await Shop.RegisterAsync(Customer));
        var products = (await Shop.Guest.Get("/products?limit=20")).MustBe(200)["items"].EnumerateArray().Select(p => p.GetProperty("id").GetGuid()).ToList();
        foreach (var product in products.Take(6)) Ids["orders"] = (await customer.Order(product, 2)).MustBe(201).Id;
        foreach (var product in products.Take(3)) (await Shop.Guest.Order(product)).MustBe(201);
        (await admin.Post($"/orders/{Ids["orders"]}/ship", new { trackingNumber = "1Z999", carrier = "UPS" })).MustBe(200);
        Ids["products"] = Ids["stock"] = products[5];
        Ids["customers"] = customer.Id;
        (await customer.Post("/carts", new { items = new[] { new { productId = products[0], quantity = 1 } } })).MustBe(201);
        Ids["promotions"] = (await admin.Post("/promotions", new { name = "Ten percent", code = "SAVE10", kind = "percentage", percent = 10 })).MustBe(201).Id;
        Ids["webhooks"] = (await admin.Post("/webhooks", new { url = "https://example.com/hook", events = new[] { "order.created" } })).MustBe(201).Id;
    }

    /// <summary>A page's address, with the id of what is there.</summary>
    public string Address(string pattern) =>
        pattern.Contains(":id", StringComparison.Ordinal) ? pattern.Replace(":id", $"{Ids[pattern.Split('/')[^2]]}", StringComparison.Ordinal) : pattern;

    /// <summary>No page has a parameter for which nobody has a value.</summary>
    public static void MustKnowAll(IEnumerable<string> patterns) =>
        patterns.Where(p => p.Replace(":id", "", StringComparison.Ordinal).Contains(':')).ShouldBeEmpty();

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}
