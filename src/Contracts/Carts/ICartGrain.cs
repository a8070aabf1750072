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

    /// <summary>Puts more of a product in.</summary>
    [Alias("addItem")]
    Task<Result<CartView>> AddItem(AddCartItem command);

    /// <summary>Takes everything out.</summary>
    [Alias("clear")]
    Task<Result<CartView>> Clear(ClearCart command);

    /// <summary>Names the coupon for the order, or takes it away.</summary>
    [Alias("setCoupon")]
    Task<Result<CartView>> SetCoupon(SetCartCoupon command);

    /// <summary>The owner agrees to today's prices.</summary>
    [Alias("acceptPrices")]
    Task<Result<CartView>> AcceptPrices(AcceptCartPrices command);

    /// <summary>
    /// Takes over what another cart holds: quantities add up as far as a line goes, and nothing is left out unsaid. What was
    /// begun is gone on with after a crash, by whoever asks the cart next and by the sweeper; a repeat is answered the same.
    /// </summary>
    [Alias("merge")]
    Task<Result<CartMergeView>> Merge(MergeCart command);

    /// <summary>Another cart takes over what this one holds, which is closed by that. Asked by that cart only.</summary>
    /// <remarks>It interleaves: two carts that are to take over each other would wait for ever else; so both are refused.</remarks>
    [Alias("mergeInto"), AlwaysInterleave]
    Task<Result<CartView>> MergeInto(MergeIntoCart command);

    /// <summary>Goes on with a merge that is open; ends the cart when nobody touched it for too long.</summary>
    [Alias("expire")]
    Task<Result<CartView>> Expire(CommandContext context);

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
