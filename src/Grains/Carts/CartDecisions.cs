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
        if (!state.Exists) return CartErrors.NotFound(id);
        if (state.OrderId is { } order) return CartErrors.Ordered(order);
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        if (command.Quantity is < 0 or > CartLimits.Quantity) return CartErrors.InvalidQuantity(command.Quantity);
        var present = state.Find(command.ProductId);
        if ((present?.Quantity ?? 0) == command.Quantity) return Decision<CartEvent>.Nothing;
        if (present is null && state.Items.Length >= CartLimits.Lines) return CartErrors.TooManyLines();
        return new CartItemSet(command.ProductId, command.Quantity, command.Quantity == 0 ? null : present?.UnitPrice ?? price);
    }

    /// <summary>For one order only, and of just what it holds.</summary>
    public static Decision<CartEvent> Close(CartState state, Guid id, CloseCart command)
    {
        if (!state.Exists) return CartErrors.NotFound(id);
        if (state.OrderId == command.OrderId) return Decision<CartEvent>.Nothing;
        if (state.OrderId is { } order) return CartErrors.Ordered(order);
        if (state.OrdersOver.Contains(command.OrderId)) return CartErrors.OrderOver(command.OrderId);
        return state.Items.Select(i => i.Pieces()).SequenceEqual(command.Items.Select(i => i.Pieces())) ? new CartClosed(command.OrderId) : CartErrors.Changed();
    }

    /// <summary>Opens it only from the order it was closed for; that any other is over is remembered.</summary>
    public static Decision<CartEvent> Reopen(CartState state, Guid id, ReopenCart command)
    {
        if (!state.Exists) return CartErrors.NotFound(id);
        if (state.OrderId == command.OrderId) return new CartReopened(command.OrderId);
        return state.OrdersOver.Contains(command.OrderId) ? Decision<CartEvent>.Nothing : new CartOrderRefused(command.OrderId);
    }
}
