using OrleansStore.Contracts.Carts;

namespace OrleansStore.Grains.Carts;

/// <summary>How a cart takes over another one.</summary>
internal static class CartMerges
{
    /// <summary>
    /// Quantities add up as far as a line goes, new lines come behind as long as there is room, and every line says what became
    /// of it. Of two prices seen the cart's own stays; of two coupons too.
    /// </summary>
    public static CartMerged Of(CartState into, CartView from)
    {
        var items = into.Items.ToBuilder();
        var changes = new List<CartChange>();
        foreach (var item in from.Items) changes.Add(Take(items, item));
        if (from.Coupon is { } coupon && coupon != into.Coupon)
            changes.Add(new CartChange(into.Coupon is null ? CartChanges.CouponTaken : CartChanges.CouponLeftOut, Coupon: coupon));
        return new CartMerged(from.Id, items.ToImmutable(), into.Coupon ?? from.Coupon, [.. changes]);
    }

    private static CartChange Take(IList<CartItem> items, CartItem item)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i].ProductId != item.ProductId) continue;
            var wanted = items[i].Quantity + item.Quantity;
            var quantity = Math.Min(wanted, CartLimits.Quantity);
            items[i] = items[i] with { Quantity = quantity, UnitPrice = items[i].UnitPrice ?? item.UnitPrice };
            return new CartChange(wanted == quantity ? CartChanges.QuantityAdded : CartChanges.QuantityLimited, item.ProductId, wanted, quantity);
        }

        if (items.Count >= CartLimits.Lines) return new CartChange(CartChanges.ItemLeftOut, item.ProductId, item.Quantity, 0);
        items.Add(item);
        return new CartChange(CartChanges.ItemAdded, item.ProductId, item.Quantity, item.Quantity);
    }
}
