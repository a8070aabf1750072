using System.Collections.Immutable;
using Orleans.Concurrency;

namespace OrleansStore.Contracts.Promotions;

/// <summary>All promotions of the shop. There is one: its key is the empty id.</summary>
[Alias("store.promotionBook")]
public interface IPromotionBookGrain : IGrainWithGuidKey
{
    /// <summary>Adds a promotion; its coupon must be no other's.</summary>
    [Alias("create")]
    Task<Result<PromotionView>> Create(CreatePromotion command);

    /// <summary>Makes a promotion say something else; orders keep the price they were placed at.</summary>
    [Alias("change")]
    Task<Result<PromotionView>> Change(ChangePromotion command);

    /// <summary>A promotion.</summary>
    [Alias("find"), ReadOnly]
    Task<Result<PromotionView>> Find(Guid id);

    /// <summary>All promotions, the newest first.</summary>
    [Alias("list"), ReadOnly]
    Task<Result<PromotionList>> List();

    /// <summary>Those that may apply at a time: the ones that apply by themselves, and the one with the coupon, whatever its time.</summary>
    [Alias("findCandidates"), AlwaysInterleave]
    Task<Result<Candidates>> FindCandidates(string? coupon, DateTimeOffset at);
}

/// <summary>All promotions.</summary>
[GenerateSerializer, Immutable, Alias("store.promotionList")]
public sealed record PromotionList(ImmutableArray<PromotionView> Items);

/// <summary>Promotions that may apply.</summary>
[GenerateSerializer, Immutable, Alias("store.candidates")]
public sealed record Candidates(ImmutableArray<Promotion> Items)
{
    /// <summary>None.</summary>
    public static Candidates None { get; } = new([]);
}

/// <summary>The book's key.</summary>
public static class PromotionBook
{
    /// <summary>There is one book.</summary>
    public static readonly Guid Key = Guid.Empty;
}

/// <summary>How coupons are compared.</summary>
public static class Coupons
{
    /// <summary>Regardless of case and of spaces around it; null when nothing is left.</summary>
    public static string? Normalise(string? coupon) => string.IsNullOrWhiteSpace(coupon) ? null : coupon.Trim().ToUpperInvariant();
}
