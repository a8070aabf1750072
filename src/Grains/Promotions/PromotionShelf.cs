using System.Collections.Frozen;
using System.Collections.Immutable;
using OrleansStore.Contracts.Promotions;

namespace OrleansStore.Grains.Promotions;

/// <summary>The promotions of a book, laid out as prices ask for them: every price does.</summary>
internal sealed class PromotionShelf(PromotionBookState of)
{
    private readonly ImmutableArray<Promotion> _automatic =
        [.. of.Entries.Values.Where(e => e.Terms is { Code: null, Active: true }).Select(ToPromotion)];

    private readonly FrozenDictionary<string, Promotion> _coupons =
        of.Entries.Values.Where(e => e.Terms.Code is not null).ToFrozenDictionary(e => Coupons.Normalise(e.Terms.Code)!, ToPromotion);

    /// <summary>The book's state that it was laid out from.</summary>
    public PromotionBookState Of => of;

    /// <summary>Those that may apply at a time by themselves, and the one with the coupon, whatever its time.</summary>
    public Candidates Find(string? coupon, DateTimeOffset at)
    {
        var named = Coupons.Normalise(coupon) is { } code ? _coupons.GetValueOrDefault(code) : null;
        if (_automatic.IsEmpty && named is null) return Candidates.None;
        var found = ImmutableArray.CreateBuilder<Promotion>();
        foreach (var promotion in _automatic)
            if (!(at < promotion.Terms.StartsAt) && !(at >= promotion.Terms.EndsAt)) found.Add(promotion);
        if (named is not null) found.Add(named);
        return new Candidates(found.ToImmutable());
    }

    private static Promotion ToPromotion(PromotionEntry entry) => new(entry.Id, entry.Terms);
}
