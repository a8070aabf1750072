using System.Collections.Immutable;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Carts;

namespace OrleansStore.Grains.Checkout;

/// <summary>Turns what a buyer asks for into lines at today's prices.</summary>
internal static class OrderDrafting
{
    /// <summary>The draft, or why there can be none.</summary>
    public static async Task<(OrderDraft? Draft, StoreError? Error)> DraftAsync(
        IGrainFactory grains, StartCheckout command, string currency)
    {
        var (items, error) = await ItemsAsync(grains, command);
        error ??= Check(items);
        if (error is not null) return (null, error);

        var lines = ImmutableArray.CreateBuilder<OrderLine>(items.Length);
        var total = 0L;
        foreach (var item in items)
        {
            var (offer, missing) = await OfferAsync(grains, item.ProductId);
            if (missing is not null) return (null, missing);
            lines.Add(offer! with { Quantity = item.Quantity });
            total += offer!.UnitPrice * item.Quantity;
            if (total > CheckoutLimits.Total) return (null, CheckoutErrors.TooMuch());
        }

        if (PriceCheck.Run(items, lines) is { } moved) return (null, moved);
        return (new OrderDraft(command.CustomerId, command.Email, currency, lines.MoveToImmutable(), command.ShippingAddress, command.Payment), null);
    }

    /// <summary>One piece of a product as it is sold now.</summary>
    public static async Task<(OrderLine? Offer, StoreError? Error)> OfferAsync(IGrainFactory grains, Guid productId)
    {
        var product = await grains.GetGrain<IProductGrain>(productId).Get();
        if (product.Value is not { } p) return (null, product.Error);
        return p.Active
            ? (new OrderLine(p.Id, p.Sku, p.Name, 1, p.Price.Amount), null)
            : (null, ProductErrors.Removed(productId));
    }

    private static async Task<(ImmutableArray<CartItem> Items, StoreError? Error)> ItemsAsync(
        IGrainFactory grains, StartCheckout command)
    {
        if (command.CartId is not { } cartId) return (command.Items, null);
        var cart = await grains.GetGrain<ICartGrain>(cartId).Get();
        if (cart.Value is not { } c) return ([], cart.Error);
        if (c.CustomerId is not null && c.CustomerId != command.CustomerId) return ([], CartErrors.NotFound(cartId));
        if (c.MergedInto is { } into) return ([], CartErrors.Merged(into));
        return c.OrderId is { } order ? ([], CartErrors.Ordered(order)) : (c.Items, null);
    }

    private static StoreError? Check(ImmutableArray<CartItem> items)
    {
        if (items.IsEmpty) return CartErrors.Empty();
        if (items.Length > CartLimits.Lines) return CartErrors.TooManyLines();
        for (var i = 0; i < items.Length; i++)
        {
            if (items[i].Quantity is < 1 or > CartLimits.Quantity) return CartErrors.InvalidQuantity(items[i].Quantity);
            for (var j = 0; j < i; j++)
                if (items[j].ProductId == items[i].ProductId) return CartErrors.Twice(items[i].ProductId);
        }

        return null;
    }
}
