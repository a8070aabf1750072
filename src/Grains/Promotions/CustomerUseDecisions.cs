using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Promotions;

/// <summary>What may be done with one customer's uses of a promotion.</summary>
public static class CustomerUseDecisions
{
    /// <summary>As many as one customer may have, and once an order.</summary>
    public static Decision<CustomerUseEvent> Take(CustomerUseState state, Guid promotionId, Guid orderId, int most)
    {
        if (state.Orders.Contains(orderId)) return Decision<CustomerUseEvent>.Nothing;
        if (state.Returned.Contains(orderId)) return PromotionErrors.AlreadySettled(orderId);
        return state.Orders.Length >= most ? PromotionErrors.UsedByCustomer(promotionId) : new CustomerUseTaken(orderId);
    }

    /// <summary>Also without a use: one that was asked for may still be on its way, and must find its order over.</summary>
    public static Decision<CustomerUseEvent> GiveBack(CustomerUseState state, Guid orderId) =>
        state.Orders.Contains(orderId) || !state.Returned.Contains(orderId)
            ? new CustomerUseReturned(orderId)
            : Decision<CustomerUseEvent>.Nothing;
}
