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

/// <summary>Everything was taken out.</summary>
[GenerateSerializer, Immutable, Alias("cart.cleared.v1")]
public sealed record CartCleared : CartEvent;

/// <summary>A coupon was named.</summary>
[GenerateSerializer, Immutable, Alias("cart.couponSet.v1")]
public sealed record CartCouponSet(string Code) : CartEvent;

/// <summary>The coupon was taken away.</summary>
[GenerateSerializer, Immutable, Alias("cart.couponRemoved.v1")]
public sealed record CartCouponRemoved : CartEvent;

/// <summary>The owner agreed to these prices, where others had been seen.</summary>
[GenerateSerializer, Immutable, Alias("cart.pricesAccepted.v1")]
public sealed record CartPricesAccepted(ImmutableArray<CartPrice> Prices) : CartEvent;

/// <summary>It is about to take over another cart as that one was at a version.</summary>
[GenerateSerializer, Immutable, Alias("cart.mergeAsked.v1")]
public sealed record CartMergeAsked(Guid FromCartId, int FromVersion) : CartEvent;

/// <summary>It has taken the other cart over, and holds this now.</summary>
[GenerateSerializer, Immutable, Alias("cart.merged.v1")]
public sealed record CartMerged(
    Guid FromCartId, ImmutableArray<CartItem> Items, string? Coupon, ImmutableArray<CartChange> Changes) : CartEvent;

/// <summary>The other cart was not to be taken over.</summary>
[GenerateSerializer, Immutable, Alias("cart.mergeRefused.v1")]
public sealed record CartMergeRefused(Guid FromCartId, StoreError Error) : CartEvent;

/// <summary>What it held went over into another cart.</summary>
[GenerateSerializer, Immutable, Alias("cart.mergedInto.v1")]
public sealed record CartMergedInto(Guid CartId) : CartEvent;

/// <summary>Nobody touched it for too long.</summary>
[GenerateSerializer, Immutable, Alias("cart.expired.v1")]
public sealed record CartExpired : CartEvent;
