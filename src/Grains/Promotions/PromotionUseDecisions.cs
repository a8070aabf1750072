using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Promotions;

/// <summary>What may be done with the uses of a promotion.</summary>
public static class PromotionUseDecisions
{
    /// <summary>As long as there are uses, and once an order.</summary>
    /// <param name="former">What the journal says of the order, where it is not remembered.</param>
    public static Decision<PromotionUseEvent> Redeem(PromotionUseState state, RedeemPromotion command, FormerUse former)
    {
        if (state.Redeemed.Contains(command.OrderId)) return Decision<PromotionUseEvent>.Nothing;
        if (state.Released.Contains(command.OrderId) || former == FormerUse.Released) return PromotionErrors.AlreadySettled(command.OrderId);
        if (former == FormerUse.Redeemed) return Decision<PromotionUseEvent>.Nothing;
        return state.Uses >= command.Use.MaxUses
            ? PromotionErrors.UsedUp(command.Use.PromotionId)
            : new PromotionRedeemed(command.OrderId);
    }

    /// <summary>Also without a use: one that was asked for may still be on its way, and must find its order over.</summary>
    /// <param name="former"><inheritdoc cref="Redeem" path="/param[@name='former']"/></param>
    public static Decision<PromotionUseEvent> Release(PromotionUseState state, ReleasePromotion command, FormerUse former)
    {
        var remembered = state.Redeemed.Contains(command.OrderId);
        if (!remembered && (state.Released.Contains(command.OrderId) || former == FormerUse.Released)) return Decision<PromotionUseEvent>.Nothing;
        return new PromotionReleased(command.OrderId, remembered || former == FormerUse.Redeemed);
    }
}
