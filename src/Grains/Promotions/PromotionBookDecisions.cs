using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Promotions;

/// <summary>What may be done with promotions.</summary>
public static class PromotionBookDecisions
{
    /// <summary>Once an id, with a coupon that no other has.</summary>
    public static Decision<PromotionBookEvent> Create(PromotionBookState state, CreatePromotion command)
    {
        if (state.Entries.ContainsKey(command.Id)) return Decision<PromotionBookEvent>.Nothing;
        if (Check(command.Terms) is { } wrong) return wrong;
        if (state.Entries.Count >= PromotionLimits.Promotions) return PromotionErrors.TooMany();
        if (OtherWithCode(state, command.Id, command.Terms) is { } taken) return taken;
        return new PromotionCreated(command.Id, Tidy(command.Terms));
    }

    /// <summary>What is the same already is not changed.</summary>
    public static Decision<PromotionBookEvent> Change(PromotionBookState state, ChangePromotion command)
    {
        if (!state.Entries.TryGetValue(command.Id, out var entry)) return PromotionErrors.NotFound(command.Id);
        if (Versions.Check(command.ExpectedVersion, entry.Version) is { } stale) return stale;
        if (Check(command.Terms) is { } wrong) return wrong;
        if (OtherWithCode(state, command.Id, command.Terms) is { } taken) return taken;
        var terms = Tidy(command.Terms);
        return IsSame(entry.Terms, terms) ? Decision<PromotionBookEvent>.Nothing : new PromotionChanged(command.Id, terms);
    }

    /// <summary>What must hold of what a promotion says.</summary>
    public static StoreError? Check(PromotionTerms terms)
    {
        if (!Texts.Fits(terms.Name, PromotionLimits.Text)) return Invalid("name", $"Must have from 1 to {PromotionLimits.Text} characters.");
        if (terms.Code is not null && !Texts.Fits(terms.Code, PromotionLimits.Code)) return Invalid("code", $"Must have from 1 to {PromotionLimits.Code} characters.");
        if (terms.CustomerGroup is not null && !Texts.Fits(terms.CustomerGroup, PromotionLimits.Text)) return Invalid("customerGroup", $"Must have from 1 to {PromotionLimits.Text} characters.");
        if (terms.Minimum is < 0 or > PricingLimits.Total) return Invalid("minimum", $"Must be from 0 to {PricingLimits.Total}.");
        if (terms.MaxUses is < 1 or > PromotionLimits.Uses) return Invalid("maxUses", $"Must be from 1 to {PromotionLimits.Uses}.");
        if (terms.MaxUsesPerCustomer is < 1 or > PromotionLimits.UsesPerCustomer) return Invalid("maxUsesPerCustomer", $"Must be from 1 to {PromotionLimits.UsesPerCustomer}.");
        if (terms.Priority is < -PromotionLimits.Priority or > PromotionLimits.Priority) return Invalid("priority", $"Must be from {-PromotionLimits.Priority} to {PromotionLimits.Priority}.");
        if (terms.StartsAt >= terms.EndsAt) return Invalid("endsAt", "Must be after 'startsAt'.");
        if (terms.Categories.Length + terms.Products.Length > PromotionLimits.Named) return Invalid("categories", $"At most {PromotionLimits.Named}, products included.");
        if (terms.Categories.Any(c => !Texts.Fits(c, PromotionLimits.Text))) return Invalid("categories", $"Must have from 1 to {PromotionLimits.Text} characters each.");
        return CheckKind(terms);
    }

    /// <summary>What its kind needs, and nothing that belongs to another.</summary>
    private static StoreError? CheckKind(PromotionTerms terms)
    {
        var (kind, shares) = (terms.Kind, terms.Kind is PromotionKind.Percentage or PromotionKind.BuyXGetY);
        if (!Enum.IsDefined(kind)) return Invalid("kind", "There is no such kind.");
        if (terms.Rate is < 1 or > PricingLimits.Whole) return Invalid("percent", "Must be above 0 and at most 100.");
        if (kind == PromotionKind.Percentage && terms.Rate is null) return Invalid("percent", "Required for this kind.");
        if (!shares && terms.Rate is not null) return Invalid("percent", "Not for this kind.");
        if (terms.Amount is < 1 or > PricingLimits.Total) return Invalid("amount", $"Must be from 1 to {PricingLimits.Total}.");
        if (kind == PromotionKind.Amount != terms.Amount is not null) return Invalid("amount", kind == PromotionKind.Amount ? "Required for this kind." : "Not for this kind.");
        if (CheckPieces("buy", terms.Buy, kind) is { } buy) return buy;
        return CheckPieces("get", terms.Get, kind);
    }

    private static StoreError? CheckPieces(string field, int? pieces, PromotionKind kind)
    {
        if (kind != PromotionKind.BuyXGetY) return pieces is null ? null : Invalid(field, "Not for this kind.");
        return pieces is >= 1 and <= PromotionLimits.Pieces ? null : Invalid(field, $"Must be from 1 to {PromotionLimits.Pieces} for this kind.");
    }

    private static StoreError? OtherWithCode(PromotionBookState state, Guid id, PromotionTerms terms) =>
        Coupons.Normalise(terms.Code) is { } code && state.WithCode(code) is { } other && other.Id != id
            ? PromotionErrors.CodeTaken(terms.Code!.Trim())
            : null;

    private static PromotionTerms Tidy(PromotionTerms terms) => terms with
    {
        Name = terms.Name.Trim(),
        Code = terms.Code?.Trim(),
        CustomerGroup = terms.CustomerGroup?.Trim(),
        Categories = [.. terms.Categories.Select(c => c.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)],
        Products = [.. terms.Products.Distinct()],
    };

    // Records compare their arrays by reference.
    private static bool IsSame(PromotionTerms a, PromotionTerms b) =>
        a.Categories.SequenceEqual(b.Categories) && a.Products.SequenceEqual(b.Products)
        && a == b with { Categories = a.Categories, Products = a.Products };

    private static StoreError Invalid(string field, string what) => PromotionErrors.Invalid(field, what);
}
