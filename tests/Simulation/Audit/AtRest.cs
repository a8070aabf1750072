using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Payments;

namespace OrleansStore.Simulation.Audit;

/// <summary>What must hold once nothing goes wrong any more and everything begun had its time.</summary>
internal static class AtRest
{
    /// <summary>How long after its time an unpaid order has ended for sure: a sweep, and a start before it.</summary>
    private static readonly TimeSpan Overdue = TimeSpan.FromMinutes(2);

    /// <exception cref="SimulationFailure">Something is stuck, or goods or money are not where they belong.</exception>
    public static void Check(Books books, IReadOnlyList<LedgerEntry> ledger, DateTimeOffset now)
    {
        foreach (var (order, file) in books.Checkouts)
            SimulationFailure.Unless(!file.State.IsOpen, $"the checkout of order {order} is stuck in {file.State.Work}");

        foreach (var (id, states) in books.Orders)
            SimulationFailure.Unless(
                states[^1].Status != OrderStatus.Pending || states[^1].PayBy > now - Overdue,
                $"order {id} is still unpaid, and was to be paid by {states[^1].PayBy:O}; it is {now:O}");

        books.CheckCoupons();
        CheckGoods(books);
        CheckCarts(books);
        Ledger.CheckAtRest(ledger, books);
    }

    private static void CheckGoods(Books books)
    {
        foreach (var (product, account) in books.Stocks)
        {
            foreach (var (order, held) in account.Holds)
                SimulationFailure.Unless(
                    books.OrderNow(order) is { Placed: true, Status: OrderStatus.Pending },
                    $"order {order}, {books.OrderNow(order)?.Status.ToString() ?? "not there"}, holds {held} pieces of product {product}");

            foreach (var (id, states) in books.Orders)
            {
                var order = states[^1];
                var wanted = order.Lines.FirstOrDefault(l => l.ProductId == product)?.Quantity ?? 0;
                var (held, kept) = (account.Holds.GetValueOrDefault(id), account.KeptBy(id));
                var (due, dueKept) = order.Status switch
                {
                    OrderStatus.Pending => (wanted, 0),
                    OrderStatus.Cancelled or OrderStatus.Expired => (0, 0),
                    _ => (0, wanted - order.Returns.Where(r => r.Status == ReturnStatus.Received).SelectMany(r => r.Items).Where(i => i.ProductId == product).Sum(i => i.Quantity)),
                };
                SimulationFailure.Unless(
                    held == due && kept == dueKept,
                    $"order {id}, {order.Status}, of {wanted} pieces of product {product} holds {held} and keeps {kept}");
            }
        }
    }

    private static void CheckCarts(Books books)
    {
        foreach (var (id, states) in books.Carts)
        {
            if (states[^1].OrderId is not { } owner) continue;
            SimulationFailure.Unless(
                books.OrderNow(owner) is { Placed: true } order && order.CancelReason is not ("outOfStock" or "couponUsedUp" or "couponUsedByCustomer") && books.FileOf(owner).State.CartId == id,
                $"cart {id} is closed for order {owner}, which did not become one");
        }
    }
}
