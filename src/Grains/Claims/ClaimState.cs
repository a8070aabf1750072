using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Claims;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Claims;

/// <summary>Who has a name.</summary>
[GenerateSerializer, Immutable, Alias("store.claimState")]
public sealed record ClaimState(Guid? Owner, bool Confirmed, DateTimeOffset At) : IAggregate<ClaimState, ClaimEvent>
{
    /// <inheritdoc/>
    public static ClaimState Initial { get; } = new(null, false, default);

    /// <inheritdoc/>
    public static string SnapshotType => "claim.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<ClaimState> SnapshotJson => GrainStates.Default.ClaimState;

    /// <inheritdoc/>
    public static int RememberedCommands => 0;

    /// <inheritdoc/>
    public static ClaimState Evolve(ClaimState state, ClaimEvent @event, in EventMeta meta) => @event switch
    {
        ClaimTaken e => new ClaimState(e.Owner, false, meta.Time),
        ClaimConfirmed => state with { Confirmed = true },
        ClaimReleased => Initial,
        _ => state,
    };
}
