using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
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
        var left = new Dictionary<string, long>(StringComparer.Ordinal);
        var refunds = new HashSet<string>(StringComparer.Ordinal);
        var charged = new Dictionary<Guid, int>();
        foreach (var entry in entries)
        {
            var known = payments.TryGetValue(entry.Key, out var before);
            var follows = entry.State switch
            {
                PaymentState.Authorised or PaymentState.Declined => !known,
                PaymentState.Captured or PaymentState.Voided => known && before == PaymentState.Authorised,
                _ => known && before is PaymentState.Captured or PaymentState.Refunded && refunds.Add(entry.Refund ?? entry.Key),
            };
            SimulationFailure.Unless(follows, $"payment {entry.Key} is {entry.State} after {(known ? before : "nothing")}");
            payments[entry.Key] = entry.State;
            var money = left.GetValueOrDefault(entry.Key);
            var rest = left[entry.Key] = money + Change(entry);
            SimulationFailure.Unless(rest >= 0, $"of payment {entry.Key} more was given back than was taken");
            var change = (rest > 0 ? 1 : 0) - (money > 0 ? 1 : 0);
            var now = charged[entry.OrderId] = charged.GetValueOrDefault(entry.OrderId) + change;
            SimulationFailure.Unless(now <= 1, $"order {entry.OrderId} was charged twice");
        }
    }

    /// <summary>At rest: the store's own ledger says the same, money taken and not given back is what the orders owe, and no promise is left over.</summary>
    /// <exception cref="SimulationFailure">It is not.</exception>
    public static void CheckAtRest(IReadOnlyList<LedgerEntry> entries, Books books)
    {
        foreach (var payment in entries.GroupBy(e => e.Key))
            SimulationFailure.Unless(payment.Last().State != PaymentState.Authorised, $"the promise of payment {payment.Key} is left over");

        var taken = new Dictionary<Guid, long>();
        foreach (var entry in entries)
        {
            taken[entry.OrderId] = taken.GetValueOrDefault(entry.OrderId) + Change(entry);
            SimulationFailure.Unless(books.OrderNow(entry.OrderId)?.Placed == true, $"payment {entry.Key} is of an order that is not there");
        }

        foreach (var (id, account) in books.Payments)
        {
            var known = account.Attempts.Sum(account.MoneyOf);
            SimulationFailure.Unless(known == taken.GetValueOrDefault(id), $"the payment of order {id} knows of {known}, and {taken.GetValueOrDefault(id)} was taken");
            SimulationFailure.Unless(
                account.Attempts.All(a => a.State is not (AttemptState.Asked or AttemptState.Authorised)) && account.Refunds.All(r => r.State == RefundState.Refunded),
                $"the payment of order {id} waits for an answer");
        }

        foreach (var (id, states) in books.Orders)
        {
            var order = states[^1];
            var owed = order.Refundable;
            SimulationFailure.Unless(
                taken.GetValueOrDefault(id) == owed,
                $"order {id}, {order.Status}, owes {owed}, and {taken.GetValueOrDefault(id)} was taken");
            var isOver = order.Status is OrderStatus.Pending or OrderStatus.Cancelled or OrderStatus.Expired;
            SimulationFailure.Unless(
                isOver ? owed == 0 && order.Payment is not (PaymentStatus.Captured or PaymentStatus.Authorised) : order.Captured == order.Total(),
                $"order {id}, {order.Status}, has a payment that is {order.Payment}");
        }
    }

    private static long Change(LedgerEntry entry) => entry.State switch
    {
        PaymentState.Captured => entry.Amount.Amount,
        PaymentState.Refunded => -entry.Amount.Amount,
        _ => 0,
    };
}
