using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Carts;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Carts;

/// <summary>A cart that is to be taken over, by a command.</summary>
/// <param name="FromVersion">What it was when it was looked at.</param>
[GenerateSerializer, Immutable, Alias("store.cartMerging")]
public sealed record CartMerging(Guid FromCartId, int FromVersion, CommandContext Context);

/// <summary>How a merge ended.</summary>
/// <param name="Error">Why it was not to be.</param>
[GenerateSerializer, Immutable, Alias("store.cartMergeOutcome")]
public sealed record CartMergeOutcome(Guid CommandId, Guid FromCartId, ImmutableArray<CartChange> Changes, StoreError? Error);

/// <summary>A cart.</summary>
/// <param name="OrdersOver">The newest orders that are not to be, oldest first: what they said late closes nothing.</param>
/// <param name="Merging">The cart that it is about to take over.</param>
/// <param name="Merges">How the newest merges ended, oldest first, for their repeats.</param>
[GenerateSerializer, Immutable, Alias("store.cartState")]
public sealed record CartState(
    bool Exists,
    Guid? CustomerId,
    ImmutableArray<CartItem> Items,
    Guid? OrderId,
    ImmutableArray<Guid> OrdersOver,
    string? Coupon,
    Guid? MergedInto,
    CartMerging? Merging,
    ImmutableArray<CartMergeOutcome> Merges,
    bool Expired,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregate<CartState, CartEvent>
{
    /// <inheritdoc/>
    public static CartState Initial { get; } = new(false, null, [], null, [], null, null, null, [], false, default, default);

    /// <inheritdoc/>
    public static string SnapshotType => "cart.v3";

    /// <inheritdoc/>
    public static JsonTypeInfo<CartState> SnapshotJson => GrainStates.Default.CartState;

    /// <inheritdoc/>
    public static CartState Evolve(CartState state, CartEvent @event, in EventMeta meta) => @event is CartOrderRefused refused
        ? state with { OrdersOver = state.OrdersOver.Remember(refused.OrderId, Refusals) }
        : Apply(state, @event, meta) with { UpdatedAt = meta.Time };

    /// <summary>The line of a product; null when there is none.</summary>
    public CartItem? Find(Guid productId)
    {
        foreach (var item in Items)
            if (item.ProductId == productId) return item;
        return null;
    }

    // A late message is late by seconds: nobody is refused this often in that time.
    private const int Refusals = 8;

    private static CartState Apply(CartState state, CartEvent @event, in EventMeta meta) => @event switch
    {
        CartCreated e => Initial with { Exists = true, CustomerId = e.CustomerId, Items = e.Items, CreatedAt = meta.Time },
        CartItemSet e => state with { Items = Set(state.Items, e) },
        CartCleared => state with { Items = [] },
        CartCouponSet e => state with { Coupon = e.Code },
        CartCouponRemoved => state with { Coupon = null },
        CartPricesAccepted e => state with { Items = Accept(state.Items, e.Prices) },
        CartClosed e => state with { OrderId = e.OrderId },
        CartReopened e => state with { OrderId = null, OrdersOver = state.OrdersOver.Remember(e.OrderId, Refusals) },
        CartMergeAsked e => state with
        {
            Merging = new(e.FromCartId, e.FromVersion, new CommandContext(meta.CommandId, meta.CorrelationId, meta.Actor)),
        },
        CartMerged e => End(state, e.FromCartId, e.Changes, null) with { Items = e.Items, Coupon = e.Coupon },
        CartMergeRefused e => End(state, e.FromCartId, [], e.Error),
        CartMergedInto e => state with { MergedInto = e.CartId },
        CartExpired => state with { Expired = true },
        _ => state,
    };

    private static CartState End(CartState state, Guid from, ImmutableArray<CartChange> changes, StoreError? error)
    {
        var outcome = new CartMergeOutcome(state.Merging?.Context.CommandId ?? default, from, changes, error);
        return state with { Merging = null, Merges = state.Merges.Remember(outcome, CartLimits.Merges) };
    }

    private static ImmutableArray<CartItem> Set(ImmutableArray<CartItem> items, CartItemSet e)
    {
        var at = IndexOf(items, e.ProductId);
        if (e.Quantity == 0) return at < 0 ? items : items.RemoveAt(at);
        var item = new CartItem(e.ProductId, e.Quantity, e.UnitPrice);
        return at < 0 ? items.Add(item) : items.SetItem(at, item);
    }

    private static ImmutableArray<CartItem> Accept(ImmutableArray<CartItem> items, ImmutableArray<CartPrice> prices)
    {
        foreach (var price in prices)
        {
            var at = IndexOf(items, price.ProductId);
            if (at >= 0) items = items.SetItem(at, items[at] with { UnitPrice = price.UnitPrice });
        }

        return items;
    }

    private static int IndexOf(ImmutableArray<CartItem> items, Guid productId)
    {
        for (var i = 0; i < items.Length; i++)
            if (items[i].ProductId == productId) return i;
        return -1;
    }
}
