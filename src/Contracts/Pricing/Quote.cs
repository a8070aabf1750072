using System.Collections.Immutable;

namespace OrleansStore.Contracts.Pricing;

/// <summary>What something costs now.</summary>
/// <param name="Uses">What must be redeemed before it is ordered at this price; empty when no promotion in it has a limit.</param>
/// <param name="Outcomes">Every promotion that was looked at, in the order in which they were, and why it applied or not.</param>
[GenerateSerializer, Immutable, Alias("store.quote")]
public sealed record Quote(PriceBreakdown Breakdown, ImmutableArray<PromotionUse> Uses, ImmutableArray<PromotionOutcome> Outcomes);

/// <summary>One use of a promotion with limits.</summary>
/// <param name="FirstOrder">It is for a customer's first order, so each customer has it once.</param>
[GenerateSerializer, Immutable, Alias("store.promotionUse")]
public sealed record PromotionUse(Guid PromotionId, string? Code, int? MaxUses, int? MaxUsesPerCustomer, bool FirstOrder);

/// <summary>Whether a promotion applied.</summary>
/// <param name="Reason">Why it did not: one of <see cref="PromotionReasons"/>; null when it did.</param>
[GenerateSerializer, Immutable, Alias("store.promotionOutcome")]
public sealed record PromotionOutcome(Guid PromotionId, string Name, string? Code, long Amount, string? Reason);

/// <summary>Why a promotion did not apply. Stable; clients branch on them.</summary>
public static class PromotionReasons
{
    /// <summary>It is switched off.</summary>
    public const string Inactive = "inactive";

    /// <summary>Its time has not come.</summary>
    public const string NotStarted = "notStarted";

    /// <summary>Its time is over.</summary>
    public const string Ended = "ended";

    /// <summary>No line is of the categories or products it is for.</summary>
    public const string NoEligibleItems = "noEligibleItems";

    /// <summary>The lines it is for come to less than its minimum.</summary>
    public const string BelowMinimum = "belowMinimum";

    /// <summary>It is for customers with an account, and nobody is signed in.</summary>
    public const string SignInRequired = "signInRequired";

    /// <summary>It is for a first order, and this is another.</summary>
    public const string NotFirstOrder = "notFirstOrder";

    /// <summary>It is for another group of customers.</summary>
    public const string OtherCustomerGroup = "otherCustomerGroup";

    /// <summary>All its uses are taken.</summary>
    public const string UsedUp = "usedUp";

    /// <summary>The customer has taken all uses that one may have.</summary>
    public const string UsedByCustomer = "usedByCustomer";

    /// <summary>It stands alone, or one that does was applied before it.</summary>
    public const string Excluded = "excluded";

    /// <summary>There is nothing (left) for it to take off, or too few pieces.</summary>
    public const string NothingToDiscount = "nothingToDiscount";
}
