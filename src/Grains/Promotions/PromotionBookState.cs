using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Promotions;

/// <summary>A promotion as the book keeps it.</summary>
[GenerateSerializer, Immutable, Alias("store.promotionEntry")]
public sealed record PromotionEntry(
    Guid Id, PromotionTerms Terms, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version);

/// <summary>All promotions.</summary>
/// <param name="Entries">By id.</param>
[GenerateSerializer, Immutable, Alias("store.promotionBookState")]
public sealed record PromotionBookState(ImmutableDictionary<Guid, PromotionEntry> Entries)
    : IAggregate<PromotionBookState, PromotionBookEvent>
{
    /// <inheritdoc/>
    public static PromotionBookState Initial { get; } = new(ImmutableDictionary<Guid, PromotionEntry>.Empty);

    /// <inheritdoc/>
    public static string SnapshotType => "promotionBook.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<PromotionBookState> SnapshotJson => GrainStates.Default.PromotionBookState;

    /// <inheritdoc/>
    public static PromotionBookState Evolve(PromotionBookState state, PromotionBookEvent @event, in EventMeta meta) => @event switch
    {
        PromotionCreated e => new(state.Entries.SetItem(e.PromotionId, new(e.PromotionId, e.Terms, meta.Time, meta.Time, 1))),
        PromotionChanged e when state.Entries.TryGetValue(e.PromotionId, out var entry) =>
            new(state.Entries.SetItem(e.PromotionId, entry with { Terms = e.Terms, UpdatedAt = meta.Time, Version = entry.Version + 1 })),
        _ => state,
    };

    /// <summary>The promotion that has a coupon.</summary>
    /// <param name="coupon">Normalised.</param>
    public PromotionEntry? WithCode(string coupon) => Entries.Values.FirstOrDefault(e => Coupons.Normalise(e.Terms.Code) == coupon);
}
