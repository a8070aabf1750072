using OrleansStore.Contracts.Payments;

namespace OrleansStore.Grains.Payments;

/// <summary>Shows the money of orders.</summary>
internal static class PaymentViews
{
    public static PaymentView Show(Guid orderId, int version, PaymentAccount account)
    {
        var attempts = account.Attempts.Select(a => Show(account, a)).ToArray();
        return new PaymentView(
            orderId,
            account.Currency,
            [.. attempts],
            account.Refunds,
            attempts.Where(a => a.State == AttemptState.Captured).Sum(a => a.Amount),
            attempts.Sum(a => a.Refunded),
            version);
    }

    private static PaymentAttempt Show(PaymentAccount account, KnownAttempt a) =>
        new(a.Number, a.Amount, a.State, a.PaymentId, a.Reason, a.Elsewhere + account.RefundsOf(a.Number));
}
