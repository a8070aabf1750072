using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;

namespace OrleansStore.Grains.Pricing;

/// <summary>When a promotion applies, and in which order promotions do.</summary>
internal static class PromotionRules
{
    /// <summary>
    /// The order in which promotions are applied: higher priorities first; of the same priority what counts pieces, then
    /// shares, then amounts, then free shipping; of the same kind by their ids.
    /// </summary>
    public static int Compare(Promotion a, Promotion b)
    {
        var order = b.Terms.Priority.CompareTo(a.Terms.Priority);
        if (order == 0) order = Rank(a.Terms.Kind).CompareTo(Rank(b.Terms.Kind));
        return order == 0 ? a.Id.CompareTo(b.Id) : order;
    }

    /// <summary>Why it cannot apply, whatever is bought; null when it can.</summary>
    public static string? Refusal(PromotionTerms terms, CustomerFacts customer, DateTimeOffset now)
    {
        if (!terms.Active) return PromotionReasons.Inactive;
        if (now < terms.StartsAt) return PromotionReasons.NotStarted;
        if (now >= terms.EndsAt) return PromotionReasons.Ended;
        if ((terms.FirstOrder || terms.CustomerGroup is not null) && !customer.HasAccount) return PromotionReasons.SignInRequired;
        if (terms.FirstOrder && !customer.IsFirstOrder) return PromotionReasons.NotFirstOrder;
        return terms.CustomerGroup is { } group && !Same(group, customer.Group) ? PromotionReasons.OtherCustomerGroup : null;
    }

    /// <summary>Whether it is for the goods of a line.</summary>
    public static bool IsFor(PromotionTerms terms, QuoteLine line) =>
        (terms.Categories.IsEmpty && terms.Products.IsEmpty)
        || terms.Products.Contains(line.ProductId)
        || terms.Categories.Contains(line.Category, StringComparer.OrdinalIgnoreCase);

    private static bool Same(string a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static int Rank(PromotionKind kind) => kind switch
    {
        PromotionKind.BuyXGetY => 0,
        PromotionKind.Percentage => 1,
        PromotionKind.Amount => 2,
        _ => 3,
    };
}
