using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Reconciliation;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Reconciliation;
using OrleansStore.Grains.Tests.Checkout;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Reconciliation;

public sealed class ReconciliationTests : IAsyncLifetime
{
    private readonly StoreCluster _store = new();

    private IReconciliationGrain Books => _store.Grains.GetGrain<IReconciliationGrain>(IReconciliationGrain.Stock);

    public ValueTask InitializeAsync() => _store.InitializeAsync();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Where_all_is_well_nothing_differs()
    {
        await DayAsync();
        var view = await RunAsync();
        view.Differences.ShouldBeEmpty();
        view.Last.ShouldNotBeNull().ShouldSatisfyAllConditions(
            last => last.Differences.ShouldBe(0), last => last.Orders.ShouldBe(5), last => last.UnderWay.ShouldBe(0));
        (await _store.NamesOfAsync("reconciliation-stock")).ShouldBe(["reconciliation.completed.v1"]);
    }

    [Fact]
    public async Task A_stray_movement_is_reported_until_it_is_mended()
    {
        await DayAsync();
        (await RunAsync()).Differences.ShouldBeEmpty();
        var (product, nobody) = (await _store.NewProductAsync(10), _store.NewId());
        (await _store.AppendAsync($"stock-{product:N}", 1, new StockHeld(nobody, 3))).ShouldBeTrue();

        var expected = new StockDifference(product, nobody, 0, 3, 0, 0);
        (await RunAsync()).Differences.ShouldBe([expected]);
        (await RunAsync()).Differences.ShouldBe([expected]);
        (await AlertsAsync()).ShouldBe(1);

        // Also to one that begins anew what stays is no news, and what is different about it or beside it is.
        await _store.DeactivateAllAsync();
        (await RunAsync()).Differences.ShouldBe([expected]);
        (await AlertsAsync()).ShouldBe(1);
        (await _store.AppendAsync($"stock-{product:N}", 2, new StockHeld(nobody, 4))).ShouldBeTrue();
        (await RunAsync()).Differences.ShouldBe([expected with { FoundHeld = 4 }]);
        (await AlertsAsync()).ShouldBe(2);
        var another = _store.NewId();
        (await _store.AppendAsync($"stock-{product:N}", 3, new StockHeld(another, 1))).ShouldBeTrue();
        (await RunAsync()).Differences.Length.ShouldBe(2);
        (await AlertsAsync()).ShouldBe(3);

        (await _store.AppendAsync($"stock-{product:N}", 4, new StockReleased(nobody, 4))).ShouldBeTrue();
        (await _store.AppendAsync($"stock-{product:N}", 5, new StockReleased(another, 1))).ShouldBeTrue();
        (await RunAsync()).Differences.ShouldBeEmpty();
        (await _store.AppendAsync($"stock-{product:N}", 6, new StockHeld(_store.NewId(), 1))).ShouldBeTrue();
        (await RunAsync()).Differences.Length.ShouldBe(1);
        (await AlertsAsync()).ShouldBe(4);

        async Task<int> AlertsAsync() => (await _store.NamesOfAsync("reconciliation-stock")).Count(n => n == "reconciliation.differed.v1");
    }

    [Fact]
    public async Task What_is_broken_in_an_order_that_was_settled_long_ago_is_found()
    {
        var purchase = await Purchase.NewAsync(_store);
        (await purchase.Checkout.Start(purchase.Start(Some.Card))).Error.ShouldBeNull();
        await SettledAsync(purchase);
        (await RunAsync()).Differences.ShouldBeEmpty();

        var version = (await _store.EventsOfAsync($"stock-{purchase.Lamp:N}")).Count;
        (await _store.AppendAsync($"stock-{purchase.Lamp:N}", version, new StockRestocked(purchase.OrderId, 1))).ShouldBeTrue();
        (await RunAsync()).Differences.ShouldBe([new(purchase.Lamp, purchase.OrderId, 0, 0, 2, 1)]);

        // And by one that begins anew, which has read it all.
        await _store.DeactivateAllAsync();
        (await RunAsync()).Differences.ShouldBe([new(purchase.Lamp, purchase.OrderId, 0, 0, 2, 1)]);
    }

