using OrleansStore.Api.Customers;

namespace OrleansStore.Api.Access;

/// <summary>Whether what let a caller in still holds: live connections outlast it.</summary>
internal sealed class Standing(ApiKeys keys)
{
    /// <summary>Whether the caller would still be let in.</summary>
    public bool Holds(Caller caller) => caller.ApiKey is not { } key || keys.IsGood(key);
}
