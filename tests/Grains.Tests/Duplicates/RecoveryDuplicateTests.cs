using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Recovery;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Tests.Checkout;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Duplicates;

public abstract class RecoveryDuplicateTests(Twins store)
{
    [Fact]
    public async Task Checkouts_that_both_find_unfinished_are_finished_once()
    {
        var purchases = new List<Purchase>();
        for (var i = 0; i < 20; i++) purchases.Add(await BegunAsync());

        await store.BothAsync(async silo =>
        {
            await Recovery(silo).Start();
            await Recovery(silo).AsReference<IRemindable>().ReceiveReminder("recovery", default);
            return await Recovery(silo).Sweep();
        });
        await store.BothAsync(silo => Recovery(silo).Sweep());

        await store.One.DeactivateAllAsync();
        foreach (var purchase in purchases)
        {
            await purchase.CheckAsync("recovered by both");
            (await purchase.ShowAsync()).Payment.Status.ShouldBe(PaymentStatus.Captured);
            store.One.Ledger.Read().Where(e => e.OrderId == purchase.OrderId).Select(e => e.State).ShouldBe([PaymentState.Authorised, PaymentState.Captured]);
            (await store.One.NamesOfAsync($"checkout-{purchase.OrderId:N}")).ShouldBe(["checkout.started.v1", "checkout.finished.v1"]);
            (await store.One.NamesOfAsync($"order-{purchase.OrderId:N}")).ShouldBe(["order.placed.v1", "order.paid.v1", "order.captured.v1"]);
        }
    }

    [Fact]
    public async Task What_one_began_and_did_not_finish_is_found_by_one_that_had_not_heard_of_it()
    {
        var purchase = await Purchase.NewAsync(store.One);
        (await purchase.Checkout.Start(purchase.Start(Some.Later))).Error.ShouldBeNull();
        foreach (var silo in new[] { store.One, store.Other })
            (await purchase.At(silo).Checkout.Resume()).Value.ShouldNotBeNull().Finished.ShouldBeTrue();

        // One asks for the payment and dies; the other one has been active all the time.
        var asked = new CheckoutPaymentAsked(1, Some.Card, 7_000);
        (await store.One.AppendAsync($"checkout-{purchase.OrderId:N}", 2, asked)).ShouldBeTrue();
        await Recovery(store.Other).Sweep();
        (await purchase.At(store.Other).Checkout.Resume()).Value.ShouldNotBeNull().Finished.ShouldBeTrue();

        await store.One.DeactivateAllAsync();
        (await purchase.ShowAsync()).Payment.Status.ShouldBe(PaymentStatus.Captured);
        (await store.One.NamesOfAsync($"checkout-{purchase.OrderId:N}"))[^1].ShouldBe("checkout.finished.v1");
    }

    private static IRecoveryGrain Recovery(StoreCluster silo) => silo.Grains.GetGrain<IRecoveryGrain>(0);

    /// <summary>Written down that it begins, and nothing else.</summary>
    private async Task<Purchase> BegunAsync()
    {
        var purchase = await Purchase.NewAsync(store.One);
        var start = purchase.Start(Some.Card, fromCart: true);
        var draft = new OrderDraft(
            start.CustomerId, start.Email, Some.Currency,
            [new OrderLine(purchase.Lamp, "LAMP", "Lamp", 2, 1_000), new OrderLine(purchase.Chair, "CHAIR", "Chair", 1, 5_000)],
            start.ShippingAddress, start.Payment);
        (await store.One.AppendAsync($"checkout-{purchase.OrderId:N}", 0, new CheckoutStarted(draft, purchase.CartId), start.Context)).ShouldBeTrue();
        return purchase;
    }
}

public sealed class RecoveryInMemoryTests(MemoryTwins store) : RecoveryDuplicateTests(store);

public sealed class RecoveryOnSqliteTests(SqliteTwins store) : RecoveryDuplicateTests(store);
