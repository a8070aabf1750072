using Orleans.Concurrency;

namespace OrleansStore.Contracts.Claims;

/// <summary>
/// Holds one name that only one thing may have: an e-mail address, a sku. Key: see <see cref="ClaimKeys"/>.
/// </summary>
/// <remarks>
/// The owner claims first, comes into being, then confirms, and gives the name back when it ends; it may die between any
/// two of these. So whoever finds the name taken has its owner asked: only what the owner does not have is taken over. An
/// owner whose claim is younger than <see cref="ClaimLimits.Unconfirmed"/> is still coming into being.
/// </remarks>
[Alias("store.claim")]
public interface IClaimGrain : IGrainWithStringKey
{
    /// <summary>Claims the name for an owner; the same owner may claim again.</summary>
    [Alias("claim")]
    Task<Result<ClaimView>> Claim(CommandContext context, Guid owner);

    /// <summary>The owner exists now and keeps the name.</summary>
    [Alias("confirm")]
    Task<Result<ClaimView>> Confirm(CommandContext context, Guid owner);

    /// <summary>The owner gives the name back.</summary>
    [Alias("release")]
    Task<Result<ClaimView>> Release(CommandContext context, Guid owner);

    /// <summary>Who has the name; no owner when nobody has.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<ClaimView>> Get();
}

/// <summary>Who has a name.</summary>
[GenerateSerializer, Immutable, Alias("store.claimView")]
public sealed record ClaimView(Guid? Owner, bool Confirmed);

/// <summary>Keys of claims.</summary>
public static class ClaimKeys
{
    private const string SkuPrefix = "sku:";

    /// <summary>An e-mail address, by its hash; see <see cref="IClaimNames"/>.</summary>
    public static string Email(string hash) => "email:" + hash;

    /// <summary>A sku, regardless of case.</summary>
    public static string Sku(string sku) => SkuPrefix + sku.Trim().ToLowerInvariant();

    /// <summary>Whether the owner is a product.</summary>
    public static bool IsSku(string key) => key.StartsWith(SkuPrefix, StringComparison.Ordinal);
}

/// <summary>Limits of claims.</summary>
public static class ClaimLimits
{
    /// <summary>How long an unconfirmed claim is respected; far longer than its owner needs to come into being.</summary>
    public static readonly TimeSpan Unconfirmed = TimeSpan.FromMinutes(1);
}

/// <summary>What can be wrong with a claim.</summary>
public static class ClaimErrors
{
    /// <summary>Somebody else has the name.</summary>
    public static StoreError Taken(string key) => new(ErrorKind.Conflict, "taken", $"'{key}' is taken.");
}
