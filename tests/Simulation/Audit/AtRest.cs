using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Payments;

namespace OrleansStore.Simulation.Audit;

/// <summary>What must hold once nothing goes wrong any more and everything begun had its time.</summary>
internal static class AtRest
{
    /// <exception cref="SimulationFailure">Something is stuck, or goods or money are not where they belong.</exception>
    public static void Check(Books books, IReadOnlyList<LedgerEntry> ledger)
    {
        foreach (var (order, file) in books.Checkouts)
            SimulationFailure.Unless(!file.State.IsOpen, $"the checkout of order {order} is stuck in {file.State.Work}");

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
                    OrderStatus.Cancelled => (0, 0),
                    _ => (0, wanted),
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
                books.OrderNow(owner) is { Placed: true } order && order.CancelReason != "outOfStock" && books.FileOf(owner).State.CartId == id,
                $"cart {id} is closed for order {owner}, which did not become one");
        }
    }
}
