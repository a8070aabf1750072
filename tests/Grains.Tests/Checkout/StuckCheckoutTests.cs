using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Recovery;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Checkout;

/// <summary>A cluster of its own: what is open here stays open.</summary>
public sealed class StuckCluster : StoreCluster;

/// <summary>Checkouts that cannot be finished.</summary>
public sealed class StuckCheckoutTests(StuckCluster store) : IClassFixture<StuckCluster>
{
    [Fact]
    public async Task A_promise_withdrawn_before_the_money_was_taken_is_no_money_and_ends_the_order()
    {
        var purchase = await Purchase.NewAsync(store);
        Result<CheckoutView> started;
        using (store.Faults.Count(w => w.Target == $"order-{purchase.OrderId:N}" && store.Gateway.VoidAsync(purchase.Reference()).IsCompleted))
            started = await purchase.Checkout.Start(purchase.Start(Some.Card));

        started.Error.ShouldNotBeNull().Code.ShouldBe("paymentWithdrawn");
        var order = await purchase.ShowAsync();
        (order.Status, order.Payment.Status, order.CancelReason).ShouldBe((OrderStatus.Cancelled, PaymentStatus.Voided, "paymentWithdrawn"));
        await purchase.CheckAsync("after the withdrawal");
    }

    [Fact]
    public async Task A_cancellation_that_was_held_up_gives_back_all_the_same_whatever_was_written_meanwhile()
    {
        var purchase = await Purchase.NewAsync(store);
        (await purchase.Checkout.Start(purchase.Start(Some.Card))).Error.ShouldBeNull();
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == $"payment-{purchase.OrderId:N}"))
            await Should.ThrowAsync<StorageUnavailableException>(() => purchase.Checkout.Cancel(purchase.Cancel()));
        for (var i = 0; i < 9; i++)
            (await purchase.Order.AddNote(new AddNote(store.NewCommand(), "Where is my money?", IsInternal: false))).Error.ShouldBeNull();

        await store.DeactivateAllAsync();
        (await purchase.Checkout.Resume()).Error.ShouldBeNull();
        (await purchase.ShowAsync()).Payment.Status.ShouldBe(PaymentStatus.Refunded);
        await purchase.CheckAsync("after the notes");
    }

    [Fact]
    public async Task One_that_fails_in_a_way_nobody_foresaw_does_not_stop_the_recovery_of_the_rest()
    {
        // The ledger knows nothing of this payment, which is to be given back, and to ask the gateway breaks something.
        var stuck = await Purchase.NewAsync(store);
        var draft = Some.Draft(Some.Card);
        (await store.AppendAsync($"order-{stuck.OrderId:N}", 0, new OrderPlaced(Some.Customer, null, Some.Currency, draft.Lines, Some.Address))).ShouldBeTrue();
        (await store.AppendAsync($"order-{stuck.OrderId:N}", 1, new OrderPaid("pay_1", "card", draft.Total(), Captured: true))).ShouldBeTrue();
        (await store.AppendAsync($"checkout-{stuck.OrderId:N}", 0, new CheckoutStarted(draft, null))).ShouldBeTrue();
        (await store.AppendAsync($"checkout-{stuck.OrderId:N}", 1, new CheckoutCancelAsked("changed my mind"))).ShouldBeTrue();
        store.WayToGateway.Broken = stuck.Reference().Key;

        var other = await Purchase.NewAsync(store);
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == $"order-{other.OrderId:N}"))
            await Should.ThrowAsync<StorageUnavailableException>(() => other.Checkout.Start(other.Start(Some.Later)));

        (await store.Grains.GetGrain<IRecoveryGrain>(0).Sweep()).ShouldBeGreaterThan(0);
        (await other.ShowAsync()).Status.ShouldBe(OrderStatus.Pending);
        // The mark of the end is stored without anybody waiting for it; a grain that leaves waits.
        await store.DeactivateAsync(other.Checkout);
        (await store.NamesOfAsync($"checkout-{other.OrderId:N}")).ShouldBe(["checkout.started.v1", "checkout.placed.v1"]);
    }

    [Fact]
    public async Task A_failure_that_nobody_waits_for_is_observed_all_the_same()
    {
        var unobserved = 0;
        void Count(object? sender, UnobservedTaskExceptionEventArgs e)
        {
            if (e.Exception.InnerExceptions.Any(inner => inner is StorageUnavailableException)) Interlocked.Increment(ref unobserved);
        }

        TaskScheduler.UnobservedTaskException += Count;
        try
        {
            await LoseTheEndAsync();
            for (var i = 0; i < 3; i++)
            {
                GC.Collect();
                GC.WaitForPendingFinalizers();
            }
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Count;
        }

        unobserved.ShouldBe(0);
    }

    /// <summary>The order is placed, and that its checkout is done is not written down.</summary>
    private async Task LoseTheEndAsync()
    {
        var purchase = await Purchase.NewAsync(store);
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == $"checkout-{purchase.OrderId:N}", first: 2))
        {
            (await purchase.Checkout.Start(purchase.Start(Some.Later))).Error.ShouldBeNull();
            await store.DeactivateAsync(purchase.Checkout);
        }

        (await store.NamesOfAsync($"checkout-{purchase.OrderId:N}")).ShouldBe(["checkout.started.v1"]);
    }
}
