using OrleansStore.Contracts.Orders;

namespace OrleansStore.Grains.Orders;

/// <summary>What is given back for pieces that came back.</summary>
internal static class OrderRefunds
{
    /// <summary>The share of what was paid for a return's lines, in minor units, never more than what is left of the payment.</summary>
    /// <remarks>
    /// A line's pieces come back in any number of returns, and their shares are to add up to the line to the cent: the share
    /// of the pieces up to and with these, less the share of those before, each rounded down.
    /// </remarks>
    public static long Of(OrderView order, ReturnView returned)
    {
        var before = order.Returns.Where(r => r.Status == ReturnStatus.Received && r.Number != returned.Number).SelectMany(r => r.Items).ToList();
        var due = 0L;
        foreach (var item in returned.Items)
        {
            var line = order.Items.First(l => l.ProductId == item.ProductId);
            var earlier = OrderShipments.Count(before, item.ProductId);
            due += Share(line, earlier + item.Quantity) - Share(line, earlier);
        }

        return Math.Min(due, Left(order));
    }

    /// <summary>What was taken and not given back.</summary>
    public static long Left(OrderView order) => (order.Payment.Captured?.Amount ?? 0) - (order.Payment.Refunded?.Amount ?? 0);

    private static long Share(OrderLineView line, int pieces) => line.Total.Amount * pieces / line.Quantity;
}
