using System.Collections.Immutable;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;

namespace OrleansStore.Grains.Pricing;

/// <summary>What a request comes to: a pure function of what it is told.</summary>
public static class Prices
{
    /// <summary>Applies promotions in their order, then shipping's, then tax.</summary>
    /// <param name="promotions">In whatever order; those with another coupon than the request's are not looked at.</param>
    /// <param name="unavailable">Promotions that are used up, with the reason.</param>
    public static PriceAnswer Of(
        PricingTables tables,
        QuoteRequest request,
        IEnumerable<Promotion> promotions,
        CustomerFacts customer,
        IReadOnlyDictionary<Guid, string> unavailable,
        DateTimeOffset now)
    {
        if (Check(request) is { } wrong) return new(null, wrong);
        var (shipping, unshippable) = Ship(tables.Shipping, request);
        if (unshippable is not null) return new(null, unshippable);

        var coupon = Coupons.Normalise(request.Coupon);
        var candidates = promotions.Where(p => p.Terms.Code is null || Coupons.Normalise(p.Terms.Code) == coupon).ToArray();
        Array.Sort(candidates, PromotionRules.Compare);
        var discounts = new Discounts(request.Lines, shipping);
        var outcomes = ImmutableArray.CreateBuilder<PromotionOutcome>(candidates.Length);
        foreach (var candidate in candidates)
        {
            var reason = PromotionRules.Refusal(candidate.Terms, customer, now)
                ?? unavailable.GetValueOrDefault(candidate.Id)
                ?? discounts.Apply(candidate);
            var amount = reason is null ? discounts.Applied[^1].Amount : 0;
            outcomes.Add(new PromotionOutcome(candidate.Id, candidate.Terms.Name, candidate.Terms.Code, amount, reason));
        }

        if (coupon is not null && Refusal(outcomes, request.Coupon!) is { } refused) return new(null, refused);
        var applied = candidates.Where(c => c.Terms.IsLimited() && discounts.Applied.Any(a => a.PromotionId == c.Id));
        return new(new Quote(Sum(tables, request, shipping, discounts), [.. applied.Select(UseOf)], outcomes.MoveToImmutable()), null);
    }

    private static PromotionUse UseOf(Promotion p) =>
        new(p.Id, p.Terms.Code, p.Terms.MaxUses, p.Terms.MaxUsesPerCustomer, p.Terms.FirstOrder);

    private static StoreError? Check(QuoteRequest request)
    {
        var sum = (Int128)0;
        foreach (var line in request.Lines) sum += (Int128)line.UnitPrice * line.Quantity;
        return sum > PricingLimits.Total ? PricingErrors.TooMuch() : null;
    }

    private static (ShippingOffer? Offer, StoreError? Error) Ship(IShippingRates rates, QuoteRequest request)
    {
        var offers = rates.Offers(new ShippingQuery(
            request.Destination?.Country,
            request.Destination?.State,
            request.Lines.Sum(l => l.UnitPrice * l.Quantity),
            request.Lines.Sum(l => l.Quantity)));
        if (request.ShippingMethod is { } method)
        {
            var chosen = offers.FirstOrDefault(o => o.Method.Equals(method, StringComparison.OrdinalIgnoreCase));
            return chosen is null && request.Destination is not null ? (null, PricingErrors.UnknownShippingMethod(method)) : (chosen, null);
        }

        return offers.IsEmpty && request.Destination is { } destination
            ? (null, PricingErrors.NotShippedThere(destination.Country))
            : (offers.FirstOrDefault(), null);
    }

    private static StoreError? Refusal(ImmutableArray<PromotionOutcome>.Builder outcomes, string coupon)
    {
        var outcome = outcomes.FirstOrDefault(o => o.Code is not null);
        return outcome switch
        {
            null => PricingErrors.CouponUnknown(coupon.Trim()),
            { Reason: null } => null,
            { Reason: PromotionReasons.UsedUp } => PromotionErrors.UsedUp(outcome.PromotionId),
            { Reason: PromotionReasons.UsedByCustomer } => PromotionErrors.UsedByCustomer(outcome.PromotionId),
            _ => PricingErrors.CouponNotApplicable(coupon.Trim(), outcome.Reason),
        };
    }

    private static PriceBreakdown Sum(PricingTables tables, QuoteRequest request, ShippingOffer? shipping, Discounts discounts)
    {
        var tax = Taxation.Of(tables.Taxes, request.Destination, request.Lines, discounts);
        var lines = ImmutableArray.CreateBuilder<PricedLine>(request.Lines.Length);
        for (var i = 0; i < request.Lines.Length; i++)
        {
            var line = request.Lines[i];
            var subtotal = line.UnitPrice * line.Quantity;
            var left = discounts.LeftOf(i);
            lines.Add(new PricedLine(
                line.ProductId, line.Category, line.Quantity, line.UnitPrice, subtotal, subtotal - left, tax.OfLines[i], left + tax.OfLines[i]));
        }

        var charge = shipping is null
            ? ShippingCharge.Unknown
            : new ShippingCharge(shipping.Method, shipping.Name, shipping.Price, shipping.Price - discounts.LeftOfShipping, tax.OfShipping);
        var (goods, discount, taxes) = (lines.Sum(l => l.Subtotal), lines.Sum(l => l.Discount) + charge.Discount, tax.Charges.Sum(c => c.Amount));
        return new PriceBreakdown(
            tables.Currency, lines.MoveToImmutable(), [.. discounts.Applied], charge, tax.Charges,
            goods, discount, charge.Amount, taxes, goods - discount + charge.Amount + taxes);
    }
}

/// <summary>A quote, or why there is none.</summary>
public readonly record struct PriceAnswer(Quote? Quote, StoreError? Error);
