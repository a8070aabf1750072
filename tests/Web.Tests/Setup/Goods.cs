namespace OrleansStore.Web.Tests.Setup;

/// <summary>A product of a test's own.</summary>
internal sealed record Good(Guid Id, string Name);

/// <summary>Products beside those of the demo.</summary>
internal static class Goods
{
    /// <summary>A new product of 12.50 USD with so many pieces in stock, which reads show already.</summary>
    public static async Task<Good> ProductAsync(this WebShop shop, int pieces = 10, string? name = null, string category = "Home")
    {
        var admin = await shop.AdminAsync();
        var mark = Guid.NewGuid().ToString("N")[..6];
        name ??= $"Lamp {mark}";
        var created = (await admin.Post("/products", new
        {
            sku = $"LAMP-{mark}",
            name,
            description = "It is bright.",
            price = new { amount = 1_250, currency = "USD" },
            category,
            tags = new[] { "light" },
        })).MustBe(201);
        var received = (await admin.Post($"/products/{created.Id}/stock/receipts", new { quantity = pieces })).MustBe(200);
        (await shop.Guest.Get($"/products/{created.Id}", ("Store-Min-Position", received.Header("Store-Position")!))).MustBe(200);
        return new(created.Id, name);
    }
}
