using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;

namespace OrleansStore.Api.Carts;

/// <summary>A cart as its owner sees it, at present prices.</summary>
/// <param name="Coupon">The code that the order is to be placed with.</param>
/// <param name="CouponOutcome">What the coupon does for the cart as it is.</param>
/// <param name="Subtotal">What the lines that can be ordered come to.</param>
/// <param name="Shipping">Where no country was asked for: of the first method that goes anywhere.</param>
/// <param name="Tax">Nothing where no country was asked for.</param>
/// <param name="Notices">What changed since the owner last looked, or keeps the cart from being ordered as it is.</param>
/// <param name="OrderId">The order it became.</param>
/// <param name="MergedInto">The cart that took over what it held.</param>
public sealed record CartAnswer(
    Guid Id,
    int Version,
    Guid? CustomerId,
    IReadOnlyList<CartLineAnswer> Items,
    string? Coupon,
    CartCoupon? CouponOutcome,
    Money Subtotal,
    Money Discount,
    Money Shipping,
    Money Tax,
    Money Total,
    IReadOnlyList<CartNotice> Notices,
    Guid? OrderId,
    Guid? MergedInto,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    /// <summary>What became of each line when another cart was taken over; only in the answer to that.</summary>
    public IReadOnlyList<CartChange>? Changes { get; init; }

    /// <summary>What a guest opens the cart with; told once, when it is started.</summary>
    public string? CartToken { get; init; }
}

/// <summary>What a coupon does for a cart.</summary>
/// <param name="Applied">Whether it takes anything off.</param>
/// <param name="Amount">What it takes off.</param>
/// <param name="Code">The problem's code when it cannot be used: what an order with it would be refused with.</param>
/// <param name="Reason">Why it does not apply.</param>
public sealed record CartCoupon(bool Applied, Money Amount, string? Code = null, string? Reason = null);

/// <summary>A line of a cart.</summary>
/// <param name="UnitPrice">What a piece costs today.</param>
/// <param name="Available">Pieces that can be sold now, to anybody.</param>
public sealed record CartLineAnswer(Guid ProductId, string Sku, string Name, int Quantity, Money UnitPrice, Money LineTotal, long Available);

/// <summary>Something that the owner of a cart should know before he orders.</summary>
/// <param name="Code">One of <see cref="CartNotices"/>.</param>
/// <param name="Detail">One sentence for people.</param>
/// <param name="OldPrice">The price that was seen.</param>
/// <param name="NewPrice">The price today.</param>
/// <param name="Available">Pieces that can be sold now.</param>
public sealed record CartNotice(
    string Code, Guid ProductId, string Detail, Money? OldPrice = null, Money? NewPrice = null, long? Available = null);

/// <summary>What a notice can be about.</summary>
public static class CartNotices
{
    /// <summary>The price is not the one that was seen; it is agreed to before the cart is ordered.</summary>
    public const string PriceChanged = "priceChanged";

    /// <summary>None is available.</summary>
    public const string OutOfStock = "outOfStock";

    /// <summary>Fewer are available than the cart holds.</summary>
    public const string InsufficientStock = "insufficientStock";

    /// <summary>The product is no longer on sale.</summary>
    public const string ProductRemoved = "productRemoved";
}
