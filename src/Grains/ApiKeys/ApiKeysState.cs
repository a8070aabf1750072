using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.ApiKeys;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.ApiKeys;

/// <summary>All API keys that were not revoked, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("store.apiKeysState")]
public sealed record ApiKeysState(ImmutableArray<RingedApiKey> Keys) : IAggregate<ApiKeysState, ApiKeyEvent>
{
    /// <inheritdoc/>
    public static ApiKeysState Initial { get; } = new([]);

    /// <inheritdoc/>
    public static string SnapshotType => "apiKeys.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<ApiKeysState> SnapshotJson => GrainStates.Default.ApiKeysState;

    /// <summary>A key, or null.</summary>
    public RingedApiKey? Find(Guid id) => Keys.FirstOrDefault(k => k.Key.Id == id);

    /// <inheritdoc/>
    public static ApiKeysState Evolve(ApiKeysState state, ApiKeyEvent @event, in EventMeta meta)
    {
        var (at, actor) = (meta.Time, meta.Actor);
        return @event switch
        {
            ApiKeyIssued e => state with { Keys = state.Keys.Add(new(new(e.Id, e.Name, e.Scopes, e.ExpiresAt, at, actor, null), e.Hash)) },
            ApiKeyUsed e => state with { Keys = [.. state.Keys.Select(k => k.Key.Id == e.Id ? k with { Key = k.Key with { LastUsedAt = at } } : k)] },
            ApiKeyRevoked e => state with { Keys = state.Keys.RemoveAll(k => k.Key.Id == e.Id) },
            _ => state,
        };
    }
}
