using OrleansStore.Contracts.Carts;

namespace OrleansStore.Grains.Carts;

/// <summary>Shows carts as their grains know them.</summary>
internal static class CartViews
{
    public static CartView Show(Guid id, int version, CartState s) =>
        new(id, s.CustomerId, s.Items, s.OrderId, s.CreatedAt, s.UpdatedAt, version, s.Coupon, s.MergedInto);
}
