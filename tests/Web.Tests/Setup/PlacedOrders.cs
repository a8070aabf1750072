using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Web.Tests.Setup;

/// <summary>An order of a test's own.</summary>
internal sealed record PlacedOrder(Guid Id, string Number)
{
    /// <summary>Where its events are.</summary>
    public string Stream => $"order-{Id:N}";
}

/// <summary>Orders of guests, and what becomes of them.</summary>
internal static class PlacedOrders
{
    /// <summary>An order of a product of its own, paid by card.</summary>
    public static async Task<PlacedOrder> PlacedAsync(this WebShop shop)
    {
        var placed = (await shop.Guest.Order((await shop.ProductAsync()).Id)).MustBe(201);
        return new(placed.Id, placed["number"].GetString()!);
    }

    /// <summary>It goes out, and reads show so.</summary>
    public static async Task ShipAsync(this WebShop shop, PlacedOrder order)
    {
        var admin = await shop.AdminAsync();
        var shipped = (await admin.Post($"/orders/{order.Id}/ship", new { trackingNumber = "1Z999", carrier = "UPS" })).MustBe(200);
        (await admin.Get($"/orders/{order.Id}", ("Store-Min-Position", shipped.Header("Store-Position")!))).MustBe(200);
    }

    /// <summary>An order that has gone out.</summary>
    public static async Task<PlacedOrder> ShippedAsync(this WebShop shop)
    {
        var order = await shop.PlacedAsync();
        await shop.ShipAsync(order);
        return order;
    }
}
