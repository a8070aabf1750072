using System.Collections.Immutable;

namespace OrleansStore.Contracts.Carts;

/// <summary>So many of a product.</summary>
/// <param name="UnitPrice">
/// The price that whoever put it in has seen, in minor units; null where nobody remembers one, as in what is asked for.
/// </param>
[GenerateSerializer, Immutable, Alias("store.cartItem")]
public sealed record CartItem(Guid ProductId, int Quantity, long? UnitPrice = null)
{
    /// <summary>The product and how many, whatever they cost.</summary>
    public CartItem Pieces() => UnitPrice is null ? this : this with { UnitPrice = null };
}

/// <summary>Starts a cart.</summary>
/// <param name="CustomerId">Whose; null for a guest's.</param>
[GenerateSerializer, Immutable, Alias("store.createCart")]
public sealed record CreateCart(CommandContext Context, Guid? CustomerId, ImmutableArray<CartItem> Items);

/// <summary>Makes a product's quantity exactly so many (0 takes it out).</summary>
[GenerateSerializer, Immutable, Alias("store.setCartItem")]
public sealed record SetCartItem(CommandContext Context, int? ExpectedVersion, Guid ProductId, int Quantity);

/// <summary>Puts more of a product in.</summary>
/// <param name="Quantity">So many more.</param>
[GenerateSerializer, Immutable, Alias("store.addCartItem")]
public sealed record AddCartItem(CommandContext Context, int? ExpectedVersion, Guid ProductId, int Quantity);

/// <summary>Takes everything out.</summary>
[GenerateSerializer, Immutable, Alias("store.clearCart")]
public sealed record ClearCart(CommandContext Context, int? ExpectedVersion);

/// <summary>Names the coupon that the order is to be placed with.</summary>
/// <param name="Code">The code; null takes it away.</param>
[GenerateSerializer, Immutable, Alias("store.setCartCoupon")]
public sealed record SetCartCoupon(CommandContext Context, int? ExpectedVersion, string? Code);

/// <summary>What a piece of a product costs.</summary>
/// <param name="UnitPrice">In minor units.</param>
[GenerateSerializer, Immutable, Alias("store.cartPrice")]
public sealed record CartPrice(Guid ProductId, long UnitPrice);

/// <summary>The owner agrees to today's prices.</summary>
/// <param name="Seen">What the owner takes for today's prices; where one is not, nothing is agreed. Empty: whatever they are.</param>
[GenerateSerializer, Immutable, Alias("store.acceptCartPrices")]
public sealed record AcceptCartPrices(CommandContext Context, int? ExpectedVersion, ImmutableArray<CartPrice> Seen);

/// <summary>Takes over what another cart holds; that one is closed.</summary>
/// <param name="FromVersion">The version of the other cart that was seen: what it became later is not taken.</param>
[GenerateSerializer, Immutable, Alias("store.mergeCart")]
public sealed record MergeCart(CommandContext Context, int? ExpectedVersion, Guid FromCartId, int FromVersion);

/// <summary>The cart's lines go over into another one, if it is still as that one has seen it.</summary>
[GenerateSerializer, Immutable, Alias("store.mergeIntoCart")]
public sealed record MergeIntoCart(CommandContext Context, Guid CartId, int Version);

/// <summary>The cart became an order.</summary>
/// <param name="Items">What is ordered; the cart must hold just that.</param>
[GenerateSerializer, Immutable, Alias("store.closeCart")]
public sealed record CloseCart(CommandContext Context, Guid OrderId, ImmutableArray<CartItem> Items);

/// <summary>The cart is open again, for that order is not to be.</summary>
[GenerateSerializer, Immutable, Alias("store.reopenCart")]
public sealed record ReopenCart(CommandContext Context, Guid OrderId);
