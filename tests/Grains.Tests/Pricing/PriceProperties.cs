using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Pricing;
using static OrleansStore.Grains.Tests.Pricing.RandomShop;

namespace OrleansStore.Grains.Tests.Pricing;

/// <summary>What holds of every price.</summary>
public sealed class PriceProperties
{
    [Fact]
    public void The_total_is_the_sum_of_its_parts_and_each_part_of_its_own() => ForAll(Sales, sale =>
    {
        var price = sale.Price().Breakdown;

        price.Total.ShouldBe(price.Subtotal - price.Discount + price.ShippingTotal + price.Tax);
        price.Subtotal.ShouldBe(price.Lines.Sum(l => l.Subtotal));
        price.Discount.ShouldBe(price.Lines.Sum(l => l.Discount) + price.Shipping.Discount);
        price.ShippingTotal.ShouldBe(price.Shipping.Amount);
        price.Tax.ShouldBe(price.Taxes.Sum(t => t.Amount));
        price.Tax.ShouldBe(price.Lines.Sum(l => l.Tax) + price.Shipping.Tax);
        price.Discount.ShouldBe(price.Promotions.Sum(p => p.Amount));
        price.Shipping.Discount.ShouldBe(price.Promotions.Sum(p => p.ShippingShare));
        foreach (var promotion in price.Promotions) promotion.Amount.ShouldBe(promotion.Shares.Sum(s => s.Amount) + promotion.ShippingShare);
        foreach (var line in price.Lines)
        {
            line.Total.ShouldBe(line.Subtotal - line.Discount + line.Tax);
            line.Discount.ShouldBe(price.Promotions.SelectMany(p => p.Shares).Where(s => s.ProductId == line.ProductId).Sum(s => s.Amount));
        }
    });

    [Fact]
    public void Nothing_is_taken_off_that_is_not_there() => ForAll(Sales, sale =>
    {
        var price = sale.Price().Breakdown;

        foreach (var line in price.Lines) line.Discount.ShouldBeInRange(0, line.Subtotal);
        price.Shipping.Discount.ShouldBeInRange(0, price.Shipping.Amount);
        price.Promotions.ShouldAllBe(p => p.Amount > 0 && p.ShippingShare >= 0 && p.Shares.All(s => s.Amount > 0));
        price.Total.ShouldBeGreaterThanOrEqualTo(0);
    });

    [Fact]
    public void It_does_not_matter_in_which_order_promotions_are_listed() => ForAll(Sales, sale =>
    {
        var shuffled = sale.Promotions.ToArray();
        new Random(sale.Seed).Shuffle(shuffled);

        Dump.Of(sale.Price(shuffled)).ShouldBe(Dump.Of(sale.Price()));
    });

    [Fact]
    public void Every_promotion_has_an_outcome_and_what_stands_alone_does() => ForAll(Sales, sale =>
    {
        var (price, _, outcomes) = sale.Price();

        outcomes.Select(o => o.PromotionId).Order().ShouldBe(sale.Promotions.Select(p => p.Id).Order());
        outcomes.Where(o => o.Reason is null).Select(o => (o.PromotionId, o.Amount)).ShouldBe(price.Promotions.Select(p => (p.PromotionId, p.Amount)));
        var exclusive = sale.Promotions.Where(p => p.Terms.Exclusive).Select(p => p.Id).ToHashSet();
        if (price.Promotions.Any(p => exclusive.Contains(p.PromotionId))) price.Promotions.Length.ShouldBe(1);
    });

    [Fact]
    public void Tax_is_due_on_what_is_left_and_rounded_once_for_each_rate() => ForAll(Sales, sale =>
    {
        var price = sale.Price().Breakdown;

        foreach (var tax in price.Taxes) tax.Amount.ShouldBe((long)decimal.Round(tax.Base * (decimal)tax.Rate / 1_000_000, MidpointRounding.AwayFromZero));
        price.Taxes.Sum(t => t.Base).ShouldBeLessThanOrEqualTo(price.Subtotal - price.Discount + price.ShippingTotal);
    });

    [Fact]
    public void One_promotion_that_gives_more_takes_off_no_less() => ForAll(Sales, sale =>
    {
        foreach (var promotion in sale.Promotions)
        {
            var more = promotion with { Terms = promotion.Terms with { Rate = More(promotion.Terms.Rate), Amount = promotion.Terms.Amount + 1 } };
            sale.Price([more]).Breakdown.Discount.ShouldBeGreaterThanOrEqualTo(sale.Price([promotion]).Breakdown.Discount);
        }
    });

    [Fact]
    public void A_dearer_piece_never_makes_goods_cheaper_under_a_percentage() => ForAll(Sales, sale =>
    {
        if (sale.Request.Lines.IsEmpty) return;
        var first = sale.Request.Lines[0];
        var dearer = sale with { Request = sale.Request with { Lines = sale.Request.Lines.SetItem(0, first with { UnitPrice = first.UnitPrice + 1 }) } };
        foreach (var percentage in sale.Promotions.Where(p => p.Terms is { Kind: PromotionKind.Percentage, Minimum: null }))
            Goods(dearer.Price([percentage])).ShouldBeGreaterThanOrEqualTo(Goods(sale.Price([percentage])));
    });

    [Fact]
    public void What_is_spread_adds_up_and_nobody_gets_more_than_a_cent_beyond_a_fair_share() => ForAll(Spreads, spread =>
    {
        var (amount, weights) = spread;
        var parts = Allocation.Spread(amount, weights);

        parts.Sum().ShouldBe(amount);
        var sum = weights.Sum(w => (decimal)w);
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i].ShouldBeInRange(0, weights[i]);
            if (sum > 0) Math.Abs(parts[i] - ((decimal)amount * weights[i] / sum)).ShouldBeLessThan(1);
        }

        for (var i = 1; i < parts.Length; i++)
            if (weights[i - 1] == weights[i]) parts[i - 1].ShouldBeGreaterThanOrEqualTo(parts[i], "the first comes first");
    });

    private static long Goods(Quote quote) => quote.Breakdown.Lines.Sum(l => l.Subtotal - l.Discount);

    private static int? More(int? rate) => rate is { } known ? Math.Min(known + 1, PricingLimits.Whole) : null;
}
