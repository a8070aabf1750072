using OrleansStore.Api.Customers;

namespace OrleansStore.Api.Access;

/// <summary>Whether what let a caller in still holds: live connections outlast it.</summary>
internal sealed class Standing(ApiKeys keys, RevokedSessions revoked)
{
    /// <summary>Whether the caller would still be let in.</summary>
    public bool Holds(Caller caller) =>
        caller.ApiKey is { } key ? keys.IsGood(key) : caller.SessionId is not { } session || !revoked.Contains(session);
}
