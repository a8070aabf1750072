using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Idempotency;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Idempotency;

/// <summary>What an Idempotency-Key led to.</summary>
/// <param name="Fingerprint">Base64 of the request's hash; null when the key was never used.</param>
[GenerateSerializer, Immutable, Alias("store.idempotencyState")]
public sealed record IdempotencyState(string? Fingerprint, Guid CommandId, DateTimeOffset At, StoredResponse? Response)
    : IAggregate<IdempotencyState, IdempotencyEvent>
{
    /// <inheritdoc/>
    public static IdempotencyState Initial { get; } = new(null, Guid.Empty, default, null);

    /// <inheritdoc/>
    public static string SnapshotType => "idempotency.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<IdempotencyState> SnapshotJson => GrainStates.Default.IdempotencyState;

    /// <inheritdoc/>
    public static int RememberedCommands => 0;

    /// <summary>The key is free again.</summary>
    public bool IsExpired(DateTimeOffset now) => Fingerprint is null || now - At > IdempotencyLimits.Kept;

    /// <inheritdoc/>
    public static IdempotencyState Evolve(IdempotencyState state, IdempotencyEvent @event, in EventMeta meta) => @event switch
    {
        IdempotencyBegun e => new IdempotencyState(e.Fingerprint, e.CommandId, meta.Time, null),
        IdempotencyCompleted e => state with { Response = e.Response },
        _ => state,
    };
}
