using Orleans.Concurrency;

namespace OrleansStore.Contracts.Promotions;

/// <summary>
/// One customer's uses of one promotion, so that neither of them has to know of all the other's. Key: see
/// <see cref="CustomerUses.KeyOf"/>. Only <see cref="IPromotionGrain"/> calls it.
/// </summary>
[Alias("store.customerUses")]
public interface ICustomerUsesGrain : IGrainWithStringKey
{
    /// <summary>Takes a use for an order, unless the customer has as many as one may have.</summary>
    /// <param name="most">How many one customer may have.</param>
    [Alias("take")]
    Task<Result<CustomerUses>> Take(CommandContext context, Guid promotionId, Guid orderId, int most);

    /// <summary>Gives an order's use back, if it has one; from then on it gets none.</summary>
    [Alias("giveBack")]
    Task<Result<CustomerUses>> GiveBack(CommandContext context, Guid orderId);

    /// <summary>How many are taken.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<CustomerUses>> Get();
}

/// <summary>How often one customer uses a promotion.</summary>
[GenerateSerializer, Immutable, Alias("store.customerUsesView")]
public sealed record CustomerUses(int Uses)
{
    /// <summary>The key: the promotion, and a hash of who it is, for keys end up in the names of streams and e-mail addresses must not.</summary>
    /// <param name="customerKey">See <see cref="CustomerKeys"/>.</param>
    public static string KeyOf(Guid promotionId, string customerKey)
    {
        var hash = System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{promotionId:N} {customerKey}"));
        return $"{promotionId:N}-{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
    }
}
