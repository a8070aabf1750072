using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Recovery;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Checkout;

public sealed class CheckoutTests(StoreCluster store)
{
    private const long Total = 7_000;

    [Fact]
    public async Task An_order_paid_later_waits_with_its_goods_held_and_is_then_paid()
    {
        var purchase = await Purchase.NewAsync(store);
        var started = await DoneAsync(purchase, p => p.Checkout.Start(p.Start(Some.Later)));
        (started.Status, started.Payment.Status, started.Total.Amount).ShouldBe((OrderStatus.Pending, PaymentStatus.Pending, Total));
        (await store.StockOfAsync(purchase.Lamp)).Held.ShouldBe(2);

        var paid = await DoneAsync(purchase, p => p.Checkout.Pay(p.Pay(amount: started.Total)));
        (paid.Status, paid.Payment.Status).ShouldBe((OrderStatus.Paid, PaymentStatus.Captured));
        (await store.StockOfAsync(purchase.Lamp)).Sold.ShouldBe(2);
        await RefusedAsync(purchase, "illegalTransition", p => p.Checkout.Pay(p.Pay()));
    }

    [Fact]
    public async Task An_order_with_a_card_is_paid_at_once_and_its_goods_are_sold()
    {
        var purchase = await Purchase.NewAsync(store);
        var paid = await DoneAsync(purchase, p => p.Checkout.Start(p.Start(Some.Card, fromCart: true)));
        (paid.Status, paid.Payment.Status).ShouldBe((OrderStatus.Paid, PaymentStatus.Captured));
        (await purchase.Cart.Get()).Value.ShouldNotBeNull().OrderId.ShouldBe(purchase.OrderId);
        (await store.StockOfAsync(purchase.Lamp)).ShouldSatisfyAllConditions(
            s => s.Available.ShouldBe(8), s => s.Held.ShouldBe(0), s => s.Sold.ShouldBe(2));
    }

