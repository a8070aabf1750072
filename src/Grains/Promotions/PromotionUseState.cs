using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Promotions;

/// <summary>The uses of one promotion. It is as large after a million uses as after a few hundred.</summary>
/// <param name="Uses">Orders that have a use.</param>
/// <param name="Redeemed">The newest of them, oldest first.</param>
/// <param name="Released">The newest orders that gave theirs back or are not to get one, oldest first.</param>
[GenerateSerializer, Immutable, Alias("store.promotionUseState")]
public sealed record PromotionUseState(int Uses, ImmutableArray<Guid> Redeemed, ImmutableArray<Guid> Released)
    : IAggregate<PromotionUseState, PromotionUseEvent>
{
    /// <inheritdoc/>
    public static PromotionUseState Initial { get; } = new(0, [], []);

    /// <inheritdoc/>
    public static string SnapshotType => "promotionUse.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<PromotionUseState> SnapshotJson => GrainStates.Default.PromotionUseState;

    /// <inheritdoc/>
    public static int RememberedCommands => 0;

    /// <inheritdoc/>
    public static PromotionUseState Evolve(PromotionUseState state, PromotionUseEvent @event, in EventMeta meta) => @event switch
    {
        PromotionRedeemed e => state with { Uses = state.Uses + 1, Redeemed = state.Redeemed.Remember(e.OrderId, PromotionLimits.Remembered) },
        PromotionReleased e => new(
            state.Uses - (e.Used ? 1 : 0), state.Redeemed.Remove(e.OrderId), state.Released.Remember(e.OrderId, PromotionLimits.Remembered)),
        _ => state,
    };
}

/// <summary>What the journal says of an order that is not remembered.</summary>
public enum FormerUse
{
    /// <summary>Nothing, or nobody looked.</summary>
    None,

    /// <summary>It has a use.</summary>
    Redeemed,

    /// <summary>It gave its use back, or is not to get one.</summary>
    Released,
}
