using System.Collections.Immutable;
using OrleansStore.Contracts.Carts;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Carts;

/// <summary>What may be done with a cart.</summary>
public static class CartDecisions
{
    /// <summary>Once an id.</summary>
    public static Decision<CartEvent> Create(CartState state, Guid id, CreateCart command)
    {
        if (state.Exists) return CartErrors.Exists(id);
        if (command.Items.Length > CartLimits.Lines) return CartErrors.TooManyLines();
        for (var i = 0; i < command.Items.Length; i++)
        {
            var item = command.Items[i];
            if (item.Quantity is < 1 or > CartLimits.Quantity) return CartErrors.InvalidQuantity(item.Quantity);
            for (var j = 0; j < i; j++)
                if (command.Items[j].ProductId == item.ProductId) return CartErrors.Twice(item.ProductId);
        }

        return new CartCreated(command.CustomerId, command.Items);
    }

    /// <summary>While it is open. A line that is there keeps the price its owner has seen.</summary>
    /// <param name="price">What a piece costs today, in minor units; null when it is taken out.</param>
    public static Decision<CartEvent> SetItem(CartState state, Guid id, int version, SetCartItem command, long? price)
    {
        if (CheckOpen(state, id, version, command.ExpectedVersion) is { } error) return error;
        return SetTo(state, command.ProductId, command.Quantity, price);
    }

    /// <summary>While it is open, and as far as a line goes.</summary>
    /// <param name="price">What a piece costs today, in minor units.</param>
    public static Decision<CartEvent> AddItem(CartState state, Guid id, int version, AddCartItem command, long? price)
    {
        if (CheckOpen(state, id, version, command.ExpectedVersion) is { } error) return error;
        if (command.Quantity is < 1 or > CartLimits.Quantity) return CartErrors.InvalidQuantity(command.Quantity);
        return SetTo(state, command.ProductId, (state.Find(command.ProductId)?.Quantity ?? 0) + command.Quantity, price);
    }

    /// <summary>While it is open.</summary>
    public static Decision<CartEvent> Clear(CartState state, Guid id, int version, ClearCart command)
    {
        if (CheckOpen(state, id, version, command.ExpectedVersion) is { } error) return error;
        return state.Items.IsEmpty ? Decision<CartEvent>.Nothing : new CartCleared();
    }

    /// <summary>While it is open; whether the coupon is any good is told when the cart is priced.</summary>
    public static Decision<CartEvent> SetCoupon(CartState state, Guid id, int version, SetCartCoupon command)
    {
        if (CheckOpen(state, id, version, command.ExpectedVersion) is { } error) return error;
        if (command.Code is { } code && !Texts.Fits(code, CartLimits.Coupon)) return CartErrors.InvalidCoupon();
        if (command.Code?.Trim() == state.Coupon) return Decision<CartEvent>.Nothing;
        return command.Code is null ? new CartCouponRemoved() : new CartCouponSet(command.Code.Trim());
    }

    /// <summary>While it is open, and only what the owner takes for today's prices.</summary>
    /// <param name="today">What the products that are on sale cost.</param>
    public static Decision<CartEvent> AcceptPrices(CartState state, Guid id, int version, AcceptCartPrices command, ImmutableArray<CartPrice> today)
    {
        if (CheckOpen(state, id, version, command.ExpectedVersion) is { } error) return error;
        var moved = new List<(Guid, long, long)>();
        foreach (var seen in command.Seen)
            if (today.FirstOrDefault(p => p.ProductId == seen.ProductId) is { } now && now.UnitPrice != seen.UnitPrice)
                moved.Add((seen.ProductId, seen.UnitPrice, now.UnitPrice));
        if (moved.Count > 0) return CartErrors.PriceChanged(moved);
        ImmutableArray<CartPrice> news = [.. today.Where(p => state.Find(p.ProductId) is { } item && item.UnitPrice != p.UnitPrice)];
        return news.IsEmpty ? Decision<CartEvent>.Nothing : new CartPricesAccepted(news);
    }

