using System.Collections.Immutable;

namespace OrleansStore.Contracts.Promotions;

/// <summary>What a promotion does.</summary>
[GenerateSerializer, Alias("store.promotionKind")]
public enum PromotionKind
{
    /// <summary>A share of what is left of the lines it is for.</summary>
    Percentage,

    /// <summary>An amount, at most what is left of the lines it is for.</summary>
    Amount,

    /// <summary>What is left of shipping.</summary>
    FreeShipping,

    /// <summary>Of so many pieces the cheapest are free, or cheaper.</summary>
    BuyXGetY,
}

/// <summary>What a promotion says; a draft when it is of none.</summary>
/// <param name="Name">For people, also on orders.</param>
/// <param name="Code">The coupon to ask for it with; without one it applies by itself.</param>
/// <param name="Rate">Percentage: the share taken off, in parts per million. BuyXGetY: the share taken off the pieces got; null for all.</param>
/// <param name="Amount">Amount: what is taken off, in minor units.</param>
/// <param name="Buy">BuyXGetY: pieces paid in full for…</param>
/// <param name="Get">…so many that are not. Of all pieces of the lines it is for, the cheapest are those.</param>
/// <param name="Minimum">What the lines it is for must come to at full price, in minor units.</param>
/// <param name="Categories">It is for lines of these; for all when neither categories nor products are named.</param>
/// <param name="Products">It is for lines of these as well.</param>
/// <param name="StartsAt">From then on.</param>
/// <param name="EndsAt">Until then, not including it.</param>
/// <param name="FirstOrder">Only for the first order of a customer with an account.</param>
/// <param name="CustomerGroup">Only for customers of this group.</param>
/// <param name="MaxUses">Orders that may use it, of all customers together.</param>
/// <param name="MaxUsesPerCustomer">Orders that may use it, of one customer: of one account, or of one e-mail address.</param>
/// <param name="Priority">Higher ones are applied first.</param>
/// <param name="Exclusive">It stands alone: it is applied to what no other was applied to, and no other after it.</param>
/// <param name="Active">Switched on.</param>
[GenerateSerializer, Immutable, Alias("store.promotionTerms")]
public sealed record PromotionTerms(
    string Name,
    string? Code,
    PromotionKind Kind,
    int? Rate,
    long? Amount,
    int? Buy,
    int? Get,
    long? Minimum,
    ImmutableArray<string> Categories,
    ImmutableArray<Guid> Products,
    DateTimeOffset? StartsAt,
    DateTimeOffset? EndsAt,
    bool FirstOrder,
    string? CustomerGroup,
    int? MaxUses,
    int? MaxUsesPerCustomer,
    int Priority,
    bool Exclusive,
    bool Active)
{
    /// <summary>Whether orders that use it are counted.</summary>
    public bool IsLimited() => MaxUses is not null || MaxUsesPerCustomer is not null || FirstOrder;
}

/// <summary>A promotion as administrators see it.</summary>
/// <param name="Uses">Orders that use it; null when they are not counted, for it has no limit.</param>
[GenerateSerializer, Immutable, Alias("store.promotionView")]
public sealed record PromotionView(
    Guid Id, PromotionTerms Terms, int? Uses, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version);

/// <summary>A promotion that may apply.</summary>
[GenerateSerializer, Immutable, Alias("store.promotion")]
public sealed record Promotion(Guid Id, PromotionTerms Terms);
