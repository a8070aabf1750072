using System.Collections.Immutable;

namespace OrleansStore.Contracts.Carts;

/// <summary>What can happen to a cart.</summary>
[GenerateSerializer, Immutable, Alias("store.cartEvent")]
public abstract record CartEvent;

/// <summary>It was started.</summary>
[GenerateSerializer, Immutable, Alias("cart.created.v1")]
public sealed record CartCreated(Guid? CustomerId, ImmutableArray<CartItem> Items) : CartEvent;

/// <summary>A product's quantity was set (0: taken out).</summary>
/// <param name="UnitPrice">The price seen, in minor units; null in events that are older than remembered prices.</param>
[GenerateSerializer, Immutable, Alias("cart.itemSet.v1")]
public sealed record CartItemSet(Guid ProductId, int Quantity, long? UnitPrice = null) : CartEvent;

/// <summary>It became an order.</summary>
[GenerateSerializer, Immutable, Alias("cart.closed.v1")]
public sealed record CartClosed(Guid OrderId) : CartEvent;

/// <summary>The order it became is not to be.</summary>
[GenerateSerializer, Immutable, Alias("cart.reopened.v1")]
public sealed record CartReopened(Guid OrderId) : CartEvent;

/// <summary>An order that it had not become is not to be, so it will not become that one later.</summary>
[GenerateSerializer, Immutable, Alias("cart.orderRefused.v1")]
public sealed record CartOrderRefused(Guid OrderId) : CartEvent;
