using System.Collections.Immutable;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Pricing;

namespace OrleansStore.Grains.Tests.Pricing;

/// <summary>What certain carts come to.</summary>
public sealed class PriceTests
{
    private static readonly QuoteLine Lamps = new(Some.Lamp, "light", 3, 999);
    private static readonly QuoteLine Chair = new(Some.Chair, "wood", 1, 10_000);
    private static readonly PricingTables Plain = PricingTables.Plain(Some.Currency);

    [Fact]
    public void Without_promotions_shipping_rates_and_taxes_an_order_comes_to_its_subtotal()
    {
        var price = Price([Lamps, Chair]).Breakdown;

        (price.Subtotal, price.Discount, price.ShippingTotal, price.Tax, price.Total).ShouldBe((12_997, 0, 0, 0, 12_997));
        (price.Shipping.Method, price.Currency).ShouldBe(("standard", Some.Currency));
    }

    [Fact]
    public void A_percentage_is_rounded_once_half_up_and_spread_to_the_cent()
    {
        // 10 % of 12,997 are 1,299.7: 1,300, of which the chair's fair share is 1,000.23 and the lamps' 299.77.
        var price = Price([Lamps, Chair], Percentage(100_000)).Breakdown;

        price.Discount.ShouldBe(1_300);
        price.Lines.Select(l => l.Discount).ShouldBe([300, 1_000]);
    }

    [Fact]
    public void Of_equal_shares_the_first_line_gets_the_odd_cent()
    {
        var lines = Enumerable.Range(1, 3).Select(i => new QuoteLine(Some.Id(i), "light", 1, 100)).ToArray();

        Price(lines, Amount(100)).Breakdown.Lines.Select(l => l.Discount).ShouldBe([34, 33, 33]);
    }

    [Fact]
    public void An_amount_is_never_above_what_it_is_for()
    {
        var price = Price([Lamps, Chair], Amount(50_000) with { Categories = ["LIGHT"] }).Breakdown;

        price.Lines.Select(l => l.Discount).ShouldBe([2_997, 0]);
        price.Total.ShouldBe(10_000);
    }

    [Theory]
    [InlineData(2, 0, 0)]
    [InlineData(3, 999, 0)]
    [InlineData(5, 999, 0)]
    [InlineData(6, 1_998, 0)]
    [InlineData(2, 0, 1)]
    public void Of_three_pieces_the_cheapest_is_free(int lamps, long off, int chairs)
    {
        var lines = new List<QuoteLine> { Lamps with { Quantity = lamps } };
        if (chairs > 0) lines.Add(Chair);
        if (lamps == 2 && chairs == 1) off = 999;

        Price(lines, TwoGetOne()).Breakdown.Discount.ShouldBe(off);
    }

    [Fact]
    public void What_is_got_may_be_cheaper_instead_of_free() =>
        Price([Lamps], TwoGetOne() with { Rate = 500_000 }).Breakdown.Discount.ShouldBe(500);

    [Fact]
    public void Promotions_are_applied_by_priority_then_pieces_shares_amounts_and_shipping_then_by_id()
    {
        PromotionTerms[] terms = [FreeShipping(), Amount(100), Percentage(100_000), TwoGetOne(), Amount(1) with { Priority = 1 }];
        var tables = Plain with { Shipping = new ShippingTable([new ShippingRule("parcel", "Parcel", [], 490)]) };

        var price = Price(Request([Lamps]), terms, tables).Breakdown;

        price.Promotions.Select(p => p.Amount).ShouldBe([1, 999, 200, 100, 490]);
        price.Promotions.Select(p => p.PromotionId).ShouldBe([Some.Id(5), Some.Id(4), Some.Id(3), Some.Id(2), Some.Id(1)]);
        (price.Shipping.Amount, price.Shipping.Discount, price.ShippingTotal).ShouldBe((490, 490, 490));
        price.Total.ShouldBe(2_997 - 1 - 999 - 200 - 100);
    }

    [Fact]
    public void What_stands_alone_is_applied_alone_or_not_at_all()
    {
        var first = Price([Lamps], Percentage(100_000) with { Exclusive = true, Priority = 1 }, Amount(5));
        Reasons(first).ShouldBe([null, PromotionReasons.Excluded]);

        var second = Price([Lamps], Amount(5) with { Priority = 1 }, Percentage(100_000) with { Exclusive = true });
        Reasons(second).ShouldBe([null, PromotionReasons.Excluded]);
        second.Breakdown.Discount.ShouldBe(5);
    }

    [Fact]
    public void What_stands_alone_and_takes_nothing_off_keeps_nobody_out()
    {
        var quote = Price([Lamps], FreeShipping() with { Exclusive = true, Priority = 1 }, Amount(5));

        Reasons(quote).ShouldBe([PromotionReasons.NothingToDiscount, null]);
    }

