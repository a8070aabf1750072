using System.Collections.Immutable;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;

namespace OrleansStore.Grains.Pricing;

/// <summary>What is left to pay of lines and shipping while promotions are applied, one after the other.</summary>
internal sealed class Discounts(ImmutableArray<QuoteLine> lines, ShippingOffer? shipping)
{
    private readonly long[] _left = [.. lines.Select(l => l.UnitPrice * l.Quantity)];
    private readonly List<AppliedPromotion> _applied = [];
    private long _shippingLeft = shipping?.Price ?? 0;
    private bool _closed;

    /// <summary>What took something off, in the order in which it did.</summary>
    public IReadOnlyList<AppliedPromotion> Applied => _applied;

    /// <summary>What is left of a line.</summary>
    public long LeftOf(int line) => _left[line];

    /// <summary>What is left of shipping.</summary>
    public long LeftOfShipping => _shippingLeft;

    /// <summary>Applies a promotion.</summary>
    /// <returns>Why it did not apply; null when it did.</returns>
    public string? Apply(Promotion promotion)
    {
        var terms = promotion.Terms;
        var eligible = Enumerable.Range(0, lines.Length).Where(i => PromotionRules.IsFor(terms, lines[i])).ToArray();
        if (eligible.Length == 0) return PromotionReasons.NoEligibleItems;
        if (terms.Minimum is { } minimum && eligible.Sum(i => lines[i].UnitPrice * lines[i].Quantity) < minimum)
            return PromotionReasons.BelowMinimum;
        if (_closed || (terms.Exclusive && _applied.Count > 0)) return PromotionReasons.Excluded;

        var shippingShare = terms.Kind == PromotionKind.FreeShipping ? _shippingLeft : 0;
        var parts = Parts(terms, eligible);
        var amount = parts.Sum() + shippingShare;
        if (amount == 0) return PromotionReasons.NothingToDiscount;

        _shippingLeft -= shippingShare;
        var shares = ImmutableArray.CreateBuilder<LineShare>();
        for (var i = 0; i < eligible.Length; i++)
        {
            _left[eligible[i]] -= parts[i];
            if (parts[i] > 0) shares.Add(new LineShare(lines[eligible[i]].ProductId, parts[i]));
        }

        _closed = terms.Exclusive;
        _applied.Add(new AppliedPromotion(
            promotion.Id, terms.Name, terms.Code, terms.Kind, amount, shares.ToImmutable(), shippingShare, terms.Rate));
        return null;
    }

    private long[] Parts(PromotionTerms terms, int[] eligible)
    {
        var left = Array.ConvertAll(eligible, i => _left[i]);
        switch (terms.Kind)
        {
            case PromotionKind.Percentage:
                return Allocation.Spread(Allocation.Share(left.Sum(), terms.Rate ?? 0), left);
            case PromotionKind.Amount:
                return Allocation.Spread(Math.Min(terms.Amount ?? 0, left.Sum()), left);
            case PromotionKind.BuyXGetY:
                return Got(terms, eligible);
            default:
                return new long[eligible.Length];
        }
    }

    /// <summary>
    /// Of every so many pieces bought and got, the ones got; of all pieces the cheapest are got. Full prices decide which
    /// those are, and no line gets more off than what is left of it.
    /// </summary>
    private long[] Got(PromotionTerms terms, int[] eligible)
    {
        var parts = new long[eligible.Length];
        var group = (terms.Buy ?? 0) + (terms.Get ?? 0);
        if (group == 0) return parts;
        var free = eligible.Sum(i => lines[i].Quantity) / group * (terms.Get ?? 0);
        var cheapest = Enumerable.Range(0, eligible.Length).OrderBy(i => lines[eligible[i]].UnitPrice).ThenByDescending(i => eligible[i]);
        foreach (var i in cheapest)
        {
            var line = lines[eligible[i]];
            var pieces = Math.Min(free, line.Quantity);
            parts[i] = Math.Min(Allocation.Share(line.UnitPrice * pieces, terms.Rate ?? PricingLimits.Whole), _left[eligible[i]]);
            free -= pieces;
            if (free == 0) break;
        }

        return parts;
    }
}
