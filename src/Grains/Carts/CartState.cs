using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Carts;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Carts;

/// <summary>A cart.</summary>
/// <param name="OrdersOver">The newest orders that are not to be, oldest first: what they said late closes nothing.</param>
[GenerateSerializer, Immutable, Alias("store.cartState")]
public sealed record CartState(
    bool Exists,
    Guid? CustomerId,
    ImmutableArray<CartItem> Items,
    Guid? OrderId,
    ImmutableArray<Guid> OrdersOver,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregate<CartState, CartEvent>
{
    /// <inheritdoc/>
    public static CartState Initial { get; } = new(false, null, [], null, [], default, default);

    /// <inheritdoc/>
    public static string SnapshotType => "cart.v3";

    /// <inheritdoc/>
    public static JsonTypeInfo<CartState> SnapshotJson => GrainStates.Default.CartState;

    /// <inheritdoc/>
    public static CartState Evolve(CartState state, CartEvent @event, in EventMeta meta) => @event switch
    {
        CartCreated e => new CartState(true, e.CustomerId, e.Items, null, [], meta.Time, meta.Time),
        CartItemSet e => state with { Items = Set(state.Items, e), UpdatedAt = meta.Time },
        CartClosed e => state with { OrderId = e.OrderId, UpdatedAt = meta.Time },
        CartReopened e => state with { OrderId = null, OrdersOver = Remember(state.OrdersOver, e.OrderId), UpdatedAt = meta.Time },
        CartOrderRefused e => state with { OrdersOver = Remember(state.OrdersOver, e.OrderId) },
        _ => state,
    };

    /// <summary>The line of a product; null when there is none.</summary>
    public CartItem? Find(Guid productId)
    {
        foreach (var item in Items)
            if (item.ProductId == productId) return item;
        return null;
    }

    // A late message is late by seconds: nobody is refused this often in that time.
    private static ImmutableArray<Guid> Remember(ImmutableArray<Guid> orders, Guid order)
    {
        const int limit = 8;
        return orders.Length < limit ? orders.Add(order) : [.. orders.AsSpan()[1..], order];
    }

    private static ImmutableArray<CartItem> Set(ImmutableArray<CartItem> items, CartItemSet e)
    {
        var at = IndexOf(items, e.ProductId);
        if (e.Quantity == 0) return at < 0 ? items : items.RemoveAt(at);
        var item = new CartItem(e.ProductId, e.Quantity, e.UnitPrice);
        return at < 0 ? items.Add(item) : items.SetItem(at, item);
    }

    private static int IndexOf(ImmutableArray<CartItem> items, Guid productId)
    {
        for (var i = 0; i < items.Length; i++)
            if (items[i].ProductId == productId) return i;
        return -1;
    }
}
