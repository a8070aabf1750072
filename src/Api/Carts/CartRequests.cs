using OrleansStore.Api.Http;
using OrleansStore.Contracts.Carts;

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
}

/// <summary>Makes a product's quantity exactly so many.</summary>
public sealed record SetCartItemRequest(int? Quantity) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Range("quantity", Quantity, 1, CartLimits.Quantity);
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
