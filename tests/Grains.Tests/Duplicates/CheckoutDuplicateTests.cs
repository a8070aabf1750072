using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Tests.Checkout;

namespace OrleansStore.Grains.Tests.Duplicates;

public abstract class CheckoutDuplicateTests(Twins store)
{
    [Theory]
    [InlineData("card")]
    [InlineData("later")]
    public async Task A_start_that_both_drive_is_one_order(string method)
    {
        for (var round = 0; round < 15; round++)
        {
            var (one, other) = await NewAsync();
            var start = one.Start(new PaymentChoice(method, "card_ok"), fromCart: true);
            var (a, b) = (one.Checkout.Start(start), other.Checkout.Start(start));
            (await a).Error.ShouldBeNull();
            (await b).Error.ShouldBeNull();

            await SettledAsync(one);
            await CheckAsync(one);
            (await NamesAsync(one)).ShouldBe(["checkout.started.v1", method == "card" ? "checkout.finished.v1" : "checkout.placed.v1"]);
        }
    }

    [Fact]
    public async Task A_repeat_to_one_that_knows_nothing_of_it_gets_the_same_order()
    {
        var (one, other) = await NewAsync();
        await other.Checkout.Resume();
        var start = one.Start(Some.Card);
        var first = await one.Checkout.Start(start);

        var second = await other.Checkout.Start(start);
        Dump.Of(second.Value.ShouldNotBeNull()).ShouldBe(Dump.Of(first.Value.ShouldNotBeNull()));
        (await other.Checkout.Start(start with { Context = store.NewCommand() })).Error.ShouldNotBeNull().Code.ShouldBe("idempotencyKeyReused");
        await CheckAsync(one);
    }

    [Fact]
    public async Task A_repeat_of_what_was_refused_elsewhere_is_refused_alike()
    {
        var (one, other) = await NewAsync(chairs: 0);
        await other.Checkout.Resume();
        var start = one.Start(Some.Card, fromCart: true);
        (await one.Checkout.Start(start)).Error.ShouldNotBeNull().Code.ShouldBe("outOfStock");
        (await store.Other.Stock(one.Chair).Receive(new ReceiveStock(store.NewCommand(), 5))).Error.ShouldBeNull();

        (await other.Checkout.Start(start)).Error.ShouldNotBeNull().Code.ShouldBe("outOfStock");
        (await one.ShowAsync()).Status.ShouldBe(OrderStatus.Cancelled);
        (await store.Other.Stock(one.Chair).Get()).Value.ShouldNotBeNull().Available.ShouldBe(5);
    }

    [Fact]
    public async Task An_order_is_paid_once_whoever_is_asked_to_pay()
    {
        for (var round = 0; round < 10; round++)
        {
            var (one, other) = await PlacedAsync();
            var answers = await Task.WhenAll(one.Checkout.Pay(one.Pay()), other.Checkout.Pay(other.Pay()));
            answers.Count(a => a.Error is null && a.Value!.Finished).ShouldBeGreaterThanOrEqualTo(1);
            answers.Where(a => a.Error is not null).ShouldAllBe(a => a.Error!.Code == "illegalTransition" || a.Error!.Code == "orderBusy");

            await SettledAsync(one);
            await CheckAsync(one);
            store.One.Ledger.Read().Count(e => e.OrderId == one.OrderId && e.State == PaymentState.Captured).ShouldBe(1);
        }
    }

    [Fact]
    public async Task What_was_paid_elsewhere_is_neither_paid_again_nor_unpaid()
    {
        var (one, other) = await PlacedAsync();
        var pay = one.Pay();
        (await one.Checkout.Pay(pay)).Error.ShouldBeNull();

        (await other.Checkout.Pay(pay)).Error.ShouldBeNull();
        (await other.Checkout.Pay(other.Pay())).Error.ShouldNotBeNull().Code.ShouldBe("illegalTransition");
        (await other.Checkout.Cancel(other.Cancel())).Value.ShouldNotBeNull().Order.ShouldNotBeNull().Payment.Status.ShouldBe(PaymentStatus.Refunded);
        (await one.Checkout.Pay(one.Pay())).Error.ShouldNotBeNull().Code.ShouldBe("illegalTransition");
        await SettledAsync(one);
        await CheckAsync(one);
    }

    [Fact]
    public async Task Two_pieces_more_here_and_one_there_are_three_more()
    {
        var (one, other) = await PlacedAsync();
        (await one.Checkout.ChangeItem(one.Change(one.Lamp, 2))).Error.ShouldBeNull();
        (await other.Checkout.ChangeItem(other.Change(one.Lamp, 1))).Error.ShouldBeNull();
        (await one.Checkout.ChangeItem(one.Change(one.Lamp, 1))).Value.ShouldNotBeNull().Order.ShouldNotBeNull().Items[0].Quantity.ShouldBe(2 + 4);
        await SettledAsync(one);
        await CheckAsync(one);
    }

