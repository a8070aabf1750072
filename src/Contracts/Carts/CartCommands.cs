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

/// <summary>The cart became an order.</summary>
/// <param name="Items">What is ordered; the cart must hold just that.</param>
[GenerateSerializer, Immutable, Alias("store.closeCart")]
public sealed record CloseCart(CommandContext Context, Guid OrderId, ImmutableArray<CartItem> Items);

/// <summary>The cart is open again, for that order is not to be.</summary>
[GenerateSerializer, Immutable, Alias("store.reopenCart")]
public sealed record ReopenCart(CommandContext Context, Guid OrderId);
