using OrleansStore.Contracts;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;

namespace OrleansStore.Api.Promotions;

/// <summary>A promotion as administrators see it.</summary>
/// <param name="Uses">Orders that use it now; absent when they are not counted, for it has no limit.</param>
public sealed record PromotionAnswer(
    Guid Id,
    string Name,
    string? Code,
    PromotionKind Kind,
    decimal? Percent,
    Money? Amount,
    int? Buy,
    int? Get,
    Money? Minimum,
    IReadOnlyList<string> Categories,
    IReadOnlyList<Guid> Products,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    bool FirstOrder,
    string? CustomerGroup,
    int? MaxUses,
    int? MaxUsesPerCustomer,
    int Priority,
    bool Exclusive,
    bool Active,
    int? Uses,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version)
{
    /// <summary>A promotion with its uses.</summary>
    public static PromotionAnswer Of(PromotionView view, int? uses, string currency)
    {
        var t = view.Terms;
        return new(
            view.Id, t.Name, t.Code, t.Kind, t.Rate is { } rate ? rate / (PricingLimits.Whole / 100m) : null, InMoney(t.Amount), t.Buy, t.Get,
            InMoney(t.Minimum), t.Categories, t.Products, t.StartsAt, t.EndsAt, t.FirstOrder, t.CustomerGroup, t.MaxUses, t.MaxUsesPerCustomer,
            t.Priority, t.Exclusive, t.Active, uses, view.CreatedAt, view.UpdatedAt, view.Version);

        Money? InMoney(long? amount) => amount is { } some ? new Money(some, currency) : null;
    }
}

/// <summary>A page of promotions.</summary>
public sealed record PromotionPage(IReadOnlyList<PromotionAnswer> Items, string? NextCursor);

/// <summary>What a promotion would do.</summary>
/// <param name="Before">What all that was looked at comes to without it.</param>
/// <param name="After">What it comes to with it.</param>
/// <param name="More">There are more orders of that time than are looked at in one request; those here are the newest.</param>
public sealed record WhatIfAnswer(IReadOnlyList<WhatIfItem> Items, Money Before, Money After, Money Difference, bool More);

/// <summary>What a promotion would do to one cart or order.</summary>
/// <param name="Id">The cart's or the order's.</param>
/// <param name="Charged">What the order came to.</param>
/// <param name="Before">What it comes to without the promotion, at the rates of today.</param>
/// <param name="After">What it comes to with it.</param>
/// <param name="Discount">What the promotion itself takes off.</param>
/// <param name="Reason">Why it does not apply.</param>
/// <param name="Problem">Why it has no price today; then before and after are what was charged.</param>
public sealed record WhatIfItem(
    Guid Id, Money? Charged, Money Before, Money After, Money Difference, Money Discount, bool Applied, string? Reason, string? Problem);
