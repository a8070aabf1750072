using OrleansStore.Api.Http;
using OrleansStore.Api.Products;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;

namespace OrleansStore.Api.Promotions;

/// <summary>What a promotion says. To change one, what is absent stays.</summary>
/// <param name="Kind"><c>percentage</c>, <c>amount</c>, <c>freeShipping</c> or <c>buyXGetY</c>.</param>
/// <param name="Percent">Above 0, at most 100, with at most 4 decimals.</param>
/// <param name="Clear">When a promotion is changed: names of fields that are to be as if they had never been said.</param>
public sealed record PromotionRequest(
    string? Name,
    string? Code,
    PromotionKind? Kind,
    decimal? Percent,
    MoneyRequest? Amount,
    int? Buy,
    int? Get,
    MoneyRequest? Minimum,
    string[]? Categories,
    Guid[]? Products,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    bool? FirstOrder,
    string? CustomerGroup,
    int? MaxUses,
    int? MaxUsesPerCustomer,
    int? Priority,
    bool? Exclusive,
    bool? Active,
    string[]? Clear) : IInput
{
    private static readonly PromotionTerms Empty =
        new("", null, PromotionKind.Percentage, null, null, null, null, null, [], [], null, null, false, null, null, null, 0, false, true);

    private static readonly OrderedDictionary<string, Func<PromotionTerms, PromotionTerms>> Clears = new(StringComparer.OrdinalIgnoreCase)
    {
        ["code"] = t => t with { Code = null },
        ["percent"] = t => t with { Rate = null },
        ["amount"] = t => t with { Amount = null },
        ["buy"] = t => t with { Buy = null },
        ["get"] = t => t with { Get = null },
        ["minimum"] = t => t with { Minimum = null },
        ["categories"] = t => t with { Categories = [] },
        ["products"] = t => t with { Products = [] },
        ["startsAt"] = t => t with { StartsAt = null },
        ["endsAt"] = t => t with { EndsAt = null },
        ["customerGroup"] = t => t with { CustomerGroup = null },
        ["maxUses"] = t => t with { MaxUses = null },
        ["maxUsesPerCustomer"] = t => t with { MaxUsesPerCustomer = null },
    };

    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.OptionalText("name", Name, PromotionLimits.Text).OptionalText("code", Code, PromotionLimits.Code).OptionalText("customerGroup", CustomerGroup, PromotionLimits.Text);
        if (Percent is { } percent && (percent is <= 0 or > 100 || percent * 10_000 != decimal.Truncate(percent * 10_000)))
            checks.Fail("percent", "Must be above 0 and at most 100, with at most 4 decimals.");
        if (Amount is not null) checks.Nested("amount", Amount);
        if (Minimum is not null) checks.Nested("minimum", Minimum);
        for (var i = 0; i < Categories?.Length; i++) checks.Text($"categories[{i}]", Categories[i], PromotionLimits.Text);
        foreach (var field in Clear ?? [])
            if (field is null || !Clears.ContainsKey(field)) checks.Fail("clear", $"Must be some of {string.Join(", ", Clears.Keys)}.");
    }

    /// <summary>What must be there for a new one.</summary>
    public Problem? CheckNew() => Name is null ? Problems.Validation("name", "Required.") : Kind is null ? Problems.Validation("kind", "Required.") : null;

    /// <summary>The refusal of amounts in another currency than the shop's.</summary>
    public Problem? CheckCurrency(string currency)
    {
        if (Amount is not null && Amount.Currency != currency) return Problems.Validation("amount.currency", $"Must be {currency}.");
        return Minimum is not null && Minimum.Currency != currency ? Problems.Validation("minimum.currency", $"Must be {currency}.") : null;
    }

    /// <summary>As grains know a new one; only after it was checked.</summary>
    public PromotionTerms ToTerms() => ToTerms(Empty);

    /// <summary>What a promotion says once it is changed; only after it was checked.</summary>
    public PromotionTerms ToTerms(PromotionTerms before)
    {
        var terms = (Clear ?? []).Aggregate(before, (t, field) => Clears[field](t));
        return terms with
        {
            Name = Name ?? terms.Name,
            Code = Code ?? terms.Code,
            Kind = Kind ?? terms.Kind,
            Rate = Percent is { } percent ? (int)(percent * (PricingLimits.Whole / 100)) : terms.Rate,
            Amount = Amount?.Amount ?? terms.Amount,
            Buy = Buy ?? terms.Buy,
            Get = Get ?? terms.Get,
            Minimum = Minimum?.Amount ?? terms.Minimum,
            Categories = Categories is null ? terms.Categories : [.. Categories],
            Products = Products is null ? terms.Products : [.. Products],
            StartsAt = StartsAt ?? terms.StartsAt,
            EndsAt = EndsAt ?? terms.EndsAt,
            FirstOrder = FirstOrder ?? terms.FirstOrder,
            CustomerGroup = CustomerGroup ?? terms.CustomerGroup,
            MaxUses = MaxUses ?? terms.MaxUses,
            MaxUsesPerCustomer = MaxUsesPerCustomer ?? terms.MaxUsesPerCustomer,
            Priority = Priority ?? terms.Priority,
            Exclusive = Exclusive ?? terms.Exclusive,
            Active = Active ?? terms.Active,
        };
    }
}

/// <summary>Asks what a promotion would do to a cart, to orders, or to all orders of a time.</summary>
/// <param name="From">Orders placed from then on…</param>
/// <param name="To">…and before then; until now when absent.</param>
public sealed record WhatIfPromotionRequest(PromotionRequest? Promotion, Guid? CartId, Guid[]? OrderIds, DateTimeOffset? From, DateTimeOffset? To) : IInput
{
    /// <summary>Orders looked at in one request; each is a grain that is asked.</summary>
    public const int MaxOrders = 500;

    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.Nested("promotion", Promotion);
        var named = (CartId is null ? 0 : 1) + (OrderIds is null ? 0 : 1) + (From is null ? 0 : 1);
        if (named != 1) checks.Fail("cartId", "Either 'cartId', 'orderIds' or 'from' is required, and only one of them.");
        if (To is not null && From is null) checks.Fail("from", "Required with 'to'.");
        if (To <= From) checks.Fail("to", "Must be after 'from'.");
        if (OrderIds is { Length: 0 or > MaxOrders }) checks.Fail("orderIds", $"Must name from 1 to {MaxOrders}.");
    }
}
