using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Pricing;

namespace OrleansStore.Contracts.Promotions;

/// <summary>Adds a promotion.</summary>
[GenerateSerializer, Immutable, Alias("store.createPromotion")]
public sealed record CreatePromotion(CommandContext Context, Guid Id, PromotionTerms Terms);

/// <summary>Makes a promotion say something else.</summary>
/// <param name="ExpectedVersion">When set, the promotion's version that the caller has seen.</param>
[GenerateSerializer, Immutable, Alias("store.changePromotion")]
public sealed record ChangePromotion(CommandContext Context, Guid Id, int? ExpectedVersion, PromotionTerms Terms);

/// <summary>Takes one use of a promotion for an order; once an order, however often it is asked.</summary>
/// <param name="CustomerKey">See <see cref="CustomerKeys"/>.</param>
/// <param name="Use">As the quote said it; its limits count.</param>
/// <param name="Since">Not after the first time that this was asked.</param>
/// <param name="Redriven">It may have been asked a good while ago: when the order is not remembered, the journal is looked into.</param>
[GenerateSerializer, Immutable, Alias("store.redeemPromotion")]
public sealed record RedeemPromotion(
    CommandContext Context, Guid OrderId, string CustomerKey, PromotionUse Use, DateTimeOffset Since, bool Redriven = false);

/// <summary>Gives an order's use back, if it has one; from then on it gets none.</summary>
/// <param name="CustomerKey">As it was redeemed with.</param>
/// <param name="Use">As it was redeemed with.</param>
/// <param name="Since">Not after the order first asked for the use; from there on the journal is looked into when the order is not remembered.</param>
[GenerateSerializer, Immutable, Alias("store.releasePromotion")]
public sealed record ReleasePromotion(
    CommandContext Context, Guid OrderId, string CustomerKey, PromotionUse Use, DateTimeOffset Since);

/// <summary>By what the uses of one customer are counted.</summary>
public static class CustomerKeys
{
    /// <summary>An account's, else that of an e-mail address regardless of case.</summary>
    /// <exception cref="ArgumentException">Neither is there: a bug, for guests order with an e-mail address.</exception>
    public static string Of(Guid? customerId, string? email, IClaimNames names) =>
        customerId is { } id ? $"customer:{id:N}"
        : email is { Length: > 0 } ? names.Email(email)
        : throw new ArgumentException("Neither an account nor an e-mail address.");
}