    [Fact]
    public async Task An_order_cancelled_on_both_gives_everything_back_once()
    {
        for (var round = 0; round < 10; round++)
        {
            var (one, other) = await PlacedAsync();
            (await one.Checkout.Pay(one.Pay())).Error.ShouldBeNull();
            var cancel = one.Cancel();
            var answers = await Task.WhenAll(one.Checkout.Cancel(cancel), other.Checkout.Cancel(cancel));
            answers.ShouldAllBe(a => a.Error == null);

            await SettledAsync(one);
            await CheckAsync(one);
            (await NamesAsync(one)).Count(n => n == "checkout.cancelAsked.v1").ShouldBe(1);
        }
    }

    [Fact]
    public async Task What_is_sent_there_cannot_be_cancelled_here()
    {
        var (one, other) = await PlacedAsync();
        (await one.Checkout.Pay(one.Pay())).Error.ShouldBeNull();
        await other.Order.Get();
        (await one.Order.Ship(new ShipOrder(store.NewCommand(), null, [new("1Z", "UPS")]))).Error.ShouldBeNull();

        (await other.Checkout.Cancel(other.Cancel())).Error.ShouldNotBeNull().Code.ShouldBe("illegalTransition");
        (await other.Order.Deliver(new DeliverOrder(store.NewCommand(), null))).Error.ShouldBeNull();
        await CheckPaidAsync(one);
    }

    [Fact]
    public async Task A_start_refused_by_one_and_placed_by_the_other_is_placed()
    {
        var (one, other) = await NewAsync();
        var start = one.Start(Some.Card, fromCart: true);
        await BeginAsync(one, start);

        // One has found no chair and written that down; the other has found one and placed the order before.
        await AppendAsync(one, "checkout", 1, new CheckoutRefused(StockErrors.OutOfStock(one.Chair, 1, 0)), start.Context);
        foreach (var item in one.Items()) (await store.One.Stock(item.ProductId).Hold(new HoldStock(start.Context, one.OrderId, item.Quantity))).Error.ShouldBeNull();
        (await one.Cart.Close(new(store.NewCommand(), one.OrderId, [.. one.Items()]))).Error.ShouldBeNull();
        var promise = await store.One.Gateway.AuthoriseAsync(new PaymentRequest($"{one.OrderId:N}/1", one.OrderId, new Money(7_000, Some.Currency), "card_ok"));
        (await one.Order.Place(new PlaceOrder(store.NewCommand(), Draft(one, start), promise.PaymentId, null, null))).Error.ShouldBeNull();

        (await other.Checkout.Resume()).Value.ShouldNotBeNull().Finished.ShouldBeTrue();
        (await other.ShowAsync()).Payment.Status.ShouldBe(PaymentStatus.Captured);
        (await one.Checkout.Start(start)).Error.ShouldBeNull();
        (await other.Checkout.Start(start)).Error.ShouldBeNull();
        (await one.Cart.Get()).Value.ShouldNotBeNull().OrderId.ShouldBe(one.OrderId);
        await SettledAsync(one);
        (await NamesAsync(one)).ShouldBe(["checkout.started.v1", "checkout.refused.v1", "checkout.placed.v1"]);
        await CheckAsync(one);
    }

    [Fact]
    public async Task A_start_that_one_drives_and_the_other_refused_first_is_refused_and_its_promise_given_up()
    {
        var (one, other) = await NewAsync();
        var start = one.Start(Some.Card, fromCart: true);
        await BeginAsync(one, start);

        // The other one knows that the start is open, and of nothing that comes after.
        await HearOfOpenWorkAsync(other);
        await AppendAsync(one, "checkout", 1, new CheckoutRefused(StockErrors.OutOfStock(one.Chair, 1, 0)), start.Context);
        (await one.Order.Place(new PlaceOrder(store.NewCommand(), Draft(one, start), null, null, "outOfStock"))).Error.ShouldBeNull();
        await store.One.Gateway.AuthoriseAsync(new PaymentRequest($"{one.OrderId:N}/1", one.OrderId, new Money(7_000, Some.Currency), "card_ok"));

        (await other.Checkout.Start(start)).Error.ShouldNotBeNull().Code.ShouldBe("outOfStock");
        (await one.Checkout.Resume()).Value.ShouldNotBeNull().Finished.ShouldBeTrue();
        store.One.Ledger.Read().Where(e => e.OrderId == one.OrderId).Select(e => e.State).ShouldBe([PaymentState.Authorised, PaymentState.Voided]);
        (await one.Cart.Get()).Value.ShouldNotBeNull().OrderId.ShouldBeNull();
        await CheckAsync(one);
    }

