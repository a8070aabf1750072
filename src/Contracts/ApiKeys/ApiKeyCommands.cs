using System.Collections.Immutable;

namespace OrleansStore.Contracts.ApiKeys;

/// <summary>Makes a key good.</summary>
/// <param name="Id">Of the key; made by the caller, as a repeat has to name the same.</param>
/// <param name="Hash">SHA-256 of the secret, in hexadecimal; the secret itself never reaches a grain. It is random, so no salt or stretching is needed.</param>
/// <param name="ExpiresAt">Null: when it is revoked.</param>
[GenerateSerializer, Immutable, Alias("store.issueApiKey")]
public sealed record IssueApiKey(
    CommandContext Context, Guid Id, string Name, ImmutableArray<string> Scopes, string Hash, DateTimeOffset? ExpiresAt);

/// <summary>Ends a key.</summary>
[GenerateSerializer, Immutable, Alias("store.revokeApiKey")]
public sealed record RevokeApiKey(CommandContext Context, Guid Id);

/// <summary>A key was used.</summary>
[GenerateSerializer, Immutable, Alias("store.noteApiKeyUse")]
public sealed record NoteApiKeyUse(CommandContext Context, Guid Id);
