using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Checkout;

/// <summary>A cluster of its own: what is open here stays open.</summary>
public sealed class StuckCluster : StoreCluster;

/// <summary>Checkouts that cannot be finished.</summary>
public sealed class StuckCheckoutTests(StuckCluster store) : IClassFixture<StuckCluster>
{
    [Fact]
    public async Task A_promise_withdrawn_before_the_money_was_taken_is_no_money_and_nothing_is_shipped()
    {
        var purchase = await Purchase.NewAsync(store);
        CheckoutView started;
        using (store.Faults.Count(w => w.Target == $"order-{purchase.OrderId:N}" && store.Gateway.VoidAsync($"{purchase.OrderId:N}/1").IsCompleted))
            started = (await purchase.Checkout.Start(purchase.Start(Some.Card))).Value.ShouldNotBeNull();

        started.Finished.ShouldBeFalse();
        (await purchase.ShowAsync()).Payment.Status.ShouldBe(PaymentStatus.Authorised);
        var shipped = await purchase.Order.Ship(new ShipOrder(store.NewCommand(), null, "T1", "DHL"));
        shipped.Error.ShouldNotBeNull().Code.ShouldBe("paymentNotCaptured");
    }
}