    [Fact]
    public async Task A_cart_that_changes_while_it_is_ordered_stays_open_with_the_change()
    {
        var purchase = await Purchase.NewAsync(store);
        var start = purchase.Start(Some.Card, fromCart: true);
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == $"cart-{purchase.CartId:N}"))
            await Should.ThrowAsync<StorageUnavailableException>(() => purchase.Checkout.Start(start));
        (await purchase.Cart.SetItem(new SetCartItem(store.NewCommand(), null, purchase.Lamp, 3))).Error.ShouldBeNull();

        (await purchase.Checkout.Start(start)).Error.ShouldNotBeNull().Code.ShouldBe("cartChanged");
        (await purchase.Cart.Get()).Value.ShouldNotBeNull().ShouldSatisfyAllConditions(
            c => c.OrderId.ShouldBeNull(), c => c.Items[0].Quantity.ShouldBe(3));
        await purchase.CheckAsync("after the refusal");
    }

    [Fact]
    public async Task A_promise_withdrawn_before_the_order_was_placed_is_a_decline()
    {
        var purchase = await Purchase.NewAsync(store);
        var start = purchase.Start(Some.Card);
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == $"order-{purchase.OrderId:N}"))
            await Should.ThrowAsync<StorageUnavailableException>(() => purchase.Checkout.Start(start));
        await store.Gateway.VoidAsync(purchase.Reference());
        await purchase.ObserveAsync(AttemptState.Voided);

        (await purchase.Checkout.Start(start)).Error.ShouldNotBeNull().Code.ShouldBe("paymentDeclined");
        (await purchase.ShowAsync()).Payment.Status.ShouldBe(PaymentStatus.Declined);
    }

    [Fact]
    public async Task Money_that_went_back_meanwhile_pays_nothing()
    {
        var purchase = await Purchase.NewAsync(store);
        await DoneAsync(purchase, p => p.Checkout.Start(p.Start(Some.Later)));
        var pay = purchase.Pay();
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == $"order-{purchase.OrderId:N}"))
            await Should.ThrowAsync<StorageUnavailableException>(() => purchase.Checkout.Pay(pay));
        var back = new RefundRequest("by hand", purchase.Reference(), purchase.OrderId, 1, new Money(Total, Some.Currency), "by hand");
        (await store.Gateway.RefundAsync(back)).Done.ShouldBeTrue();
        await purchase.ObserveAsync(AttemptState.Captured, refunded: Total);

        (await purchase.Checkout.Pay(pay)).Error.ShouldNotBeNull().Code.ShouldBe("paymentDeclined");
        await purchase.CheckAsync("after the refund");
    }

    [Fact]
    public async Task A_declined_card_leaves_the_order_pending_and_payable()
    {
        var purchase = await Purchase.NewAsync(store);
        await RefusedAsync(purchase, "paymentDeclined", p => p.Checkout.Start(p.Start(new PaymentChoice(PaymentChoice.Card, "card_declined"))));
        var order = await purchase.ShowAsync();
        (order.Status, order.Payment.Status, order.Payment.FailureReason).ShouldBe((OrderStatus.Pending, PaymentStatus.Declined, "card_declined"));

        await RefusedAsync(purchase, "paymentDeclined", p => p.Checkout.Pay(p.Pay("card_declined")));
        (await DoneAsync(purchase, p => p.Checkout.Pay(p.Pay()))).Status.ShouldBe(OrderStatus.Paid);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_payment_that_timed_out_is_taken_once(bool atOnce)
    {
        var purchase = await Purchase.NewAsync(store);
        var card = new PaymentChoice(PaymentChoice.Card, "card_timeout");
        var order = await DoneAsync(purchase, p => p.Checkout.Start(p.Start(atOnce ? card : Some.Later)));
        if (!atOnce) order = await DoneAsync(purchase, p => p.Checkout.Pay(p.Pay("card_timeout")));
        (order.Status, order.Payment.Status).ShouldBe((OrderStatus.Paid, PaymentStatus.Captured));
        store.Ledger.Read().Count(e => e.OrderId == purchase.OrderId && e.State == PaymentState.Captured).ShouldBe(1);
    }

    [Fact]
    public async Task When_one_line_is_out_of_stock_the_other_is_given_back_the_cart_opens_and_the_order_is_cancelled()
    {
        var purchase = await Purchase.NewAsync(store, lamps: 10, chairs: 0);
        var start = purchase.Start(Some.Card, fromCart: true);
        await RefusedAsync(purchase, "outOfStock", p => p.Checkout.Start(start));
        var order = await purchase.ShowAsync();
        (order.Status, order.CancelReason).ShouldBe((OrderStatus.Cancelled, "outOfStock"));
        (await store.StockOfAsync(purchase.Lamp)).Available.ShouldBe(10);
        (await purchase.Cart.Get()).Value.ShouldNotBeNull().OrderId.ShouldBeNull();
        store.Ledger.Read().ShouldNotContain(e => e.OrderId == purchase.OrderId);

        // The repeat is refused in the same way, and does not try again.
        await store.Stock(purchase.Chair).Receive(new ReceiveStock(store.NewCommand(), 5));
        (await purchase.Checkout.Start(start)).Error.ShouldNotBeNull().Code.ShouldBe("outOfStock");
        (await store.StockOfAsync(purchase.Chair)).Available.ShouldBe(5);
    }

    [Fact]
    public async Task A_wrong_amount_is_refused_and_nothing_is_taken()
    {
        var purchase = await Purchase.NewAsync(store);
        var order = await DoneAsync(purchase, p => p.Checkout.Start(p.Start(Some.Later)));
        await RefusedAsync(purchase, "wrongAmount", p => p.Checkout.Pay(p.Pay(amount: order.Total with { Amount = Total - 1 })));
        (await purchase.ShowAsync()).Payment.Status.ShouldBe(PaymentStatus.Pending);
    }

    [Fact]
    public async Task Cancelling_a_pending_order_gives_its_goods_back()
    {
        var purchase = await Purchase.NewAsync(store);
        await DoneAsync(purchase, p => p.Checkout.Start(p.Start(Some.Later)));
        var order = await DoneAsync(purchase, p => p.Checkout.Cancel(p.Cancel()));
        (order.Status, order.CancelReason).ShouldBe((OrderStatus.Cancelled, "changed my mind"));
        (await store.StockOfAsync(purchase.Lamp)).Available.ShouldBe(10);
        await RefusedAsync(purchase, "illegalTransition", p => p.Checkout.Cancel(p.Cancel()));
        await RefusedAsync(purchase, "illegalTransition", p => p.Checkout.Pay(p.Pay()));
    }

    [Fact]
    public async Task Cancelling_a_paid_order_refunds_and_restocks_once_even_when_asked_again()
    {
        var purchase = await Purchase.NewAsync(store);
        await DoneAsync(purchase, p => p.Checkout.Start(p.Start(Some.Card)));
        var cancel = purchase.Cancel();
        var order = await DoneAsync(purchase, p => p.Checkout.Cancel(cancel));
        (order.Status, order.Payment.Status).ShouldBe((OrderStatus.Cancelled, PaymentStatus.Refunded));

        await store.DeactivateAllAsync();
        (await DoneAsync(purchase, p => p.Checkout.Cancel(cancel))).Status.ShouldBe(OrderStatus.Cancelled);
        (await DoneAsync(purchase, p => p.Checkout.Resume())).Status.ShouldBe(OrderStatus.Cancelled);
        (await store.StockOfAsync(purchase.Lamp)).ShouldSatisfyAllConditions(
            s => s.Available.ShouldBe(10), s => s.Sold.ShouldBe(2), s => s.Returned.ShouldBe(2));
    }

    [Fact]
    public async Task Lines_of_an_unpaid_order_go_up_and_down_and_the_price_stays_the_one_agreed()
    {
        var purchase = await Purchase.NewAsync(store);
        await DoneAsync(purchase, p => p.Checkout.Start(p.Start(Some.Later)));
        await store.Product(purchase.Lamp).Change(new ChangeProduct(store.NewCommand(), null, Price: new Money(9_999, Some.Currency)));

        (await DoneAsync(purchase, p => p.Checkout.ChangeItem(p.Change(p.Lamp, 3)))).Total.Amount.ShouldBe((5 * 1_000) + 5_000);
        (await DoneAsync(purchase, p => p.Checkout.ChangeItem(p.Change(p.Lamp, -4)))).Total.Amount.ShouldBe(1_000 + 5_000);
        (await DoneAsync(purchase, p => p.Checkout.ChangeItem(p.Change(p.Chair, -1)))).Items.Length.ShouldBe(1);
        (await DoneAsync(purchase, p => p.Checkout.ChangeItem(p.Change(p.Chair, 2)))).Total.Amount.ShouldBe(1_000 + 10_000);
        (await DoneAsync(purchase, p => p.Checkout.Pay(p.Pay()))).Total.Amount.ShouldBe(11_000);
    }

    [Fact]
    public async Task A_change_that_cannot_be_is_refused_and_changes_nothing()
    {
        var purchase = await Purchase.NewAsync(store);
        await DoneAsync(purchase, p => p.Checkout.Start(p.Start(Some.Later)));
        await RefusedAsync(purchase, "outOfStock", p => p.Checkout.ChangeItem(p.Change(p.Lamp, 9)));
        await RefusedAsync(purchase, "invalidQuantity", p => p.Checkout.ChangeItem(p.Change(p.Lamp, -3)));
        await RefusedAsync(purchase, "lineNotFound", p => p.Checkout.ChangeItem(p.Change(store.NewId(), -1)));
        await RefusedAsync(purchase, "productNotFound", p => p.Checkout.ChangeItem(p.Change(store.NewId(), 1)));
        (await purchase.ShowAsync()).Total.Amount.ShouldBe(Total);

        await DoneAsync(purchase, p => p.Checkout.Pay(p.Pay()));
        await RefusedAsync(purchase, "orderNotChangeable", p => p.Checkout.ChangeItem(p.Change(p.Lamp, 1)));
    }

    [Fact]
    public async Task A_change_asked_twice_with_one_id_is_made_once()
    {
        var purchase = await Purchase.NewAsync(store);
        await DoneAsync(purchase, p => p.Checkout.Start(p.Start(Some.Later)));
        var change = purchase.Change(purchase.Lamp, 1);
        await DoneAsync(purchase, p => p.Checkout.ChangeItem(change));
        (await DoneAsync(purchase, p => p.Checkout.ChangeItem(change))).Items[0].Quantity.ShouldBe(3);
    }

    [Fact]
    public async Task What_has_left_is_not_cancelled()
    {
        var purchase = await Purchase.NewAsync(store);
        await DoneAsync(purchase, p => p.Checkout.Start(p.Start(Some.Card)));
        (await purchase.Order.Ship(new ShipOrder(store.NewCommand(), null, [new("T1", "DHL")]))).Value.ShouldNotBeNull().Status.ShouldBe(OrderStatus.Shipped);
        await RefusedAsync(purchase, "illegalTransition", p => p.Checkout.Cancel(p.Cancel()));
        (await purchase.Order.Deliver(new DeliverOrder(store.NewCommand(), null))).Value.ShouldNotBeNull().Status.ShouldBe(OrderStatus.Delivered);
    }

    [Fact]
    public async Task The_same_start_again_is_one_order_and_another_content_with_its_id_is_refused()
    {
        var purchase = await Purchase.NewAsync(store);
        var start = purchase.Start(Some.Card);
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => purchase.Checkout.Start(start)));
        answers.ShouldAllBe(a => a.Error == null && a.Value!.Order!.Status == OrderStatus.Paid);
        await purchase.CheckAsync("after repeats");

        await RefusedAsync(purchase, "idempotencyKeyReused", p => p.Checkout.Start(start with { Items = [new CartItem(p.Lamp, 1)] }));
        await RefusedAsync(purchase, "idempotencyKeyReused", p => p.Checkout.Start(start with { Context = store.NewCommand() }));
    }

    [Fact]
    public async Task A_cart_ordered_twice_at_once_becomes_one_order()
    {
        var purchase = await Purchase.NewAsync(store);
        var start = purchase.Start(Some.Later, fromCart: true);
        var other = store.Grains.GetGrain<ICheckoutGrain>(store.NewId());
        var answers = await Task.WhenAll(
            purchase.Checkout.Start(start), other.Start(start with { Context = store.NewCommand() }));

        answers.Count(a => a.Error is null).ShouldBe(1);
        answers.Single(a => a.Error is not null).Error!.Code.ShouldBe("cartOrdered");
        var stock = await store.StockOfAsync(purchase.Lamp);
        (stock.Available, stock.Held).ShouldBe((8, 2));
    }

    [Fact]
    public async Task What_cannot_be_ordered_leaves_no_order()
    {
        var purchase = await Purchase.NewAsync(store);
        await RefusedAsync(purchase, "cartEmpty", p => p.Checkout.Start(p.Start(Some.Later) with { Context = store.NewCommand(), Items = [] }));
        await RefusedAsync(purchase, "productTwice", p => p.Checkout.Start(p.Start(Some.Later) with { Context = store.NewCommand(), Items = [new(p.Lamp, 1), new(p.Lamp, 1)] }));
        await RefusedAsync(purchase, "invalidQuantity", p => p.Checkout.Start(p.Start(Some.Later) with { Context = store.NewCommand(), Items = [new(p.Lamp, 0)] }));
        await RefusedAsync(purchase, "productNotFound", p => p.Checkout.Start(p.Start(Some.Later) with { Context = store.NewCommand(), Items = [new(store.NewId(), 1)] }));
        await RefusedAsync(purchase, "unknownPaymentMethod", p => p.Checkout.Start(p.Start(new PaymentChoice("shells")) with { Context = store.NewCommand() }));
        await RefusedAsync(purchase, "cartNotFound", p => p.Checkout.Start(p.Start(Some.Later, fromCart: true) with { Context = store.NewCommand(), CartId = store.NewId() }));
        await RefusedAsync(purchase, "cartNotFound", p => p.Checkout.Start(p.Start(Some.Later, fromCart: true) with { Context = store.NewCommand(), CustomerId = store.NewId() }));
        (await purchase.Order.Get()).Error.ShouldNotBeNull().Code.ShouldBe("orderNotFound");
        (await purchase.Checkout.Pay(purchase.Pay())).Error.ShouldNotBeNull().Code.ShouldBe("orderNotFound");
        (await purchase.Checkout.Cancel(purchase.Cancel())).Error.ShouldNotBeNull().Code.ShouldBe("orderNotFound");
        (await DoneAsync(purchase, p => p.Checkout.Start(p.Start(Some.Later)))).Status.ShouldBe(OrderStatus.Pending);
    }

    [Fact]
    public async Task A_start_that_was_refused_is_not_done_by_a_straggling_double_of_it()
    {
        var purchase = await Purchase.NewAsync(store);
        var other = store.NewId();
        var items = (await purchase.Cart.Get()).Value.ShouldNotBeNull().Items;
        (await purchase.Cart.Close(new CloseCart(store.NewCommand(), other, items))).Error.ShouldBeNull();
        var start = purchase.Start(Some.Later, fromCart: true);
        (await purchase.Checkout.Start(start)).Error.ShouldNotBeNull().Code.ShouldBe("cartOrdered");

        (await purchase.Cart.Reopen(new ReopenCart(store.NewCommand(), other))).Error.ShouldBeNull();
        (await purchase.Checkout.Start(start)).Error.ShouldNotBeNull().Code.ShouldBe("cartOrdered");
        (await purchase.Order.Get()).Error.ShouldNotBeNull();
        (await store.StockOfAsync(purchase.Lamp)).Held.ShouldBe(0);
    }

    [Fact]
    public async Task A_change_that_was_refused_is_not_done_by_a_straggling_double_of_it()
    {
        var purchase = await Purchase.NewAsync(store);
        await DoneAsync(purchase, p => p.Checkout.Start(p.Start(Some.Later)));
        var fan = await store.NewProductAsync(10);
        var refused = purchase.Change(fan, -1);
        (await purchase.Checkout.ChangeItem(refused)).Error.ShouldNotBeNull().Code.ShouldBe("lineNotFound");

        (await purchase.Checkout.ChangeItem(purchase.Change(fan, 3))).Error.ShouldBeNull();
        (await purchase.Checkout.ChangeItem(refused)).Error.ShouldNotBeNull().Code.ShouldBe("lineNotFound");
        (await store.StockOfAsync(fan)).Held.ShouldBe(3);
    }

    [Fact]
    public async Task The_position_of_a_cancellation_covers_the_goods_that_it_gave_back()
    {
        var purchase = await Purchase.NewAsync(store);
        await DoneAsync(purchase, p => p.Checkout.Start(p.Start(Some.Card)));
        var cancelled = await purchase.Checkout.Cancel(purchase.Cancel());
        var restocked = (await store.EventsOfAsync(StoreStreams.Of(StoreStreams.Stock, purchase.Lamp)))[^1];
        restocked.Type.ShouldBe("stock.restocked.v1");
        cancelled.Position.ShouldBeGreaterThanOrEqualTo(restocked.Position);
    }

    [Fact]
    public async Task Resuming_what_never_began_is_harmless()
    {
        var resumed = await store.Grains.GetGrain<ICheckoutGrain>(store.NewId()).Resume();
        resumed.Value.ShouldNotBeNull().ShouldSatisfyAllConditions(v => v.Finished.ShouldBeTrue(), v => v.Order.ShouldBeNull());
    }

    [Fact]
    public async Task The_recovery_starts_and_finds_nothing_open()
    {
        var recovery = store.Grains.GetGrain<IRecoveryGrain>(0);
        await recovery.Start();
        (await recovery.Sweep()).ShouldBe(0);
    }

    /// <summary>It is done, and all adds up.</summary>
    private static async Task<OrderView> DoneAsync(Purchase purchase, Func<Purchase, Task<Result<CheckoutView>>> ask)
    {
        var answer = await ask(purchase);
        answer.Error.ShouldBeNull();
        var view = answer.Value.ShouldNotBeNull();
        view.Finished.ShouldBeTrue();
        await purchase.CheckAsync(Dump.Of(view));
        return view.Order.ShouldNotBeNull();
    }

    /// <summary>It is refused, and all adds up.</summary>
    private static async Task RefusedAsync(Purchase purchase, string code, Func<Purchase, Task<Result<CheckoutView>>> ask)
    {
        var answer = await ask(purchase);
        answer.Error.ShouldNotBeNull().Code.ShouldBe(code);
        await purchase.CheckAsync(code);
    }
}
