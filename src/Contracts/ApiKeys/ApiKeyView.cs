using System.Collections.Immutable;

namespace OrleansStore.Contracts.ApiKeys;

/// <summary>An API key; its secret is never shown again.</summary>
/// <param name="CreatedBy">Who made it: see <see cref="Actors"/>.</param>
/// <param name="LastUsedAt">To the hour.</param>
[GenerateSerializer, Immutable, Alias("store.apiKeyView")]
public sealed record ApiKeyView(
    Guid Id, string Name, ImmutableArray<string> Scopes, DateTimeOffset? ExpiresAt, DateTimeOffset CreatedAt, string CreatedBy, DateTimeOffset? LastUsedAt);

/// <summary>All API keys.</summary>
[GenerateSerializer, Immutable, Alias("store.apiKeyList")]
public sealed record ApiKeyList(ImmutableArray<ApiKeyView> Items);

/// <summary>An API key and what it is checked against.</summary>
[GenerateSerializer, Immutable, Alias("store.ringedApiKey")]
public sealed record RingedApiKey(ApiKeyView Key, string Hash);

/// <summary>All API keys and what they are checked against.</summary>
[GenerateSerializer, Immutable, Alias("store.apiKeyRing")]
public sealed record ApiKeyRing(ImmutableArray<RingedApiKey> Keys);