    public static TheoryData<PromotionTerms, string?> Conditions() => new()
    {
        { Amount(5) with { Active = false }, PromotionReasons.Inactive },
        { Amount(5) with { StartsAt = Some.Now.AddSeconds(1) }, PromotionReasons.NotStarted },
        { Amount(5) with { StartsAt = Some.Now }, null },
        { Amount(5) with { EndsAt = Some.Now }, PromotionReasons.Ended },
        { Amount(5) with { EndsAt = Some.Now.AddSeconds(1) }, null },
        { Amount(5) with { Categories = ["paper"] }, PromotionReasons.NoEligibleItems },
        { Amount(5) with { Categories = ["paper"], Products = [Some.Lamp] }, null },
        { Amount(5) with { Products = [Some.Id(99)] }, PromotionReasons.NoEligibleItems },
        { Amount(5) with { Minimum = 12_998 }, PromotionReasons.BelowMinimum },
        { Amount(5) with { Minimum = 12_997 }, null },
        { Amount(5) with { Minimum = 2_998, Categories = ["light"] }, PromotionReasons.BelowMinimum },
        { Amount(5) with { CustomerGroup = "staff" }, PromotionReasons.OtherCustomerGroup },
        { Amount(5) with { CustomerGroup = "VIP" }, null },
        { Amount(5) with { FirstOrder = true }, null },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_promotion_applies_only_when_all_it_asks_for_is_there(PromotionTerms terms, string? reason) =>
        Reasons(Price([Lamps, Chair], terms)).ShouldBe([reason]);

    [Fact]
    public void First_orders_and_groups_are_of_customers_with_an_account()
    {
        PromotionTerms[] terms = [Amount(5) with { FirstOrder = true }, Amount(5) with { CustomerGroup = "vip" }];

        Reasons(Price(Request([Lamps]), terms, Plain, CustomerFacts.Guest)).ShouldAllBe(r => r == PromotionReasons.SignInRequired);
        Reasons(Price(Request([Lamps]), terms, Plain, new(true, false, "vip"))).ShouldBe([PromotionReasons.NotFirstOrder, null]);
    }

    [Theory]
    [InlineData(" summer ", null)]
    [InlineData("winter", "couponUnknown")]
    [InlineData("", null)]
    public void A_coupon_is_found_regardless_of_case_and_spaces(string coupon, string? code)
    {
        var (quote, error) = Answer(Request([Lamps]) with { Coupon = coupon }, [Amount(5) with { Code = "Summer" }]);

        error?.Code.ShouldBe(code);
        (error is null).ShouldBe(code is null);
        quote?.Breakdown.Discount.ShouldBe(coupon.Length > 0 ? 5 : 0);
    }

    [Fact]
    public void A_coupon_that_takes_nothing_off_is_refused_with_the_reason()
    {
        var (_, error) = Answer(Request([Lamps]) with { Coupon = "SUMMER" }, [Amount(5) with { Code = "SUMMER", Minimum = 5_000 }]);

        error.ShouldNotBeNull().Code.ShouldBe("couponNotApplicable");
        error.Facts.ShouldNotBeNull()["reason"].ShouldBe(PromotionReasons.BelowMinimum);
    }

    [Fact]
    public void What_is_used_up_is_left_out_when_it_applies_by_itself_and_refused_when_it_was_asked_for()
    {
        var usedUp = ImmutableDictionary<Guid, string>.Empty.Add(Some.Id(1), PromotionReasons.UsedUp);
        var usedByCustomer = usedUp.SetItem(Some.Id(1), PromotionReasons.UsedByCustomer);
        var coupon = Request([Lamps]) with { Coupon = "SUMMER" };

        Answer(Request([Lamps]), [Amount(5)], unavailable: usedUp).Quote.ShouldNotBeNull().Breakdown.Discount.ShouldBe(0);
        Answer(coupon, [Amount(5) with { Code = "SUMMER" }], unavailable: usedUp).Error.ShouldNotBeNull().Code.ShouldBe("couponUsedUp");
        Answer(coupon, [Amount(5) with { Code = "SUMMER" }], unavailable: usedByCustomer).Error.ShouldNotBeNull().Code.ShouldBe("couponUsedByCustomer");
    }

    [Fact]
    public void Only_what_has_limits_and_was_applied_is_to_be_redeemed()
    {
        PromotionTerms[] terms = [Amount(5), Amount(5) with { MaxUses = 10 }, Amount(5) with { FirstOrder = true }, Amount(5) with { MaxUses = 1, Categories = ["paper"] }];

        Price([Lamps], terms).Uses.ShouldBe(
        [
            new PromotionUse(Some.Id(2), null, 10, null, FirstOrder: false),
            new PromotionUse(Some.Id(3), null, null, null, FirstOrder: true),
        ]);
    }

    [Fact]
    public void Tax_is_on_what_is_left_by_the_rate_that_says_most()
    {
        var tables = Plain with
        {
            Shipping = new ShippingTable([new ShippingRule("parcel", "Parcel", [], 500)]),
            Taxes = new TaxTable([new TaxRule("DE", null, null, 190_000, true), new TaxRule("DE", null, "light", 70_000, false)]),
        };

        var price = Price(Request([Lamps, Chair]), [Amount(1_300)], tables).Breakdown;

        price.Taxes.ShouldBe([new TaxCharge("DE", "light", 70_000, 2_697, 189), new TaxCharge("DE", null, 190_000, 9_500, 1_805)]);
        (price.Lines[0].Tax, price.Lines[1].Tax, price.Shipping.Tax).ShouldBe((189, 1_710, 95));
        price.Total.ShouldBe(12_997 - 1_300 + 500 + 1_994);
    }

    [Fact]
    public void Without_a_destination_there_is_no_tax_and_only_what_ships_anywhere()
    {
        var tables = Plain with
        {
            Shipping = new ShippingTable([new ShippingRule("parcel", "Parcel", ["DE"], 500)]),
            Taxes = new TaxTable([new TaxRule("DE", null, null, 190_000, true)]),
        };

        var price = Price(Request([Lamps]) with { Destination = null }, [], tables).Breakdown;

        price.Shipping.ShouldBe(ShippingCharge.Unknown);
        price.Total.ShouldBe(2_997);
    }

    [Fact]
    public void What_goes_nowhere_has_no_price()
    {
        var tables = Plain with { Shipping = new ShippingTable([new ShippingRule("parcel", "Parcel", ["FR"], 500)]) };

        Answer(Request([Lamps]), [], tables).Error.ShouldNotBeNull().Code.ShouldBe("notShippedThere");
        Answer(Request([Lamps]) with { ShippingMethod = "parcel" }, [], tables).Error.ShouldNotBeNull().Code.ShouldBe("unknownShippingMethod");
        Answer(Request([Lamps]) with { ShippingMethod = "rocket" }, []).Error.ShouldNotBeNull().Code.ShouldBe("unknownShippingMethod");
        Price(Request([Lamps]) with { ShippingMethod = "Standard" }, [], Plain).Breakdown.Shipping.Method.ShouldBe("standard");
    }

    [Fact]
    public void More_than_can_be_counted_has_no_price() =>
        Answer(Request([Lamps with { UnitPrice = long.MaxValue }]), []).Error.ShouldNotBeNull().Code.ShouldBe("totalTooLarge");

    private static PromotionTerms Percentage(int rate) => Terms(PromotionKind.Percentage) with { Rate = rate };

    private static PromotionTerms Amount(long amount) => Terms(PromotionKind.Amount) with { Amount = amount };

    private static PromotionTerms FreeShipping() => Terms(PromotionKind.FreeShipping);

    private static PromotionTerms TwoGetOne() => Terms(PromotionKind.BuyXGetY) with { Buy = 2, Get = 1 };

    private static PromotionTerms Terms(PromotionKind kind) =>
        new("Sale", null, kind, null, null, null, null, null, [], [], null, null, false, null, null, null, 0, false, true);

    private static QuoteRequest Request(IEnumerable<QuoteLine> lines) => new([.. lines], Some.Customer, null, Some.Address, null, null);

    private static Quote Price(IEnumerable<QuoteLine> lines, params PromotionTerms[] terms) => Price(Request(lines), terms, Plain);

    private static Quote Price(QuoteRequest request, PromotionTerms[] terms, PricingTables tables, CustomerFacts? customer = null)
    {
        var (quote, error) = Answer(request, terms, tables, customer);
        error.ShouldBeNull();
        return quote.ShouldNotBeNull();
    }

    private static PriceAnswer Answer(
        QuoteRequest request,
        PromotionTerms[] terms,
        PricingTables? tables = null,
        CustomerFacts? customer = null,
        IReadOnlyDictionary<Guid, string>? unavailable = null) => Prices.Of(
            tables ?? Plain,
            request,
            terms.Select((t, i) => new Promotion(Some.Id(i + 1), t)),
            customer ?? new CustomerFacts(true, true, "vip"),
            unavailable ?? ImmutableDictionary<Guid, string>.Empty,
            Some.Now);

    private static IEnumerable<string?> Reasons(Quote quote) => quote.Outcomes.Select(o => o.Reason);
}
