using OrleansStore.Api.Carts;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Http;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Silo.Tokens;

namespace OrleansStore.Api.Access;

/// <summary>Whose a thing is, for all things: what is not the caller's does not exist for the caller.</summary>
/// <remarks>
/// A thing is reached by its owner, by whoever has its token, and by who has the permission that the call's policy names.
/// </remarks>
public sealed class ObjectAccess(IGrainFactory grains, OrderTokens orderTokens, CartTokens cartTokens, AuditTrail audit)
{
    /// <summary>The order, if the caller may reach it.</summary>
    public async Task<Result<OrderView>> FindOrder(Caller caller, Policy policy, string operation, Guid id)
    {
        var result = await grains.GetGrain<IOrderGrain>(id).Get();
        return result.Value is not { } order || Reaches(caller, policy, order)
            ? result
            : Hide<OrderView>(caller, operation, $"orders/{id}", OrderErrors.NotFound(id));
    }

    /// <inheritdoc cref="FindOrder(Caller, Policy, string, Guid)"/>
    public Task<Result<OrderView>> FindOrder(in Call call, Guid id) => FindOrder(call.Caller, call.Policy, call.Operation, id);

    /// <summary>The order as the caller may see it: internal notes are for those who see everybody's orders.</summary>
    public static OrderView Show(Caller caller, OrderView order) => SeesInternals(caller) || order.Notes.All(n => !n.IsInternal)
        ? order
        : order with { Notes = order.Notes.RemoveAll(n => n.IsInternal) };

    /// <summary>Whether the caller sees what is only for those who run the shop.</summary>
    public static bool SeesInternals(Caller caller) => caller.May(Permissions.OrdersRead);

    /// <summary>Whether the caller may write what is only for those who run the shop.</summary>
    public static Problem? CheckInternals(Caller caller) => Policy.Needs(Permissions.Orders).Check(caller);

    /// <summary>The cart, if the caller may reach it.</summary>
    public async Task<Result<CartView>> FindCart(Call call, Guid id)
    {
        var result = await grains.GetGrain<ICartGrain>(id).Get();
        return result.Value is not { } cart || Reaches(call.Caller, cart)
            ? result
            : Hide<CartView>(call.Caller, call.Operation, $"carts/{id}", CartErrors.NotFound(id));
    }

    /// <summary>The refusal of somebody who is neither the customer nor permitted; tells nothing of who exists.</summary>
    public static Problem? CheckCustomer(in Call call, Guid customerId) =>
        call.Caller.Id == customerId || call.Caller.May(call.Policy.Permissions) ? null
        : Problems.Forbidden();

    /// <summary>As whom the caller takes a review away: as its author, or, permitted to, as nobody in particular.</summary>
    /// <remarks>What moderators wrote themselves they take back like everybody: they may think again.</remarks>
    public static Guid? AuthorOf(in Call call, Guid productId, Guid reviewId)
    {
        var isOwn = call.Caller.Id is { } id && reviewId == ReviewId.Of(productId, id);
        return !isOwn && call.Caller.May(call.Policy.Permissions) ? null : call.Caller.Id;
    }

    /// <summary>To the caller it does not exist; the audit trail knows better.</summary>
    private Result<T> Hide<T>(Caller caller, string operation, string thing, StoreError error)
        where T : class
    {
        audit.Deny(caller, operation, thing, 404, error.Code);
        return Result.Refuse<T>(error);
    }

    private bool Reaches(Caller caller, Policy policy, OrderView order) =>
        caller.May(policy.Permissions)
        || (order.CustomerId is { } owner && owner == caller.Id)
        || (caller.OrderToken is { } token && orderTokens.Opens(token, order.Id));

    private bool Reaches(Caller caller, CartView cart) =>
        caller.May(Permissions.Carts)
        || (cart.CustomerId is { } owner ? owner == caller.Id : caller.CartToken is { } token && cartTokens.Opens(token, cart.Id));
}
