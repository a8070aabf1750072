using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Pricing;

namespace OrleansStore.Grains.Tests.Pricing;

/// <summary>Something to be priced, and what its price depends on.</summary>
/// <param name="Seed">For whoever wants to shuffle.</param>
internal sealed record Sale(
    PricingTables Tables, QuoteRequest Request, ImmutableArray<Promotion> Promotions, CustomerFacts Customer, int Seed)
{
    public Quote Price() => Price(Promotions);

    public Quote Price(IEnumerable<Promotion> promotions)
    {
        var (quote, error) = Prices.Of(Tables, Request, promotions, Customer, ImmutableDictionary<Guid, string>.Empty, Some.Now);
        error.ShouldBeNull();
        return quote.ShouldNotBeNull();
    }
}

/// <summary>Carts, promotions and rates as chance has them: small numbers meet often, so that ties and ends are reached.</summary>
internal static class RandomShop
{
    private static readonly string[] Categories = ["light", "wood", "paper"];

    private static readonly Gen<QuoteLine> Line =
        from product in Gen.Choose(1, 1_000)
        from category in Gen.Elements(Categories)
        from quantity in Gen.OneOf(Gen.Choose(1, 4), Gen.Choose(1, 999))
        from price in Gen.OneOf(Gen.Choose(0, 9), Gen.Choose(0, 1_000_000), Gen.Constant(999))
        select new QuoteLine(Some.Id(product), category, quantity, price);

    private static readonly Gen<PromotionTerms> Terms =
        from kind in Gen.Elements(Enum.GetValues<PromotionKind>())
        from rate in Gen.OneOf(Gen.Choose(1, PricingLimits.Whole), Gen.Elements(100_000, 333_333, PricingLimits.Whole))
        from amount in Gen.OneOf(Gen.Choose(1, 20), Gen.Choose(1, 2_000_000))
        from pieces in Gen.Two(Gen.Choose(1, 5))
        from categories in Gen.SubListOf<string>(Categories)
        from minimum in Gen.Elements<long?>(null, 0, 5_000)
        from priority in Gen.Choose(0, 2)
        from exclusive in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new PromotionTerms(
            "Sale",
            null,
            kind,
            kind is PromotionKind.Percentage or PromotionKind.BuyXGetY ? rate : null,
            kind == PromotionKind.Amount ? amount : null,
            kind == PromotionKind.BuyXGetY ? pieces.Item1 : null,
            kind == PromotionKind.BuyXGetY ? pieces.Item2 : null,
            minimum,
            [.. categories],
            [],
            null,
            null,
            false,
            null,
            null,
            null,
            priority,
            exclusive,
            true);

    private static readonly Gen<PricingTables> Tables =
        from shipping in Gen.Choose(0, 1_500)
        from rates in Gen.Three(Gen.Elements(0, 1, 70_000, 190_000, 87_500))
        from taxed in Gen.Elements(true, false)
        select new PricingTables(
            Some.Currency,
            new ShippingTable([new ShippingRule("parcel", "Parcel", [], shipping, FreeFrom: 1_000_000)]),
            new TaxTable([new TaxRule("DE", null, null, rates.Item1, taxed), new TaxRule("DE", null, "paper", rates.Item2, false), new TaxRule("DE", "BW", null, rates.Item3, taxed)]));

    /// <summary>Everything at once.</summary>
    public static Arbitrary<Sale> Sales { get; } = (
        from lines in Line.ListOf()
        from terms in Terms.ListOf()
        from tables in Tables
        from state in Gen.Elements<string?>(null, "BW")
        from seed in Gen.Choose(0, int.MaxValue)
        select new Sale(
            tables,
            new QuoteRequest([.. lines.DistinctBy(l => l.ProductId)], Some.Customer, null, Some.Address with { State = state }, null, null),
            [.. terms.Select((t, i) => new Promotion(Some.Id(i + 1), t))],
            new CustomerFacts(true, true, null),
            seed)).ToArbitrary();

    /// <summary>An amount, and weights that add up to as much at least.</summary>
    public static Arbitrary<(long Amount, long[] Weights)> Spreads { get; } = (
        from weights in Gen.OneOf(Gen.Choose(0, 5), Gen.Choose(0, int.MaxValue)).Select(w => (long)w).ArrayOf()
        from share in Gen.Choose(0, 1_000)
        select ((long)((Int128)weights.Sum() * share / 1_000), weights)).ToArbitrary();

    /// <summary>Holds for all, or throws with the smallest that it does not hold for.</summary>
    public static void ForAll<T>(Arbitrary<T> some, Action<T> holds) =>
        Prop.ForAll(some, holds).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
}