    [Fact]
    public async Task One_that_finds_refused_what_the_other_finished_long_ago_says_what_that_one_wrote_down()
    {
        var (one, other) = await PlacedAsync();
        await SettledAsync(one);
        var pay = one.Pay();
        await AppendAsync(one, "checkout", 2, new CheckoutPaymentAsked(1, pay.Payment, 7_000), pay.Context);
        await store.Other.DeactivateAsync(other.Checkout);
        await HearOfOpenWorkAsync(other);
        (await one.Checkout.Resume()).Value.ShouldNotBeNull().Finished.ShouldBeTrue();
        (await one.Checkout.Cancel(one.Cancel())).Error.ShouldBeNull();

        // The other one goes on with the payment; by now the gateway has given it back, and the order is cancelled.
        (await other.Checkout.Pay(pay)).Error.ShouldBeNull();
        await SettledAsync(one);
        (await NamesAsync(one)).Skip(2).ShouldBe(["checkout.paymentAsked.v1", "checkout.finished.v1", "checkout.cancelAsked.v1", "checkout.finished.v1"]);
        await CheckAsync(one);
    }

    [Fact]
    public async Task A_payment_that_was_held_up_while_the_other_went_on_ends_as_that_one_wrote_down()
    {
        var (one, other) = await PlacedAsync();
        await SettledAsync(one);
        store.One.WayToGateway.Before = async () =>
        {
            (await other.Checkout.Resume()).Value.ShouldNotBeNull().Finished.ShouldBeTrue();
            (await other.Checkout.Cancel(other.Cancel())).Error.ShouldBeNull();
        };

        // What it finds when it goes on looks like a refusal: the money is back, and the order cancelled.
        (await one.Checkout.Pay(one.Pay())).Error.ShouldBeNull();
        await SettledAsync(one);
        (await NamesAsync(one)).Skip(2).ShouldBe(["checkout.paymentAsked.v1", "checkout.finished.v1", "checkout.cancelAsked.v1", "checkout.finished.v1"]);
        await CheckAsync(one);
    }

    /// <summary>It loads its state, and turns the caller away before it goes on with anything.</summary>
    private async Task HearOfOpenWorkAsync(Purchase other) =>
        (await other.Checkout.ChangeItem(other.Change(store.NewId(), 1))).Error.ShouldNotBeNull().Code.ShouldBe("productNotFound");

    private Task BeginAsync(Purchase purchase, StartCheckout start) =>
        AppendAsync(purchase, "checkout", 0, new CheckoutStarted(Draft(purchase, start), start.CartId), start.Context);

    private static OrderDraft Draft(Purchase purchase, StartCheckout start) => new(
        start.CustomerId, start.Email, Some.Currency,
        [new OrderLine(purchase.Lamp, "LAMP", "Lamp", 2, 1_000), new OrderLine(purchase.Chair, "CHAIR", "Chair", 1, 5_000)],
        start.ShippingAddress, start.Payment);

    private async Task AppendAsync(Purchase purchase, string category, int version, object body, CommandContext context) =>
        (await store.One.AppendAsync($"{category}-{purchase.OrderId:N}", version, body, context)).ShouldBeTrue();

    private Task<IReadOnlyList<string>> NamesAsync(Purchase purchase) => store.One.NamesOfAsync($"checkout-{purchase.OrderId:N}");

    private async Task<(Purchase One, Purchase Other)> NewAsync(int chairs = 10)
    {
        var one = await Purchase.NewAsync(store.One, chairs: chairs);
        var other = one.At(store.Other);
        await other.Cart.Get();
        await store.Other.Stock(one.Lamp).Get();
        await store.Other.Stock(one.Chair).Get();
        return (one, other);
    }

    /// <summary>Placed and unpaid, and known so to both.</summary>
    private async Task<(Purchase One, Purchase Other)> PlacedAsync()
    {
        var (one, other) = await NewAsync();
        (await one.Checkout.Start(one.Start(Some.Later))).Error.ShouldBeNull();
        await other.Checkout.Resume();
        await other.Order.Get();
        return (one, other);
    }

    /// <summary>Also the marks that nobody waits for are stored.</summary>
    private async Task SettledAsync(Purchase purchase)
    {
        (await purchase.At(store.One).Checkout.Resume()).Value.ShouldNotBeNull().Finished.ShouldBeTrue();
        (await purchase.At(store.Other).Checkout.Resume()).Value.ShouldNotBeNull().Finished.ShouldBeTrue();
    }

    private async Task CheckAsync(Purchase purchase)
    {
        // A query may be behind, so ask grains that have just loaded.
        await store.One.DeactivateAllAsync();
        await purchase.CheckAsync("at the end");
        foreach (var stream in new[] { $"checkout-{purchase.OrderId:N}", $"order-{purchase.OrderId:N}", $"cart-{purchase.CartId:N}", $"stock-{purchase.Lamp:N}", $"stock-{purchase.Chair:N}" })
            await store.CountAsync(stream);
    }

    private async Task CheckPaidAsync(Purchase purchase)
    {
        await store.One.DeactivateAllAsync();
        store.One.Ledger.Read().Where(e => e.OrderId == purchase.OrderId).Select(e => e.State).ShouldBe([PaymentState.Authorised, PaymentState.Captured]);
        (await purchase.ShowAsync()).Status.ShouldBe(OrderStatus.Delivered);
    }
}

public sealed class CheckoutInMemoryTests(MemoryTwins store) : CheckoutDuplicateTests(store);

public sealed class CheckoutOnSqliteTests(SqliteTwins store) : CheckoutDuplicateTests(store);
