using System.Collections.Immutable;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.Grains.Carts;

/// <summary>Nobody is charged a price that he has not seen.</summary>
internal static class PriceCheck
{
    /// <summary>What moved since it was seen; null when nothing did. A line without a remembered price has none to compare.</summary>
    /// <param name="lines">The same pieces at today's prices.</param>
    public static StoreError? Run(ImmutableArray<CartItem> items, IReadOnlyList<OrderLine> lines)
    {
        List<(Guid, long, long)>? moved = null;
        foreach (var item in items)
        {
            if (item.UnitPrice is not { } seen) continue;
            foreach (var line in lines)
                if (line.ProductId == item.ProductId && line.UnitPrice != seen) (moved ??= []).Add((item.ProductId, seen, line.UnitPrice));
        }

        return moved is null ? null : CartErrors.PriceChanged(moved);
    }
}
