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

    /// <summary>While it is open.</summary>
    public static Decision<CartEvent> SetItem(CartState state, Guid id, int version, SetCartItem command)
    {
        if (!state.Exists) return CartErrors.NotFound(id);
        if (state.OrderId is { } order) return CartErrors.Ordered(order);
        if (Versions.Check(command.ExpectedVersion, version) is { } stale) return stale;
        if (command.Quantity is < 0 or > CartLimits.Quantity) return CartErrors.InvalidQuantity(command.Quantity);
        var present = state.QuantityOf(command.ProductId);
        if (present == command.Quantity) return Decision<CartEvent>.Nothing;
        if (present == 0 && state.Items.Length >= CartLimits.Lines) return CartErrors.TooManyLines();
        return new CartItemSet(command.ProductId, command.Quantity);
    }

    /// <summary>For one order only, and of just what it holds.</summary>
    public static Decision<CartEvent> Close(CartState state, Guid id, CloseCart command)
    {
        if (!state.Exists) return CartErrors.NotFound(id);
        if (state.OrderId == command.OrderId) return Decision<CartEvent>.Nothing;
        if (state.OrderId is { } order) return CartErrors.Ordered(order);
        if (state.OrdersOver.Contains(command.OrderId)) return CartErrors.OrderOver(command.OrderId);
        return state.Items.SequenceEqual(command.Items) ? new CartClosed(command.OrderId) : CartErrors.Changed();
    }

    /// <summary>Opens it only from the order it was closed for; that any other is over is remembered.</summary>
    public static Decision<CartEvent> Reopen(CartState state, Guid id, ReopenCart command)
    {
        if (!state.Exists) return CartErrors.NotFound(id);
        if (state.OrderId == command.OrderId) return new CartReopened(command.OrderId);
        return state.OrdersOver.Contains(command.OrderId) ? Decision<CartEvent>.Nothing : new CartOrderRefused(command.OrderId);
    }
}
