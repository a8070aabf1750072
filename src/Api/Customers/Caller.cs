using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Api.Customers;

/// <summary>Who asks.</summary>
/// <param name="Id">The account; null for a guest.</param>
/// <param name="OrderToken">What a guest opens one order with (header <c>Order-Token</c> or query <c>orderToken</c>).</param>
/// <param name="CartToken">What a guest opens one cart with (header <c>Cart-Token</c>).</param>
public sealed record Caller(Guid? Id, CustomerRole? Role, string? OrderToken = null, string? CartToken = null)
{
    /// <summary>Somebody without an account.</summary>
    public static Caller Guest { get; } = new(null, null);

    /// <summary>Whether it is an administrator.</summary>
    public bool IsAdmin => Role == CustomerRole.Admin;

    /// <summary>The name in events.</summary>
    public string Actor { get; } = (Id, Role) switch
    {
        ({ } id, CustomerRole.Admin) => Actors.Admin(id),
        ({ } id, _) => Actors.Customer(id),
        _ => Actors.Guest,
    };
}
