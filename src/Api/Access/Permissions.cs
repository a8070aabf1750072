using System.Collections.Frozen;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Api.Access;

/// <summary>What one may do beyond what everybody may with what is theirs.</summary>
[Flags]
public enum Permissions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Create, change, import and export products.</summary>
    Catalog = 1 << 0,

    /// <summary>Take in and correct pieces, and read a stock's ledger.</summary>
    Stock = 1 << 1,

    /// <summary>Take anybody's review away.</summary>
    Reviews = 1 << 2,

    /// <summary>Read and change promotions, and try what they would do.</summary>
    Promotions = 1 << 3,

    /// <summary>See everybody's orders, their internal notes, and export them.</summary>
    OrdersRead = 1 << 4,

    /// <summary>Work on everybody's orders: ship, refund, take back.</summary>
    Orders = 1 << 5,

    /// <summary>See accounts.</summary>
    CustomersRead = 1 << 6,

    /// <summary>Say what accounts may do and which group they are in.</summary>
    Customers = 1 << 7,

    /// <summary>See and change guests' and customers' carts.</summary>
    Carts = 1 << 8,

    /// <summary>Subscribe addresses to events.</summary>
    Webhooks = 1 << 9,

    /// <summary>Compare stocks and orders, and be told of trouble.</summary>
    Operations = 1 << 10,

    /// <summary>Issue and revoke API keys.</summary>
    ApiKeys = 1 << 11,

    /// <summary>Read who did what.</summary>
    Audit = 1 << 12,

    /// <summary>See the shop's figures.</summary>
    Analytics = 1 << 13,

    /// <summary>Everything.</summary>
    All = (1 << 14) - 1,
}

/// <summary>Who has which permissions.</summary>
public static class Grants
{
    /// <summary>What no API key may: a key that could make keys or administrators would be all of them.</summary>
    private const Permissions PeopleOnly = Permissions.Customers | Permissions.ApiKeys;

    private static readonly FrozenDictionary<string, Permissions> ByScope = Enum.GetValues<Permissions>()
        .Where(p => int.PopCount((int)p) == 1 && (p & PeopleOnly) == 0)
        .ToFrozenDictionary(p => char.ToLowerInvariant(p.ToString()[0]) + p.ToString()[1..], StringComparer.Ordinal);

    /// <summary>The scopes that an API key can have; each is a permission of the same name.</summary>
    public static IReadOnlyList<string> Scopes { get; } = [.. ByScope.OrderBy(s => s.Value).Select(s => s.Key)];

    /// <summary>What a role may.</summary>
    public static Permissions Of(CustomerRole? role) => role switch
    {
        CustomerRole.Admin => Permissions.All,
        CustomerRole.CatalogManager => Permissions.Catalog | Permissions.Stock | Permissions.Reviews | Permissions.Promotions,
        _ => Permissions.None,
    };

    /// <summary>What an API key with these scopes may; scopes that are no longer known give nothing.</summary>
    public static Permissions Of(IEnumerable<string> scopes)
    {
        var all = scopes.Aggregate(Permissions.None, (sum, scope) => sum | ByScope.GetValueOrDefault(scope));
        return all.HasFlag(Permissions.Orders) ? all | Permissions.OrdersRead : all;
    }
}
