using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Access;

/// <summary>Whom a door is open to.</summary>
public enum Door
{
    /// <summary>Everybody; nobody is asked who they are.</summary>
    Public,

    /// <summary>Everybody; but who shows a token must show a valid one.</summary>
    Anyone,

    /// <summary>Whoever is known: an account, an API key, or a guest with an order's token.</summary>
    Known,

    /// <summary>Whoever has an account, or the permission.</summary>
    Account,

    /// <summary>Whose the thing is that the call names, who has the thing's token, or who has the permission.</summary>
    Owner,

    /// <summary>Who has the permission.</summary>
    Permitted,
}

/// <summary>Things that are somebody's.</summary>
public enum Thing
{
    /// <summary>None.</summary>
    None,

    /// <summary>An order.</summary>
    Order,

    /// <summary>A cart.</summary>
    Cart,

    /// <summary>An account.</summary>
    Customer,

    /// <summary>A review.</summary>
    Review,
}

/// <summary>Who may call something: declared where it is mapped, enforced before it runs.</summary>
/// <param name="Permissions">What somebody must be permitted who is not let in for another reason.</param>
/// <param name="Thing">Whose owner is meant.</param>
public sealed record Policy(Door Door, Permissions Permissions = Permissions.None, Thing Thing = Thing.None)
{
    /// <summary>Open to everybody; nobody is asked who they are.</summary>
    public static Policy Public { get; } = new(Door.Public);

    /// <summary>Open to guests too.</summary>
    public static Policy Anyone { get; } = new(Door.Anyone);

    /// <summary>Open to whoever is known.</summary>
    public static Policy Known { get; } = new(Door.Known);

    /// <summary>Open to every account.</summary>
    public static Policy Account { get; } = new(Door.Account);

    /// <summary>Whether the access token may stand in the query: browsers cannot set headers for live connections.</summary>
    public bool TakesQueryToken { get; private init; }

    /// <summary>Whether what it lets in is written into the audit trail whoever it is.</summary>
    public bool IsNoted { get; private init; }

    /// <summary>Open to whose thing it is, and to who has the permission.</summary>
    public static Policy OwnerOf(Thing thing, Permissions or = Permissions.None) => new(Door.Owner, or, thing);

    /// <summary>Open to every account, and to who has the permission.</summary>
    public static Policy AccountOr(Permissions permissions) => new(Door.Account, permissions);

    /// <summary>Open to who has the permission.</summary>
    public static Policy Needs(Permissions permissions) => new(Door.Permitted, permissions);

    /// <summary>The same for a live connection.</summary>
    public Policy Live() => this with { TakesQueryToken = true };

    /// <summary>The same for what is written into the audit trail also when somebody does it with what is theirs.</summary>
    public Policy Noted() => this with { IsNoted = true };

    /// <summary>The refusal of a caller; whose a thing is only the thing tells, in <see cref="ObjectAccess"/>.</summary>
    public Problem? Check(Caller caller) => Door switch
    {
        Door.Known => caller.IsGuest && caller.OrderToken is null ? Problems.Unauthenticated() : null,
        Door.Account => caller.Id is not null || caller.May(Permissions) ? null : Refuse(caller),
        // A guest has nothing but what it has a token of.
        Door.Owner => Thing is Thing.Order or Thing.Cart || caller.Id is not null || caller.May(Permissions) ? null : Refuse(caller),
        Door.Permitted => caller.May(Permissions) ? null : Refuse(caller),
        _ => null,
    };

    private static Problem Refuse(Caller caller) => caller.IsGuest ? Problems.Unauthenticated() : Problems.Forbidden();
}

/// <summary>Says who may call a hub method.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class ForAttribute(Door door, Permissions permissions = Permissions.None, Thing thing = Thing.None) : Attribute
{
    /// <summary>Who may.</summary>
    public Policy Policy { get; } = new(door, permissions, thing);
}

/// <summary>Declares policies on endpoints.</summary>
internal static class Policies
{
    /// <summary>Says who may call the endpoint; the last word counts.</summary>
    public static T For<T>(this T endpoints, Policy policy)
        where T : IEndpointConventionBuilder => endpoints.WithMetadata(policy);
}
