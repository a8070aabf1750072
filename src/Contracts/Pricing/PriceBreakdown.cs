using System.Collections.Immutable;
using OrleansStore.Contracts.Promotions;

namespace OrleansStore.Contracts.Pricing;

/// <summary>How a total comes about. All amounts are minor units of the one currency; prices are without tax.</summary>
/// <remarks>
/// <see cref="Total"/> = <see cref="Subtotal"/> − <see cref="Discount"/> + <see cref="ShippingTotal"/> + <see cref="Tax"/>,
/// each of them is the sum of its parts, and no line's discount is above its subtotal.
/// </remarks>
/// <param name="Promotions">Those that took something off, in the order in which they were applied.</param>
/// <param name="Taxes">One for each rate that applied.</param>
/// <param name="Subtotal">What the lines come to at full price.</param>
/// <param name="Discount">What is taken off, of lines and shipping together.</param>
/// <param name="ShippingTotal">What shipping costs before discounts.</param>
/// <param name="Tax">On lines and shipping together.</param>
[GenerateSerializer, Immutable, Alias("store.priceBreakdown")]
public sealed record PriceBreakdown(
    string Currency,
    ImmutableArray<PricedLine> Lines,
    ImmutableArray<AppliedPromotion> Promotions,
    ShippingCharge Shipping,
    ImmutableArray<TaxCharge> Taxes,
    long Subtotal,
    long Discount,
    long ShippingTotal,
    long Tax,
    long Total);

/// <summary>One line with its share of everything.</summary>
/// <param name="Discount">Shares of all promotions together.</param>
/// <param name="Tax">Its share of the tax.</param>
/// <param name="Total"><paramref name="Subtotal"/> − <paramref name="Discount"/> + <paramref name="Tax"/>.</param>
[GenerateSerializer, Immutable, Alias("store.pricedLine")]
public sealed record PricedLine(
    Guid ProductId, string Category, int Quantity, long UnitPrice, long Subtotal, long Discount, long Tax, long Total);

/// <summary>What a promotion took off.</summary>
/// <param name="Code">The coupon it was asked for with.</param>
/// <param name="Amount">All shares together.</param>
/// <param name="Shares">Of the lines that got something off, in the order of the lines.</param>
/// <param name="ShippingShare">What it took off shipping.</param>
/// <param name="Rate">The share it takes off, in parts per million, where it has one.</param>
[GenerateSerializer, Immutable, Alias("store.appliedPromotion")]
public sealed record AppliedPromotion(
    Guid PromotionId,
    string Name,
    string? Code,
    PromotionKind Kind,
    long Amount,
    ImmutableArray<LineShare> Shares,
    long ShippingShare,
    int? Rate = null);

/// <summary>What a promotion took off one line.</summary>
[GenerateSerializer, Immutable, Alias("store.lineShare")]
public sealed record LineShare(Guid ProductId, long Amount);

/// <summary>What shipping costs.</summary>
/// <param name="Method">The method's code.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Amount">Before discounts.</param>
/// <param name="Discount">Shares of all promotions together.</param>
/// <param name="Tax">Its share of the tax.</param>
[GenerateSerializer, Immutable, Alias("store.shippingCharge")]
public sealed record ShippingCharge(string Method, string Name, long Amount, long Discount, long Tax = 0)
{
    /// <summary>Nobody knows yet where it goes.</summary>
    public static ShippingCharge Unknown { get; } = new("", "", 0, 0);
}

/// <summary>What one tax rate comes to.</summary>
/// <param name="Region">A country, or a country and a state as in <c>US-CA</c>.</param>
/// <param name="Category">The category whose rate it is; null for the region's general one.</param>
/// <param name="Rate">Parts per million.</param>
/// <param name="Base">What it is taken of: discounted lines, and discounted shipping where that is taxed.</param>
[GenerateSerializer, Immutable, Alias("store.taxCharge")]
public sealed record TaxCharge(string Region, string? Category, int Rate, long Base, long Amount);
