namespace OrleansStore.Grains.Pricing;

/// <summary>What promotions may ask of a customer.</summary>
/// <param name="HasAccount">There is an account.</param>
/// <param name="IsFirstOrder">It has no order but this one that was not given up.</param>
/// <param name="Group">The group it is in.</param>
public sealed record CustomerFacts(bool HasAccount, bool IsFirstOrder, string? Group)
{
    /// <summary>Somebody without an account.</summary>
    public static CustomerFacts Guest { get; } = new(false, false, null);
}