    /// <summary>Begins to take over another cart; what it has taken over already is done.</summary>
    public static Decision<CartEvent> Merge(CartState state, Guid id, int version, MergeCart command)
    {
        if (state.Exists && state.Merges.Any(m => m.FromCartId == command.FromCartId && m.Error is null)) return Decision<CartEvent>.Nothing;
        if (CheckOpen(state, id, version, command.ExpectedVersion) is { } error) return error;
        return command.FromCartId == id ? CartErrors.MergedWithItself() : new CartMergeAsked(command.FromCartId, command.FromVersion);
    }

    /// <summary>Ends what was begun, by what the other cart said.</summary>
    public static Decision<CartEvent> EndMerge(CartState state, Guid fromCartId, CartView? from, StoreError? refusal)
    {
        if (state.Merging?.FromCartId != fromCartId) return Decision<CartEvent>.Nothing;
        return from is null ? new CartMergeRefused(fromCartId, refusal!) : CartMerges.Of(state, from);
    }

    /// <summary>
    /// Into one cart only, and just as that one has seen it: whatever refuses it now would have refused it at that version, so
    /// a double that comes late finds the same.
    /// </summary>
    public static Decision<CartEvent> MergeInto(CartState state, Guid id, int version, MergeIntoCart command)
    {
        if (state.MergedInto == command.CartId) return Decision<CartEvent>.Nothing;
        if (CheckOpen(state, id) is { } error) return error;
        return version == command.Version ? new CartMergedInto(command.CartId) : CartErrors.MovedBeforeMerge();
    }

    /// <summary>When nobody touched it for too long.</summary>
    public static Decision<CartEvent> Expire(CartState state, Guid id, DateTimeOffset now, TimeSpan lifetime)
    {
        if (state.Expired) return Decision<CartEvent>.Nothing;
        if (CheckOpen(state, id) is { } error) return error;
        return state.UpdatedAt + lifetime <= now ? new CartExpired() : CartErrors.NotDue();
    }

    /// <summary>For one order only, and of just what it holds.</summary>
    public static Decision<CartEvent> Close(CartState state, Guid id, CloseCart command)
    {
        if (state.Exists && state.OrderId == command.OrderId) return Decision<CartEvent>.Nothing;
        if (CheckOpen(state, id) is { } error) return error;
        if (state.OrdersOver.Contains(command.OrderId)) return CartErrors.OrderOver(command.OrderId);
        return state.Items.Select(i => i.Pieces()).SequenceEqual(command.Items.Select(i => i.Pieces()))
            ? new CartClosed(command.OrderId)
            : CartErrors.Changed();
    }

    /// <summary>Opens it only from the order it was closed for; that any other is over is remembered.</summary>
    public static Decision<CartEvent> Reopen(CartState state, Guid id, ReopenCart command)
    {
        if (!state.Exists) return CartErrors.NotFound(id);
        if (state.OrderId == command.OrderId) return new CartReopened(command.OrderId);
        return state.OrdersOver.Contains(command.OrderId) ? Decision<CartEvent>.Nothing : new CartOrderRefused(command.OrderId);
    }

    private static StoreError? CheckOpen(CartState state, Guid id)
    {
        if (!state.Exists) return CartErrors.NotFound(id);
        if (state.Expired) return CartErrors.Expired(id);
        if (state.MergedInto is { } into) return CartErrors.Merged(into);
        if (state.OrderId is { } order) return CartErrors.Ordered(order);
        return state.Merging is null ? null : CartErrors.Busy();
    }

    private static StoreError? CheckOpen(CartState state, Guid id, int version, int? expected) =>
        CheckOpen(state, id) ?? Versions.Check(expected, version);

    private static Decision<CartEvent> SetTo(CartState state, Guid productId, int quantity, long? price)
    {
        if (quantity is < 0 or > CartLimits.Quantity) return CartErrors.InvalidQuantity(quantity);
        var present = state.Find(productId);
        if ((present?.Quantity ?? 0) == quantity) return Decision<CartEvent>.Nothing;
        if (present is null && state.Items.Length >= CartLimits.Lines) return CartErrors.TooManyLines();
        return new CartItemSet(productId, quantity, quantity == 0 ? null : present?.UnitPrice ?? price);
    }
}
