using OrleansStore.Api.Customers;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.Api.Orders;

/// <summary>Who may see an order: its owner, whoever has its token, and administrators. To others it does not exist.</summary>
public sealed class OrderAccess(IGrainFactory grains, OrderTokens tokens)
{
    /// <summary>The order, if the caller may see it.</summary>
    public async Task<Result<OrderView>> Find(Caller caller, Guid id)
    {
        var result = await grains.GetGrain<IOrderGrain>(id).Get();
        return result.Value is not { } order || MaySee(caller, id, order.CustomerId)
            ? result
            : Result.Refuse<OrderView>(OrderErrors.NotFound(id));
    }

    /// <summary>The order as the caller may see it: internal notes are for administrators.</summary>
    public static OrderView Show(Caller caller, OrderView order) => caller.IsAdmin || order.Notes.All(n => !n.IsInternal)
        ? order
        : order with { Notes = order.Notes.RemoveAll(n => n.IsInternal) };

    /// <summary>Whether the caller may see the order of a customer, or of a guest (no customer).</summary>
    public bool MaySee(Caller caller, Guid orderId, Guid? customerId) =>
        caller.IsAdmin
        || (customerId is not null && customerId == caller.Id)
        || (caller.OrderToken is { } token && tokens.Opens(token, orderId));
}
