using Orleans.Concurrency;

namespace OrleansStore.Contracts.Carts;

/// <summary>What somebody means to buy. Key: the cart's id.</summary>
[Alias("store.cart")]
public interface ICartGrain : IGrainWithGuidKey
{
    /// <summary>Starts the cart.</summary>
    [Alias("create")]
    Task<Result<CartView>> Create(CreateCart command);

    /// <summary>Makes a product's quantity exactly so many (0 takes it out).</summary>
    [Alias("setItem")]
    Task<Result<CartView>> SetItem(SetCartItem command);

    /// <summary>The cart became an order; it cannot be changed or ordered again.</summary>
    [Alias("close")]
    Task<Result<CartView>> Close(CloseCart command);

    /// <summary>
    /// The order is not to be after all. A cart that became it can be changed and ordered again, and no cart becomes it any
    /// more: what it said before may still be on its way.
    /// </summary>
    [Alias("reopen")]
    Task<Result<CartView>> Reopen(ReopenCart command);

    /// <summary>The cart as it is.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<CartView>> Get();
}
