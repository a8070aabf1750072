using Orleans.Concurrency;

namespace OrleansStore.Contracts.Promotions;

/// <summary>The uses of one promotion with limits. Key: the promotion's id.</summary>
/// <remarks>
/// What an order does is keyed by the order's id, so that a repeat is harmless. Who was refused, or does not know, calls
/// <see cref="Release"/>: it gives back what was taken, by whichever double of the command, and keeps late ones out.
/// </remarks>
[Alias("store.promotionUses")]
public interface IPromotionGrain : IGrainWithGuidKey
{
    /// <summary>Takes a use for an order, unless all are taken.</summary>
    [Alias("redeem")]
    Task<Result<PromotionUses>> Redeem(RedeemPromotion command);

    /// <summary>Gives an order's use back, if it has one; from then on it gets none.</summary>
    [Alias("release")]
    Task<Result<PromotionUses>> Release(ReleasePromotion command);

    /// <summary>How many are taken.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<PromotionUses>> Get();

    /// <summary>How many are taken, in all and by one customer.</summary>
    /// <param name="customerKey">See <see cref="CustomerKeys"/>; null while nobody knows who it is.</param>
    [Alias("getStanding"), AlwaysInterleave]
    Task<Result<PromotionStanding>> GetStanding(string? customerKey);
}

/// <summary>How often a promotion is used.</summary>
[GenerateSerializer, Immutable, Alias("store.promotionUsesView")]
public sealed record PromotionUses(Guid PromotionId, int Uses, int Version);

/// <summary>How often a promotion is used, in all and by one customer.</summary>
[GenerateSerializer, Immutable, Alias("store.promotionStanding")]
public sealed record PromotionStanding(int Uses, int UsesOfCustomer);
