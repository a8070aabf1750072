using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Payments;

namespace OrleansStore.Simulation.Audit;

/// <summary>Checks the gateway's own ledger.</summary>
internal static class Ledger
{
    /// <summary>At every moment: no payment does what it did before, and no order is charged twice.</summary>
    /// <exception cref="SimulationFailure">Somebody was charged twice, or got back what was not taken.</exception>
    public static void CheckSteps(IReadOnlyList<LedgerEntry> entries)
    {
        var payments = new Dictionary<string, PaymentState>(StringComparer.Ordinal);
        var charged = new Dictionary<Guid, int>();
        foreach (var entry in entries)
        {
            var known = payments.TryGetValue(entry.Key, out var before);
            var follows = entry.State switch
            {
                PaymentState.Authorised or PaymentState.Declined => !known,
                PaymentState.Captured or PaymentState.Voided => known && before == PaymentState.Authorised,
                _ => known && before == PaymentState.Captured,
            };
            SimulationFailure.Unless(follows, $"payment {entry.Key} is {entry.State} after {(known ? before : "nothing")}");
            payments[entry.Key] = entry.State;
            var change = entry.State switch { PaymentState.Captured => 1, PaymentState.Refunded => -1, _ => 0 };
            var now = charged[entry.OrderId] = charged.GetValueOrDefault(entry.OrderId) + change;
            SimulationFailure.Unless(now <= 1, $"order {entry.OrderId} was charged twice");
        }
    }

    /// <summary>At rest: money taken and not given back is what the orders owe, and no promise is left over.</summary>
    /// <exception cref="SimulationFailure">It is not.</exception>
    public static void CheckAtRest(IReadOnlyList<LedgerEntry> entries, Books books)
    {
        foreach (var payment in entries.GroupBy(e => e.Key))
            SimulationFailure.Unless(payment.Last().State != PaymentState.Authorised, $"the promise of payment {payment.Key} is left over");

        var taken = new Dictionary<Guid, long>();
        foreach (var entry in entries)
        {
            var change = entry.State switch
            {
                PaymentState.Captured => entry.Amount.Amount,
                PaymentState.Refunded => -entry.Amount.Amount,
                _ => 0,
            };
            taken[entry.OrderId] = taken.GetValueOrDefault(entry.OrderId) + change;
            SimulationFailure.Unless(books.OrderNow(entry.OrderId)?.Placed == true, $"payment {entry.Key} is of an order that is not there");
        }

        foreach (var (id, states) in books.Orders)
        {
            var order = states[^1];
            var owed = order.Status is OrderStatus.Pending or OrderStatus.Cancelled ? 0 : order.Total();
            SimulationFailure.Unless(
                taken.GetValueOrDefault(id) == owed,
                $"order {id}, {order.Status}, owes {owed}, and {taken.GetValueOrDefault(id)} was taken");
            SimulationFailure.Unless(
                owed == 0 ? order.Payment is not (PaymentStatus.Captured or PaymentStatus.Authorised) : order.Payment == PaymentStatus.Captured,
                $"order {id}, {order.Status}, has a payment that is {order.Payment}");
        }
    }
}
