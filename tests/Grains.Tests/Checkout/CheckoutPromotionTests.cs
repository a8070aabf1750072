using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Checkout;

/// <summary>A cluster of its own: its promotions are nobody else's.</summary>
public sealed class PromotionCluster : StoreCluster;

/// <summary>Promotions over the life of an order.</summary>
public sealed class CheckoutPromotionTests(PromotionCluster store) : IClassFixture<PromotionCluster>
{
    [Fact]
    public async Task An_order_that_is_not_to_be_gives_its_coupon_back()
    {
        var (id, code) = await OfferAsync(maxUses: 1, off: 500);
        var (cancelled, expired, last) = (await Purchase.NewAsync(store), await Purchase.NewAsync(store), await Purchase.NewAsync(store));
        (await StartAsync(cancelled, code, Some.Card)).Total.Amount.ShouldBe(6_500);
        (await cancelled.Checkout.Cancel(cancelled.Cancel())).Error.ShouldBeNull();
        (await UsesAsync(id)).ShouldBe(0);

        await StartAsync(expired, code, Some.Later);
        expired.LetTimePass();
        (await expired.Checkout.Expire(expired.NewCommand())).Value.ShouldNotBeNull().Order!.Status.ShouldBe(OrderStatus.Expired);
        (await UsesAsync(id)).ShouldBe(0);

        await StartAsync(last, code, Some.Card);
        (await UsesAsync(id)).ShouldBe(1);
        await last.CheckAsync("with a coupon");
    }

    [Fact]
    public async Task Of_two_orders_that_race_for_the_last_use_by_their_lines_the_loser_does_not_have_it_on_the_next_try()
    {
        // Both are below the minimum at first.
        var (id, _) = await OfferAsync(maxUses: 1, off: 500, minimum: 7_500, code: null);
        var (one, other) = (await Purchase.NewAsync(store), await Purchase.NewAsync(store));
        await StartAsync(one, null, Some.Later);
        await StartAsync(other, null, Some.Later);

        var answers = await Task.WhenAll(one.Checkout.ChangeItem(one.Change(one.Lamp, 1)), other.Checkout.ChangeItem(other.Change(other.Lamp, 1)));
        foreach (var (purchase, answer) in new[] { (one, answers[0]), (other, answers[1]) })
            if (answer.Error is not null) (await purchase.Checkout.ChangeItem(purchase.Change(purchase.Lamp, 1))).Error.ShouldBeNull();

        (await UsesAsync(id)).ShouldBe(1);
        new[] { await one.ShowAsync(), await other.ShowAsync() }.Select(o => o.Total.Amount).Order().ShouldBe([7_500, 8_000]);
    }

    [Fact]
    public async Task An_order_whose_rest_costs_nothing_is_paid()
    {
        var (_, code) = await OfferAsync(maxUses: null, off: 2_000);
        var purchase = await Purchase.NewAsync(store);
        await StartAsync(purchase, code, Some.Later);
        var changed = (await purchase.Checkout.ChangeItem(purchase.Change(purchase.Chair, -1))).Value.ShouldNotBeNull().Order!;
        (changed.Total.Amount, changed.Status, changed.Payment.Status).ShouldBe((0, OrderStatus.Paid, PaymentStatus.Captured));
        await purchase.CheckAsync("for nothing");
        (await purchase.Checkout.Cancel(purchase.Cancel())).Error.ShouldBeNull();
        await purchase.CheckAsync("after all not");
    }

    [Fact]
    public async Task An_order_that_costs_nothing_is_paid_without_a_provider()
    {
        var (_, code) = await OfferAsync(maxUses: null, off: 100_000);
        var purchase = await Purchase.NewAsync(store);
        (await StartAsync(purchase, code, Some.Card)).Status.ShouldBe(OrderStatus.Paid);
        store.Ledger.Read().ShouldNotContain(e => e.OrderId == purchase.OrderId);
        await purchase.CheckAsync("for nothing");
    }

    private static async Task<OrderView> StartAsync(Purchase purchase, string? code, PaymentChoice payment)
    {
        var started = await purchase.Checkout.Start(purchase.Start(payment) with { Coupon = code });
        started.Error.ShouldBeNull();
        return started.Value!.Order!;
    }

    private async Task<(Guid Id, string? Code)> OfferAsync(int? maxUses, long off, long? minimum = null, string? code = "")
    {
        var id = store.NewId();
        if (code is "") code = $"C{id.ToString("N")[..8]}";
        var terms = new PromotionTerms(
            "Off", code, PromotionKind.Amount, null, off, null, null, minimum, [], [], null, null, false, null, maxUses, null, 0, false, true);
        (await store.Grains.GetGrain<IPromotionBookGrain>(PromotionBook.Key).Create(new CreatePromotion(store.NewCommand(), id, terms))).Error.ShouldBeNull();
        return (id, code);
    }

    private async Task<int> UsesAsync(Guid id) => (await store.Grains.GetGrain<IPromotionGrain>(id).Get()).Value.ShouldNotBeNull().Uses;
}
