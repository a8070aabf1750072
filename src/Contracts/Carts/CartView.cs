using System.Collections.Immutable;

namespace OrleansStore.Contracts.Carts;

/// <summary>A cart as its grain knows it; names, prices and availability are joined when it is shown.</summary>
/// <param name="OrderId">The order it became.</param>
/// <param name="Coupon">The code that the order is to be placed with.</param>
/// <param name="MergedInto">The cart that took over what it held.</param>
[GenerateSerializer, Immutable, Alias("store.cartView")]
public sealed record CartView(
    Guid Id,
    Guid? CustomerId,
    ImmutableArray<CartItem> Items,
    Guid? OrderId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version,
    string? Coupon = null,
    Guid? MergedInto = null);

/// <summary>A cart that took over another one.</summary>
/// <param name="Changes">Every line and coupon of the other cart, and what became of it.</param>
[GenerateSerializer, Immutable, Alias("store.cartMergeView")]
public sealed record CartMergeView(CartView Cart, ImmutableArray<CartChange> Changes);

/// <summary>What became of one thing when a cart was taken over.</summary>
/// <param name="Code">One of <see cref="CartChanges"/>.</param>
/// <param name="ProductId">The line's product; null when it is about the coupon.</param>
/// <param name="Wanted">Pieces that both carts held together.</param>
/// <param name="Quantity">Pieces that the cart holds now.</param>
/// <param name="Coupon">The coupon it is about.</param>
[GenerateSerializer, Immutable, Alias("store.cartChange")]
public sealed record CartChange(string Code, Guid? ProductId = null, int? Wanted = null, int? Quantity = null, string? Coupon = null);

/// <summary>What can become of a line or a coupon when a cart is taken over.</summary>
public static class CartChanges
{
    /// <summary>The line is new.</summary>
    public const string ItemAdded = "itemAdded";

    /// <summary>The line was there; the pieces add up.</summary>
    public const string QuantityAdded = "quantityAdded";

    /// <summary>The pieces come to more than a line may have.</summary>
    public const string QuantityLimited = "quantityLimited";

    /// <summary>The cart has as many lines as it may have; the line is not in it.</summary>
    public const string ItemLeftOut = "itemLeftOut";

    /// <summary>The coupon is the cart's now.</summary>
    public const string CouponTaken = "couponTaken";

    /// <summary>The cart has another coupon and keeps it.</summary>
    public const string CouponLeftOut = "couponLeftOut";
}
