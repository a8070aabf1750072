using System.Net;
using OrleansStore.Api.Access;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Api.Customers;

/// <summary>Who asks.</summary>
/// <param name="Id">The account; null for a guest and for an API key.</param>
/// <param name="OrderToken">What a guest opens one order with (header <c>Order-Token</c> or query <c>orderToken</c>).</param>
/// <param name="CartToken">What a guest opens one cart with (header <c>Cart-Token</c>).</param>
public sealed record Caller(Guid? Id, CustomerRole? Role, string? OrderToken = null, string? CartToken = null)
{
    /// <summary>Somebody without an account.</summary>
    public static Caller Guest { get; } = new(null, null);

    /// <summary>The network address that it asks from.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The API key that asks.</summary>
    public Guid? ApiKey { get; private init; }

    /// <summary>What the role or the key's scopes permit.</summary>
    public Permissions Permissions { get; private init; } = Grants.Of(Role);

    /// <summary>The account, where the policy lets in accounts only.</summary>
    /// <exception cref="InvalidOperationException">The policy let somebody else in.</exception>
    public Guid Account => Id ?? throw new InvalidOperationException("No account asks.");

    /// <summary>Whether nobody in particular asks.</summary>
    public bool IsGuest => Id is null && ApiKey is null;

    /// <summary>The session that the access token belongs to; null for a guest and for an API key.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>The name in events.</summary>
    public string Actor { get; private init; } = (Id, Role) switch
    {
        ({ } id, CustomerRole.Admin) => Actors.Admin(id),
        ({ } id, CustomerRole.CatalogManager) => Actors.CatalogManager(id),
        ({ } id, _) => Actors.Customer(id),
        _ => Actors.Guest,
    };

    /// <summary>An API key.</summary>
    public static Caller Of(Guid apiKey, Permissions permissions) =>
        new(null, null) { ApiKey = apiKey, Permissions = permissions, Actor = Actors.ApiKey(apiKey) };

    /// <summary>Whether the caller has all of the permissions; nobody has none.</summary>
    public bool May(Permissions permissions) => permissions != Permissions.None && (Permissions & permissions) == permissions;
}