    [Fact]
    public async Task An_order_that_something_is_being_done_with_does_not_differ()
    {
        var purchase = await Purchase.NewAsync(_store);
        var started = new CheckoutStarted(Some.Draft(), null);
        (await _store.AppendAsync($"checkout-{purchase.OrderId:N}", 0, started)).ShouldBeTrue();
        (await _store.AppendAsync($"stock-{purchase.Lamp:N}", 1, new StockHeld(purchase.OrderId, 2, 2))).ShouldBeTrue();
        var view = await RunAsync();
        view.Differences.ShouldBeEmpty();
        view.Last.ShouldNotBeNull().UnderWay.ShouldBe(1);

        (await _store.AppendAsync($"checkout-{purchase.OrderId:N}", 1, new CheckoutFinished())).ShouldBeTrue();
        (await RunAsync()).Differences.ShouldBe([new(purchase.Lamp, purchase.OrderId, 0, 2, 0, 0)]);
    }

    [Fact]
    public async Task While_people_buy_there_is_no_false_alarm()
    {
        var buying = Task.WhenAll(Enumerable.Range(0, 8).Select(_ => BuyAsync()));
        var runs = 0;
        while (!buying.IsCompleted)
        {
            (await RunAsync()).Differences.ShouldBeEmpty();
            runs++;
        }

        await buying;
        runs.ShouldBeGreaterThan(0);
        (await RunAsync()).Last.ShouldNotBeNull().Orders.ShouldBe(200);

        async Task BuyAsync()
        {
            for (var i = 0; i < 25; i++)
            {
                var purchase = await Purchase.NewAsync(_store);
                (await purchase.Checkout.Start(purchase.Start(i % 2 == 0 ? Some.Card : Some.Later))).Error.ShouldBeNull();
                if (i % 4 == 0) (await purchase.Checkout.Cancel(purchase.Cancel())).Error.ShouldBeNull();
            }
        }
    }

    [Fact]
    public async Task At_every_position_of_a_shopping_day_the_books_agree_and_memory_holds_what_is_open()
    {
        await DayAsync();
        var books = new StockBooks(_store.Journal, Dump.Codec);
        for (var position = 1L; position <= _store.Journal.Head; position++)
        {
            await books.ReadToAsync(position);
            books.Differences().ShouldBeEmpty($"position {position}");
        }

        // One is unpaid.
        books.Kept.ShouldBe(1);
    }

    private async Task DayAsync()
    {
        var (paid, later, cancelled, unpaid, refused) = (await NewAsync(), await NewAsync(), await NewAsync(), await NewAsync(), await NewAsync());
        await paid.Checkout.Start(paid.Start(Some.Card));
        await later.Checkout.Start(later.Start(Some.Later));
        await later.Checkout.ChangeItem(later.Change(later.Lamp, 3));
        await later.Checkout.Pay(later.Pay());
        await later.DeliverAsync();
        var some = await later.ReturnLampsAsync(2);
        (await later.Checkout.ReceiveReturn(later.Receive(some) with { Restock = [new(later.Lamp, 1)] })).Error.ShouldBeNull();
        var another = await later.ReturnLampsAsync(1);
        (await later.Checkout.ReceiveReturn(later.Receive(another))).Error.ShouldBeNull();
        await cancelled.Checkout.Start(cancelled.Start(Some.Card));
        await cancelled.Checkout.Cancel(cancelled.Cancel());
        await unpaid.Checkout.Start(unpaid.Start(Some.Later));
        await refused.TakeChairsAsync();
        (await refused.Checkout.Start(refused.Start(Some.Card))).Error.ShouldNotBeNull();
        foreach (var purchase in new[] { paid, later, cancelled, unpaid, refused }) await SettledAsync(purchase);

        Task<Purchase> NewAsync() => Purchase.NewAsync(_store);
    }

    /// <summary>The mark that nothing is left to do is stored, which nobody waits for.</summary>
    private static async Task SettledAsync(Purchase purchase) => (await purchase.Checkout.Resume()).Value.ShouldNotBeNull().Finished.ShouldBeTrue();

    private async Task<ReconciliationView> RunAsync()
    {
        var view = (await Books.Run(_store.NewCommand())).Value.ShouldNotBeNull();
        view.Running.ShouldBeFalse();
        return view;
    }
}
