using OrleansStore.Contracts.Pricing;
using OrleansStore.Grains.Pricing;

namespace OrleansStore.Grains.Tests.Pricing;

/// <summary>Which row of a table counts.</summary>
public sealed class RateTableTests
{
    private static readonly ShippingTable Shipping = new(
    [
        new ShippingRule("letter", "Letter", ["DE"], 120, MaxPieces: 2, Below: 2_000),
        new ShippingRule("parcel", "Parcel", ["DE", "AT"], 490, FreeFrom: 5_000),
        new ShippingRule("parcel", "Parcel", [], 1_500, PerPiece: 100),
        new ShippingRule("express", "Express", ["DE"], 1_990, From: 1_000),
    ]);

    private static readonly TaxTable Taxes = new(
    [
        new TaxRule("US", null, null, 10_000, false),
        new TaxRule("US", null, "paper", 0, false),
        new TaxRule("US", "CA", null, 72_500, true),
        new TaxRule("US", "CA", "paper", 20_000, false),
    ]);

    [Theory]
    [InlineData("DE", 999, 2, "letter 120, parcel 490")]
    [InlineData("de", 1_000, 3, "parcel 490, express 1990")]
    [InlineData("DE", 5_000, 1, "parcel 0, express 1990")]
    [InlineData("AT", 4_999, 1, "parcel 490")]
    [InlineData("FR", 5_000, 3, "parcel 1800")]
    [InlineData(null, 5_000, 3, "parcel 1800")]
    public void The_first_row_of_each_method_that_fits_counts(string? country, long subtotal, int pieces, string offers) =>
        string.Join(", ", Shipping.Offers(new ShippingQuery(country, null, subtotal, pieces)).Select(o => $"{o.Method} {o.Price}")).ShouldBe(offers);

    [Fact]
    public void An_offer_says_from_what_amount_it_would_be_free()
    {
        Shipping.Offers(new ShippingQuery("AT", null, 4_999, 1)).ShouldBe([new ShippingOffer("parcel", "Parcel", 490, 5_000)]);
        Shipping.Offers(new ShippingQuery("AT", null, 5_000, 1)).ShouldBe([new ShippingOffer("parcel", "Parcel", 0)]);
    }

    [Theory]
    [InlineData("US", "CA", "Paper", "US-CA paper 20000")]
    [InlineData("US", "ca", "wood", "US-CA  72500")]
    [InlineData("US", "NY", "wood", "US  10000")]
    [InlineData("US", null, "paper", null)]
    [InlineData("FR", null, "wood", null)]
    public void The_row_that_says_most_counts_alone(string country, string? state, string category, string? rate)
    {
        var found = Taxes.OfGoods(country, state, category);
        (found is null ? null : $"{found.Region} {found.Category} {found.Rate}").ShouldBe(rate);
    }

    [Theory]
    [InlineData("CA", 72_500)]
    [InlineData("NY", null)]
    public void Shipping_is_taxed_where_the_general_rate_says_so(string state, int? rate) =>
        (Taxes.OfShipping("US", state)?.Rate).ShouldBe(rate);
}
