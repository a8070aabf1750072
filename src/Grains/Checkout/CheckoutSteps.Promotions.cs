using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Contracts.Promotions;

namespace OrleansStore.Grains.Checkout;

/// <summary>What an order takes of promotions, and gives back when it is not to be.</summary>
internal sealed partial class CheckoutSteps
{
    /// <summary>Takes what the open work needs; the first refusal, or null.</summary>
    private async Task<StoreError?> RedeemAsync(CheckoutState state, bool resumed)
    {
        var draft = state.Draft!;
        if (draft.IsFirst == true && state.Work == CheckoutWork.Starting && await RecordOrderAsync(state) is { } notFirst) return notFirst;
        foreach (var use in state.Redeem)
        {
            var redeem = new RedeemPromotion(Next(state.Context!, Follow.Redeem), orderId, CustomerKey(state), use, state.Since, resumed);
            var redeemed = await grains.GetGrain<IPromotionGrain>(use.PromotionId).Redeem(redeem);
            if (redeemed.Error is not null) return redeemed.Error;
        }

        return null;
    }

    /// <summary>Gives back whatever was, or may have been, taken.</summary>
    private async Task ForgoAsync(CheckoutState state)
    {
        foreach (var use in state.Uses)
        {
            var release = new ReleasePromotion(Next(state.Context!, Follow.Forgo), orderId, CustomerKey(state), use, state.StartedAt);
            await grains.GetGrain<IPromotionGrain>(use.PromotionId).Release(release);
        }

        if (state.Draft is { IsFirst: true, CustomerId: { } customer })
            await grains.GetGrain<ICustomerGrain>(customer).ReleaseOrder(Next(state.Context!, Follow.ReleaseOrder), orderId);
    }

    /// <summary>Of two first orders that are placed at once only one is: the other must not have what is for first orders.</summary>
    private async Task<StoreError?> RecordOrderAsync(CheckoutState state)
    {
        if (state.Draft!.CustomerId is not { } id) return null;
        var customer = await grains.GetGrain<ICustomerGrain>(id).RecordOrder(Next(state.Context!, Follow.RecordOrder), orderId);
        var isFirst = customer.Value is not { } view || view.FirstOrderId == orderId;
        return isFirst || !state.Uses.Any(use => use.FirstOrder)
            ? null
            : PricingErrors.CouponNotApplicable(state.Draft.Coupon ?? "", PromotionReasons.NotFirstOrder);
    }

    private string CustomerKey(CheckoutState state) => CustomerKeys.Of(state.Draft!.CustomerId, state.Draft.Email, names);
}
