using System.Collections.Immutable;
using OrleansStore.Contracts.Pricing;

namespace OrleansStore.Grains.Pricing;

/// <summary>What prices depend on beside products and promotions.</summary>
/// <param name="Currency">ISO 4217.</param>
public sealed record PricingTables(string Currency, IShippingRates Shipping, ITaxRates Taxes)
{
    /// <summary>Without configuration: <c>standard</c> shipping to anywhere for nothing, no tax.</summary>
    public static PricingTables Plain(string currency) => new(currency, ShippingTable.Default, TaxTable.Default);
}

/// <summary>What shipping costs.</summary>
public interface IShippingRates
{
    /// <summary>The methods that take it there, in the shop's order; the first is taken when none is chosen.</summary>
    ImmutableArray<ShippingOffer> Offers(ShippingQuery query);
}

/// <summary>What is taxed, and how much.</summary>
public interface ITaxRates
{
    /// <summary>The rate for goods of a category that go there; null when none is due.</summary>
    TaxRate? OfGoods(string country, string? state, string category);

    /// <summary>The rate for shipping that goes there; null when none is due.</summary>
    TaxRate? OfShipping(string country, string? state);
}

/// <summary>A tax rate.</summary>
/// <param name="Region">A country, or a country and a state as in <c>US-CA</c>.</param>
/// <param name="Category">The category whose rate it is; null for the region's general one.</param>
/// <param name="Rate">Parts per million.</param>
public sealed record TaxRate(string Region, string? Category, int Rate);
