using OrleansStore.Api.Access;

namespace OrleansStore.Api.Tests.Access;

/// <summary>Somebody who tries everything.</summary>
/// <param name="Name">For the report.</param>
/// <param name="Permissions">What it is meant to be permitted; written down here and not read from the store.</param>
internal sealed record MatrixActor(string Name, Permissions Permissions)
{
    public string? AccessToken { get; init; }

    public string? OrderToken { get; init; }

    public string? CartToken { get; init; }

    public Guid? Account { get; init; }

    public bool IsForged { get; init; }

    /// <summary>Whether it owns the scene's things that belong to an account.</summary>
    public bool IsOwner { get; init; }

    /// <summary>Whether its tokens open the scene's things that belong to a guest.</summary>
    public bool IsHolder { get; init; }

    /// <summary>Whether it is anybody in particular.</summary>
    public bool IsKnown => AccessToken is not null;

    /// <summary>Whether the policy is meant to let it in to one of the scene's things.</summary>
    /// <param name="guests">The guest's thing; else the owner's.</param>
    public bool MayPass(Policy policy, bool guests) => policy.Door switch
    {
        Door.Public => true,
        _ when IsForged => false,
        Door.Anyone => true,
        Door.Known => IsKnown || OrderToken is not null,
        Door.Account => Account is not null || Has(policy.Permissions),
        Door.Permitted => Has(policy.Permissions),
        Door.Owner => Has(policy.Permissions) || (guests ? IsHolder : IsOwner),
        _ => throw new InvalidOperationException($"{policy.Door} is new: say here whom it is for."),
    };

    private bool Has(Permissions permissions) => permissions != Permissions.None && (Permissions & permissions) == permissions;
}
