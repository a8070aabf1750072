using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Stock;
using OrleansStore.Contracts.Sweeping;
using OrleansStore.Grains.Sweeping;
using OrleansStore.Grains.Tests.Checkout;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Sweeping;

public sealed class SweeperGrainTests : IAsyncLifetime
{
    private static readonly TimeSpan Lifetime = Deadlines.Default.CartLifetime;

    private readonly StoreCluster _store = new();

    private ISweeperGrain Sweeper => _store.Grains.GetGrain<ISweeperGrain>(0);

    /// <summary>It has looked once, so that its timer does not before the test does.</summary>
    public async ValueTask InitializeAsync()
    {
        await _store.InitializeAsync();
        await Sweeper.Sweep();
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Carts_that_nobody_touched_for_their_lifetime_end_and_others_stay()
    {
        var (left, touched, ordered) = (await CartAsync(), await CartAsync(), await Purchase.NewAsync(_store));
        (await ordered.Checkout.Start(ordered.Start(Some.Card, fromCart: true))).Error.ShouldBeNull();
        _store.Time.Advance(Lifetime - TimeSpan.FromMinutes(1));
        (await Cart(touched).Clear(new ClearCart(_store.NewCommand(), null))).Error.ShouldBeNull();
        (await Sweeper.Sweep()).Asked.ShouldBe(0);

        _store.Time.Advance(TimeSpan.FromMinutes(1));
        var report = await Sweeper.Sweep();
        (report.Asked, report.Ended).ShouldBe((1, 1));
        (await Cart(left).Get()).Error.ShouldNotBeNull().Code.ShouldBe("cartExpired");
        (await Cart(touched).Get()).Error.ShouldBeNull();
        (await ordered.Cart.Get()).Value.ShouldNotBeNull().OrderId.ShouldBe(ordered.OrderId);
        (await Sweeper.Sweep()).Asked.ShouldBe(0);
    }

    [Fact]
    public async Task What_was_touched_after_it_was_found_due_is_left_alone()
    {
        var cart = await CartAsync();
        _store.Time.Advance(Lifetime);
        (await Cart(cart).Clear(new ClearCart(_store.NewCommand(), null))).Error.ShouldBeNull();
        (await Cart(cart).Expire(_store.NewCommand())).Error.ShouldNotBeNull().Code.ShouldBe("notDue");
        (await Sweeper.Sweep()).Ended.ShouldBe(0);
        (await Cart(cart).Get()).Error.ShouldBeNull();
    }

    [Fact]
    public async Task One_that_fails_holds_up_none_of_the_others()
    {
        var carts = new List<Guid>();
        for (var i = 0; i < 50; i++) carts.Add(await CartAsync());
        await _store.DeactivateAsync(Cart(carts[3]));
        _store.Time.Advance(Lifetime);
        using (_store.Faults.Unreadable(stream => stream == $"cart-{carts[3]:N}"))
        {
            var report = await Sweeper.Sweep();
            (report.Asked, report.Ended, report.Watched).ShouldBe((50, 49, 1));
        }

        // It makes room for what is due behind it, also when it could be ended now.
        (await Sweeper.Sweep()).Asked.ShouldBe(0);
        _store.Time.Advance(StoreCluster.SweepEvery);
        (await Sweeper.Sweep()).Ended.ShouldBe(1);
        foreach (var cart in carts) (await Cart(cart).Get()).Error.ShouldNotBeNull().Code.ShouldBe("cartExpired");
    }

    [Fact]
    public async Task An_order_that_is_not_paid_is_asked_about_when_its_time_is_over_and_one_that_is_paid_is_not()
    {
        var (later, paid) = (await Purchase.NewAsync(_store), await Purchase.NewAsync(_store));
        (await later.Checkout.Start(later.Start(Some.Later))).Error.ShouldBeNull();
        (await paid.Checkout.Start(paid.Start(Some.Card))).Error.ShouldBeNull();
        _store.Time.Advance(Deadlines.Default.Payment - TimeSpan.FromSeconds(1));
        (await Sweeper.Sweep()).Asked.ShouldBe(0);
        _store.Time.Advance(TimeSpan.FromSeconds(1));
        (await Sweeper.Sweep()).Asked.ShouldBe(1);
    }

    [Fact]
    public async Task An_order_that_is_not_paid_in_time_ends_and_what_it_held_is_sold_to_the_next_buyer()
    {
        var (left, next) = (await Purchase.NewAsync(_store, lamps: 2), await Purchase.NewAsync(_store));
        (await left.Checkout.Start(left.Start(Some.Later))).Error.ShouldBeNull();
        var order = next.Start(Some.Card) with { Items = [new CartItem(left.Lamp, 2)] };
        var early = await Purchase.NewAsync(_store);
        (await early.Checkout.Start(early.Start(Some.Card) with { Items = order.Items })).Error.ShouldNotBeNull().Code.ShouldBe("outOfStock");

        _store.Time.Advance(Deadlines.Default.Payment);
        (await Sweeper.Sweep()).Ended.ShouldBe(1);
        (await left.ShowAsync()).Status.ShouldBe(OrderStatus.Expired);
        (await next.Checkout.Start(order)).Value.ShouldNotBeNull().Order.ShouldNotBeNull().Status.ShouldBe(OrderStatus.Paid);
        (await _store.StockOfAsync(left.Lamp)).ShouldSatisfyAllConditions(s => s.Available.ShouldBe(0), s => s.Held.ShouldBe(0), s => s.Sold.ShouldBe(2));
    }

    [Fact]
    public async Task A_hold_of_nobodys_order_is_given_back_once()
    {
        var product = await HeldAsync(_store.NewId());
        _store.Time.Advance(Deadlines.Default.Payment - TimeSpan.FromTicks(1));
        (await Sweeper.Sweep()).ShouldBe(new SweepReport(1, 0, 0));
        _store.Time.Advance(TimeSpan.FromTicks(1));
        (await Sweeper.Sweep()).ShouldBe(new SweepReport(0, 1, 1));
        (await Sweeper.Sweep()).ShouldBe(new SweepReport(0, 0, 0));
        await CheckHeldAsync(product, 0);
        (await _store.NamesOfAsync(StoreStreams.Of(StoreStreams.Stock, product))).ShouldBe(["stock.received.v1", "stock.held.v1", "stock.released.v1"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_late_hold_of_an_order_that_is_over_is_given_back(bool expired)
    {
        var purchase = await Purchase.NewAsync(_store);
        (await purchase.Checkout.Start(purchase.Start(Some.Later))).Error.ShouldBeNull();
        if (expired) _store.Time.Advance(Deadlines.Default.Payment);
        (expired ? await purchase.Checkout.Expire(_store.NewCommand()) : await purchase.Checkout.Cancel(purchase.Cancel())).Error.ShouldBeNull();
        var product = await HeldAsync(purchase.OrderId);
        await Sweeper.Sweep();
        _store.Time.Advance(Deadlines.Default.Payment);
        var report = await Sweeper.Sweep();
        (report.Asked, report.Ended).ShouldBe((1, 1));
        await CheckHeldAsync(product, 0);
    }

    [Fact]
    public async Task What_is_held_for_an_order_that_is_paid_or_pending_stays()
    {
        var (paid, pending) = (await Purchase.NewAsync(_store), await Purchase.NewAsync(_store));
        (await paid.Checkout.Start(paid.Start(Some.Card))).Error.ShouldBeNull();
        (await pending.Checkout.Start(pending.Start(Some.Later))).Error.ShouldBeNull();
        (await pending.Checkout.ReleaseHold(_store.NewCommand(), pending.Lamp)).Error.ShouldNotBeNull().Code.ShouldBe("notDue");
        (await _store.StockOfAsync(pending.Lamp)).Held.ShouldBe(2);

        var product = await HeldAsync(paid.OrderId);
        _store.Time.Advance(Deadlines.Default.Payment);
        (await Sweeper.Sweep()).Asked.ShouldBe(2);
        await CheckHeldAsync(product, 2);
    }

    [Fact]
    public async Task A_hold_that_could_not_be_given_back_is_asked_about_again()
    {
        var product = await HeldAsync(_store.NewId());
        _store.Time.Advance(Deadlines.Default.Payment);
        using (_store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == StoreStreams.Of(StoreStreams.Stock, product)))
            (await Sweeper.Sweep()).ShouldBe(new SweepReport(1, 1, 0));
        await CheckHeldAsync(product, 2);
        await _store.DeactivateAsync(Sweeper);
        (await Sweeper.Sweep()).Watched.ShouldBe(0);
        await CheckHeldAsync(product, 0);
    }

    [Fact]
    public async Task Two_sweepers_give_a_hold_back_once()
    {
        await using var beside = new StoreCluster(_store);
        await beside.InitializeAsync();
        var product = await HeldAsync(_store.NewId());
        _store.Time.Advance(Deadlines.Default.Payment);
        await Task.WhenAll(Sweeper.Sweep(), beside.Grains.GetGrain<ISweeperGrain>(0).Sweep());
        (await _store.NamesOfAsync(StoreStreams.Of(StoreStreams.Stock, product))).ShouldBe(["stock.received.v1", "stock.held.v1", "stock.released.v1"]);
    }

    [Fact]
    public async Task An_order_that_begins_after_its_hold_was_given_back_is_refused_and_holds_nothing()
    {
        var purchase = await Purchase.NewAsync(_store);
        (await _store.Stock(purchase.Lamp).Hold(new HoldStock(_store.NewCommand(), purchase.OrderId, 2, 1))).Error.ShouldBeNull();
        _store.Time.Advance(Deadlines.Default.Payment);
        (await Sweeper.Sweep()).Ended.ShouldBe(1);
        (await purchase.Checkout.Start(purchase.Start(Some.Card))).Error.ShouldNotBeNull();
        (await purchase.ShowAsync()).Status.ShouldBe(OrderStatus.Cancelled);
        await CheckHeldAsync(purchase.Lamp, 0);
        await CheckHeldAsync(purchase.Chair, 0);
    }

    [Fact]
    public async Task What_it_watches_outlives_it()
    {
        var cart = await CartAsync();
        for (var version = 0; version < 20_000; version++) await _store.AppendAsync("stock-busy", version, new StockReceived(1));
        (await Sweeper.Sweep()).Watched.ShouldBe(1);
        (await _store.Rows.ReadRowsAsync(DueRows.Table, TestContext.Current.CancellationToken)).Count.ShouldBe(2);
        await _store.DeactivateAsync(Sweeper);
        _store.Time.Advance(Lifetime);
        await Sweeper.Sweep();
        (await Cart(cart).Get()).Error.ShouldNotBeNull();
    }

    [Fact]
    public async Task Two_sweepers_end_a_cart_once()
    {
        await using var beside = new StoreCluster(_store);
        await beside.InitializeAsync();
        var cart = await CartAsync();
        _store.Time.Advance(Lifetime);
        await Task.WhenAll(Sweeper.Sweep(), beside.Grains.GetGrain<ISweeperGrain>(0).Sweep());
        (await _store.NamesOfAsync($"cart-{cart:N}")).ShouldBe(["cart.created.v1", "cart.expired.v1"]);
    }

    /// <summary>A product of which somebody holds two pieces for an order.</summary>
    private async Task<Guid> HeldAsync(Guid orderId)
    {
        var product = await _store.NewProductAsync(20);
        (await _store.Stock(product).Hold(new HoldStock(_store.NewCommand(), orderId, 2, 1))).Error.ShouldBeNull();
        return product;
    }

    private async Task CheckHeldAsync(Guid product, long held) => (await _store.StockOfAsync(product)).Held.ShouldBe(held);

    private async Task<Guid> CartAsync()
    {
        var (id, product) = (_store.NewId(), await _store.NewProductAsync(0));
        (await Cart(id).Create(Some.NewCart(_store.NewCommand(), new CartItem(product, 1)))).Error.ShouldBeNull();
        return id;
    }

    private ICartGrain Cart(Guid id) => _store.Grains.GetGrain<ICartGrain>(id);
}
