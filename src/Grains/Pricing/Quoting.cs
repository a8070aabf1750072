using System.Collections.Immutable;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Promotions;

namespace OrleansStore.Grains.Pricing;

/// <summary>Gathers what a price depends on, and prices.</summary>
public static class Quoting
{
    /// <summary>The price of a request as of now. What has limits may be used up a moment later: redeem it before you rely on it.</summary>
    public static async Task<Result<Quote>> QuoteAsync(
        IGrainFactory grains, IClaimNames names, PricingTables tables, QuoteRequest request, DateTimeOffset now)
    {
        var book = await grains.GetGrain<IPromotionBookGrain>(PromotionBook.Key).FindCandidates(request.Coupon, now);
        return book.Value is { } candidates
            ? await QuoteAsync(grains, names, tables, request, candidates.Items, now, book.Position)
            : book.Refused<Quote>();
    }

    /// <summary>The price with just these promotions.</summary>
    internal static async Task<Result<Quote>> QuoteAsync(
        IGrainFactory grains, IClaimNames names, PricingTables tables, QuoteRequest request, ImmutableArray<Promotion> candidates, DateTimeOffset now, long position)
    {
        var customer = await CustomerAsync(grains, request, candidates);
        var unavailable = await UnavailableAsync(grains, names, request, candidates);
        var (quote, error) = Prices.Of(tables, request, candidates, customer, unavailable, now);
        return new Result<Quote>(quote, error, position);
    }

    /// <summary>The price with and without a draft.</summary>
    public static async Task<Result<WhatIfQuote>> WhatIfAsync(
        IGrainFactory grains, IClaimNames names, PricingTables tables, WhatIfRequest request, DateTimeOffset now)
    {
        var (at, position) = (request.At ?? now, 0L);
        if (request.Others is not { } others)
        {
            var book = await grains.GetGrain<IPromotionBookGrain>(PromotionBook.Key).FindCandidates(request.Request.Coupon, at);
            if (book.Value is null) return book.Refused<WhatIfQuote>();
            (others, position) = (book.Value.Items, book.Position);
        }

        // It is asked as if its coupon were named; another one that is named and does not apply is no reason to say nothing.
        var asked = request.Request with { Coupon = null };
        others = [.. others.Select(o => o with { Terms = o.Terms with { Code = null } })];
        var before = await QuoteAsync(grains, names, tables, asked, others, at, position);
        if (before.Value is null) return before.Refused<WhatIfQuote>();
        var draft = new Promotion(Guid.Empty, request.Draft with { Code = null, Active = true, StartsAt = null, EndsAt = null, MaxUses = null, MaxUsesPerCustomer = null });
        var after = await QuoteAsync(grains, names, tables, asked, others.Add(draft), at, position);
        if (after.Value is null) return after.Refused<WhatIfQuote>();
        var outcome = after.Value.Outcomes.First(o => o.PromotionId == draft.Id) with { Code = request.Draft.Code };
        return Result.Ok(new WhatIfQuote(before.Value.Breakdown, after.Value.Breakdown, outcome), position);
    }

    /// <summary>Asked only when a promotion wants to know.</summary>
    private static async Task<CustomerFacts> CustomerAsync(IGrainFactory grains, QuoteRequest request, ImmutableArray<Promotion> candidates)
    {
        if (request.CustomerId is not { } id) return CustomerFacts.Guest;
        if (!candidates.Any(c => c.Terms.FirstOrder || c.Terms.CustomerGroup is not null)) return new(true, false, null);
        var customer = (await grains.GetGrain<ICustomerGrain>(id).Get()).Value;
        return customer is null
            ? CustomerFacts.Guest
            : new(true, customer.FirstOrderId is null || customer.FirstOrderId == request.OrderId, customer.Group);
    }

    private static async Task<IReadOnlyDictionary<Guid, string>> UnavailableAsync(
        IGrainFactory grains, IClaimNames names, QuoteRequest request, ImmutableArray<Promotion> candidates)
    {
        var unavailable = new Dictionary<Guid, string>();
        var limited = candidates.Where(c => c.Terms.IsLimited() && !(request.Redeemed ?? []).Contains(c.Id)).ToList();
        if (limited.Count == 0) return unavailable;
        var key = request.CustomerId is null && string.IsNullOrEmpty(request.Email) ? null : CustomerKeys.Of(request.CustomerId, request.Email, names);
        var standings = await Task.WhenAll(limited.Select(c => grains.GetGrain<IPromotionGrain>(c.Id).GetStanding(key)));
        for (var i = 0; i < standings.Length; i++)
        {
            var (terms, standing) = (limited[i].Terms, standings[i].Value!);
            if (standing.Uses >= terms.MaxUses) unavailable.Add(limited[i].Id, PromotionReasons.UsedUp);
            else if (standing.UsesOfCustomer >= Limits.PerCustomer(terms.MaxUsesPerCustomer, terms.FirstOrder))
                unavailable.Add(limited[i].Id, PromotionReasons.UsedByCustomer);
        }

        return unavailable;
    }
}
