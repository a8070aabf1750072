using OrleansStore.Api.Access;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Staff;
using OrleansStore.Journal.Sealing;
using OrleansStore.ReadModels;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Api.Privacy;

/// <summary>Erasing what is stored of people: the keys to it are destroyed, and what it added up to stays.</summary>
public sealed class ErasureHandlers(IGrainFactory grains, IOrderQueries orders, IReadModels reads, ObjectAccess access, SessionControl sessions, SubjectKeys keys)
{
    /// <summary>Erases the caller's own account.</summary>
    public Task<Answer> EraseMe(Call call) => EraseAsync(call, call.Caller.Account);

    /// <summary>Erases an account.</summary>
    public async Task<Answer> Erase(Call call, Guid id) => ObjectAccess.CheckCustomer(call, id) is { } refusal ? refusal : await EraseAsync(call, id);

    /// <summary>Erases what a guest's order tells of the guest.</summary>
    public async Task<Answer> EraseGuest(Call call, Guid id)
    {
        var found = await access.FindOrder(call, id);
        if (found.Value is not { } order) return Answer.Refuse(found);
        if (order.CustomerId is not null) return new Problem(409, "notAGuests", "The order belongs to an account; what is stored of its owner is erased with the account.");
        if (IsOpen(order.Status)) return StillOpen(id);
        var at = await keys.DestroyAsync(id);
        await ForgetAsync(id);
        return Answer.Of(new ErasureReceipt(DerivedId.Beside(id, "erasure"), id, at), position: found.Position);
    }

    private async Task<Answer> EraseAsync(Call call, Guid id)
    {
        var customer = grains.GetGrain<ICustomerGrain>(id);
        // One that is being erased already has nothing left to be asked about.
        if ((await customer.Get()).Value is not null)
        {
            // An order that was placed a moment ago counts.
            if (!await reads.WaitForAsync(ReadModelNames.Orders, reads.Head, Preconditions.Patience)) return Problems.ReadModelBehind();
            if (await FindOpenOrderAsync(id) is { } open) return StillOpen(open);
            var left = await grains.GetGrain<IStaffGrain>(IStaffGrain.Key).Leave(call.Context, id);
            if (left.Error is not null) return Answer.Refuse(left);
        }

        var erased = await sessions.WithAllEndedAsync(id, () => customer.Erase(call.Context));
        if (erased.Value is not { } receipt) return Answer.Refuse(erased);
        await foreach (var order in CustomerOrders.AllAsync(orders, id)) await ForgetAsync(order.Id);
        return Answer.Of(receipt, position: erased.Position);
    }

    /// <summary>Goods on their way to somebody need an address.</summary>
    private async Task<Guid?> FindOpenOrderAsync(Guid customer)
    {
        foreach (var status in Enum.GetValues<OrderStatus>().Where(IsOpen))
            if ((await orders.ListAsync(customer, status, 1, null)).Items is [var open, ..])
                return open.Id;
        return null;
    }

    /// <summary>What an activation still knows goes with it; what it reads next it cannot read any more.</summary>
    private async Task ForgetAsync(Guid order) => await grains.GetGrain<IOrderGrain>(order).Forget();

    private static bool IsOpen(OrderStatus status) => status is OrderStatus.Pending or OrderStatus.Paid or OrderStatus.PartiallyShipped;

    private static Problem StillOpen(Guid order) =>
        new Problem(409, "orderOpen", $"Order {order} is not finished, and needs its address until it is; cancel it, or wait for it.").With("orderId", order.ToString());
}
