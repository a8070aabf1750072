using System.Collections.Immutable;

namespace OrleansStore.Contracts.ApiKeys;

/// <summary>What can happen to API keys.</summary>
[GenerateSerializer, Immutable, Alias("store.apiKeyEvent")]
public abstract record ApiKeyEvent;

/// <summary>A key was made good.</summary>
[GenerateSerializer, Immutable, Alias("key.issued.v1")]
public sealed record ApiKeyIssued(Guid Id, string Name, ImmutableArray<string> Scopes, string Hash, DateTimeOffset? ExpiresAt) : ApiKeyEvent;

/// <summary>A key was used.</summary>
[GenerateSerializer, Immutable, Alias("key.used.v1")]
public sealed record ApiKeyUsed(Guid Id) : ApiKeyEvent;

/// <summary>A key was ended.</summary>
[GenerateSerializer, Immutable, Alias("key.revoked.v1")]
public sealed record ApiKeyRevoked(Guid Id) : ApiKeyEvent;
