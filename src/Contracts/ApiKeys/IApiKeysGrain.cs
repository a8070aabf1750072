using Orleans.Concurrency;

namespace OrleansStore.Contracts.ApiKeys;

/// <summary>All API keys of integrators. One for the whole store; key: <see cref="Key"/>.</summary>
[Alias("store.apiKeys")]
public interface IApiKeysGrain : IGrainWithStringKey
{
    /// <summary>The key of the one there is.</summary>
    const string Key = "all";

    /// <summary>Makes a key good.</summary>
    [Alias("issue")]
    Task<Result<ApiKeyView>> Issue(IssueApiKey command);

    /// <summary>Ends a key.</summary>
    [Alias("revoke")]
    Task<Result<ApiKeyList>> Revoke(RevokeApiKey command);

    /// <summary>A key was used; it is written down once in a while.</summary>
    [Alias("noteUse")]
    Task<Result<ApiKeyList>> NoteUse(NoteApiKeyUse command);

    /// <summary>All keys, oldest first, as administrators see them.</summary>
    [Alias("list"), ReadOnly]
    Task<Result<ApiKeyList>> List();

    /// <summary>All keys with what they are checked against.</summary>
    [Alias("ring"), ReadOnly]
    Task<Result<ApiKeyRing>> GetRing();
}
