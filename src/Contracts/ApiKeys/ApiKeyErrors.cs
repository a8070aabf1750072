namespace OrleansStore.Contracts.ApiKeys;

/// <summary>What can be wrong with a command about API keys.</summary>
public static class ApiKeyErrors
{
    /// <summary>There is no such key.</summary>
    public static StoreError NotFound(Guid id) => new(ErrorKind.NotFound, "apiKeyNotFound", $"There is no API key {id}.");

    /// <summary>There are as many as there may be.</summary>
    public static StoreError TooMany() =>
        new(ErrorKind.Conflict, "tooManyApiKeys", $"There are at most {ApiKeyLimits.Keys} API keys; delete one first.");

    /// <summary>It would be good for nothing, or its name says nothing.</summary>
    public static StoreError Invalid(string reason) => new(ErrorKind.Invalid, "invalidApiKey", reason);
}

/// <summary>Limits of API keys, each with its reason.</summary>
public static class ApiKeyLimits
{
    /// <summary>Keys; every node keeps all of them at hand.</summary>
    public const int Keys = 200;

    /// <summary>Characters of a name or a scope.</summary>
    public const int Text = 100;

    /// <summary>Scopes of one key; there are fewer.</summary>
    public const int Scopes = 50;

    /// <summary>How coarse the last use is told: a busy key is written down so often and no more.</summary>
    public static readonly TimeSpan UsedEvery = TimeSpan.FromHours(1);
}
