using OrleansStore.Api.Http;
using OrleansStore.Api.Products;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.Api.Carts;

/// <summary>Starts a cart.</summary>
public sealed record CreateCartRequest(ItemRequest[]? Items) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Items("items", Items);
}

/// <summary>So many of a product.</summary>
public sealed record ItemRequest(Guid? ProductId, int? Quantity) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Required("productId", ProductId).Range("quantity", Quantity, 1, CartLimits.Quantity);

    /// <summary>As grains know it; only after it was checked.</summary>
    public CartItem ToItem() => new(ProductId!.Value, Quantity!.Value);

    /// <summary>As pieces of an order; only after it was checked.</summary>
    public OrderPieces ToPieces() => new(ProductId!.Value, Quantity!.Value);
}

/// <summary>Makes a product's quantity exactly so many.</summary>
public sealed record SetCartItemRequest(int? Quantity) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Range("quantity", Quantity, 1, CartLimits.Quantity);
}

/// <summary>Names the coupon for the order.</summary>
public sealed record CouponRequest(string? Code) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Text("code", Code, CartLimits.Coupon);
}

/// <summary>Agrees to today's prices.</summary>
/// <param name="Items">What the buyer takes for today's prices; where one is not, nothing is agreed. Absent: whatever they are.</param>
public sealed record AcceptPricesRequest(AcceptedPriceRequest[]? Items) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        if (Items?.Length > CartLimits.Lines) checks.Fail("items", $"At most {CartLimits.Lines}.");
        else for (var i = 0; i < Items?.Length; i++) checks.Nested($"items[{i}]", Items[i]);
    }
}

/// <summary>A price that the buyer agrees to.</summary>
public sealed record AcceptedPriceRequest(Guid? ProductId, MoneyRequest? UnitPrice) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Required("productId", ProductId).Nested("unitPrice", UnitPrice);

    /// <summary>As grains know it; only after it was checked.</summary>
    public CartPrice ToPrice() => new(ProductId!.Value, UnitPrice!.ToMoney().Amount);
}

/// <summary>Takes over what another cart holds.</summary>
/// <param name="FromCartToken">What the other cart opens with, if it is a guest's; the header <c>Cart-Token</c> counts otherwise.</param>
public sealed record MergeCartRequest(Guid? FromCartId, string? FromCartToken) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Required("fromCartId", FromCartId).OptionalText("fromCartToken", FromCartToken, 500);
}

/// <summary>Checks that only lists of items need.</summary>
internal static class ItemChecks
{
    /// <summary>Not too many lines, each of them sound.</summary>
    public static Checks Items(this Checks checks, string field, ItemRequest[]? items)
    {
        if (items?.Length > CartLimits.Lines) return checks.Fail(field, $"At most {CartLimits.Lines}.");
        for (var i = 0; i < items?.Length; i++) checks.Nested($"{field}[{i}]", items[i]);
        return checks;
    }
}
