using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Checkout;

/// <summary>Orders that were paid before there was a ledger of payments: order and checkout know of the money, their payment's stream is empty.</summary>
public sealed class OldPaymentTests(StoreCluster store)
{
    private const long Total = 7_000;

    private readonly Guid _order = store.NewId();

    private ICheckoutGrain Checkout => store.Grains.GetGrain<ICheckoutGrain>(_order);

    private PaymentReference Payment => new($"{_order:N}/1", $"pay_{_order:N}_1");

    private IEnumerable<PaymentState> Ledger => store.Ledger.Read().Where(e => e.OrderId == _order).Select(e => e.State);

    [Fact]
    public async Task It_is_cancelled_and_the_money_goes_back()
    {
        await PaidAsync();
        var cancelled = await Checkout.Cancel(new CancelOrder(store.NewCommand(), "changed my mind"));
        cancelled.Error.ShouldBeNull();
        cancelled.Value.ShouldNotBeNull().Order.ShouldNotBeNull().Payment.ShouldSatisfyAllConditions(
            p => p.Status.ShouldBe(PaymentStatus.Refunded), p => p.Refunded.ShouldNotBeNull().Amount.ShouldBe(Total));
        Ledger.ShouldBe([PaymentState.Authorised, PaymentState.Captured, PaymentState.Refunded]);
    }

    [Fact]
    public async Task What_went_back_by_hand_is_owed_no_more()
    {
        await PaidAsync();
        await store.Gateway.RefundAsync(new RefundRequest("by hand", Payment, _order, 1, new Money(Total, Some.Currency), "by hand"));
        (await Checkout.Cancel(new CancelOrder(store.NewCommand(), "changed my mind"))).Error.ShouldBeNull();
        Ledger.ShouldBe([PaymentState.Authorised, PaymentState.Captured, PaymentState.Refunded]);
    }

    [Fact]
    public async Task Money_that_nobody_can_find_is_not_passed_over()
    {
        await CopyAsync();
        var cancelled = await Checkout.Cancel(new CancelOrder(store.NewCommand(), "changed my mind"));
        cancelled.Error.ShouldNotBeNull().Code.ShouldBe("refundTooLarge");
        (await store.Grains.GetGrain<IOrderGrain>(_order).Get()).Value.ShouldNotBeNull().Payment.Refunded.ShouldBeNull();
    }

    /// <summary>Paid, as the journal and the provider know it.</summary>
    private async Task PaidAsync()
    {
        await CopyAsync();
        await store.Gateway.AuthoriseAsync(new PaymentRequest(Payment.Key, _order, new Money(Total, Some.Currency), "card_ok"));
        await store.Gateway.CaptureAsync(Payment);
    }

    private async Task CopyAsync()
    {
        var paid = await Purchase.NewAsync(store);
        (await paid.Checkout.Start(paid.Start(Some.Card))).Error.ShouldBeNull();
        foreach (var stream in new[] { "order", "checkout" })
        {
            var events = await store.EventsOfAsync($"{stream}-{paid.OrderId:N}");
            for (var i = 0; i < events.Count; i++)
                (await store.AppendAsync($"{stream}-{_order:N}", i, Dump.Codec.Read(events[i])!)).ShouldBeTrue();
        }
    }
}
