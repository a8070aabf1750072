namespace OrleansStore.Api.Tests.Setup;

/// <summary>What buyers do, in one line each.</summary>
internal static class OrderSteps
{
    public static readonly object Address = new { street = "1 Main St", city = "Springfield", zipCode = "12345", country = "us" };

    /// <summary>The body of an order of one product.</summary>
    public static object OrderOf(Guid productId, int quantity = 1, string method = "card", string? token = null, string? email = "guest@example.com") => new
    {
        items = new[] { new { productId, quantity } },
        shippingAddress = Address,
        payment = new { method, token },
        email,
    };

    /// <summary>Places an order.</summary>
    public static Task<Reply> Order(this Visitor buyer, Guid productId, int quantity = 1, string method = "card", string? token = null) =>
        buyer.Post("/orders", OrderOf(productId, quantity, method, token));

    /// <summary>The same visitor, who can open the guest's cart that was answered.</summary>
    public static Visitor With(this Visitor guest, Reply cart) => guest with { CartToken = cart["cartToken"].GetString() };

    /// <summary>The body of an order of a cart.</summary>
    public static object OrderOfCart(Guid cartId, string method = "card") =>
        new { cartId, shippingAddress = Address, payment = new { method }, email = "guest@example.com" };

    /// <summary>Starts a cart.</summary>
    public static async Task<Reply> Cart(this Visitor buyer, Guid productId, int quantity = 1) =>
        (await buyer.Post("/carts", new { items = new[] { new { productId, quantity } } })).MustBe(201);
}
