using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Checkout;

/// <summary>A hold is delivered twice, and the double comes when the order has gone on.</summary>
public sealed class LateHoldTests(StoreCluster store)
{
    [Fact]
    public async Task A_late_double_of_a_refused_hold_holds_nothing_though_goods_came_in()
    {
        var purchase = await PlacedAsync();
        var change = await RefusedAsync(purchase, purchase.Lamp, 9);
        var late = await HoldOfAsync(purchase, purchase.Lamp, change, 11);
        await ReceiveAsync(purchase.Lamp);

        (await store.Stock(purchase.Lamp).Hold(late)).Error.ShouldNotBeNull().Code.ShouldBe("outOfStock");
        await CheckHeldAsync(purchase.Lamp, 2);

        // What the buyer asks for anew is asked with a new number.
        (await purchase.Checkout.ChangeItem(purchase.Change(purchase.Lamp, 9))).Error.ShouldBeNull();
        (await store.Stock(purchase.Lamp).Hold(late)).Error.ShouldNotBeNull();
        await CheckHeldAsync(purchase.Lamp, 11);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Nor_does_it_for_an_order_that_never_had_such_a_line(bool cancelled)
    {
        var purchase = await PlacedAsync();
        var table = await store.NewProductAsync(0);
        var late = await HoldOfAsync(purchase, table, await RefusedAsync(purchase, table, 2), 2);
        if (cancelled) (await purchase.Checkout.Cancel(purchase.Cancel())).Error.ShouldBeNull();
        await ReceiveAsync(table);

        (await store.Stock(table).Hold(late)).Error.ShouldNotBeNull().Code.ShouldBe("outOfStock");
        await CheckHeldAsync(table, 0);
    }

    [Fact]
    public async Task A_late_double_of_a_hold_that_was_changed_since_changes_nothing()
    {
        var purchase = await PlacedAsync();
        var more = purchase.Change(purchase.Lamp, 3);
        (await purchase.Checkout.ChangeItem(more)).Error.ShouldBeNull();
        (await purchase.Checkout.ChangeItem(purchase.Change(purchase.Lamp, -4))).Error.ShouldBeNull();
        var (late, first) = (await HoldOfAsync(purchase, purchase.Lamp, more, 5), await HoldOfAsync(purchase, purchase.Lamp, purchase.Command, 2));
        await ForgetCommandsAsync(purchase.Lamp);

        (await store.Stock(purchase.Lamp).Hold(late)).Error.ShouldNotBeNull().Code.ShouldBe("holdOvertaken");
        (await store.Stock(purchase.Lamp).Hold(first)).Error.ShouldNotBeNull().Code.ShouldBe("holdOvertaken");
        await CheckHeldAsync(purchase.Lamp, 1);
    }

    [Fact]
    public async Task A_late_double_for_a_line_that_was_taken_out_holds_nothing()
    {
        var purchase = await PlacedAsync();
        (await purchase.Checkout.ChangeItem(purchase.Change(purchase.Lamp, -2))).Error.ShouldBeNull();
        var late = await HoldOfAsync(purchase, purchase.Lamp, purchase.Command, 2);
        await ForgetCommandsAsync(purchase.Lamp);

        (await store.Stock(purchase.Lamp).Hold(late)).Error.ShouldNotBeNull().Code.ShouldBe("holdOvertaken");
        await CheckHeldAsync(purchase.Lamp, 0);
    }

    [Fact]
    public async Task A_refusal_that_could_not_be_closed_stays_one_when_goods_came_in()
    {
        var purchase = await PlacedAsync();
        var change = purchase.Change(purchase.Lamp, 9);
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == $"checkout-{purchase.OrderId:N}", first: 2))
            await Should.ThrowAsync<StorageUnavailableException>(() => purchase.Checkout.ChangeItem(change));
        await ReceiveAsync(purchase.Lamp);

        (await purchase.Checkout.ChangeItem(change)).Error.ShouldNotBeNull().Code.ShouldBe("outOfStock");
        (await purchase.ShowAsync()).Items[0].Quantity.ShouldBe(2);
        await CheckHeldAsync(purchase.Lamp, 2);
    }

    [Fact]
    public async Task A_refusal_that_could_not_be_written_down_was_none_and_takes_nothing_back_when_it_comes_late()
    {
        var purchase = await PlacedAsync();
        var change = purchase.Change(purchase.Lamp, 9);
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == StoreStreams.Of(StoreStreams.Stock, purchase.Lamp)))
            await Should.ThrowAsync<StorageUnavailableException>(() => purchase.Checkout.ChangeItem(change));
        await ReceiveAsync(purchase.Lamp);
        (await purchase.Checkout.ChangeItem(change)).Error.ShouldBeNull();
        (await purchase.ShowAsync()).Items[0].Quantity.ShouldBe(11);

        var late = await HoldOfAsync(purchase, purchase.Lamp, change, 11) with { Context = store.NewCommand(), Quantity = 2 };
        (await store.Stock(purchase.Lamp).Hold(late)).Error.ShouldNotBeNull();
        await CheckHeldAsync(purchase.Lamp, 11);
    }

    [Fact]
    public async Task A_refusal_that_another_activation_overtook_with_goods_is_none()
    {
        await using var memory = new MemoryJournal();
        var journal = new OvertakenJournal(memory);
        await using var one = new StoreCluster(journal, memory);
        await one.InitializeAsync();
        var purchase = await Purchase.NewAsync(one);
        (await purchase.Checkout.Start(purchase.Start(Some.Later))).Error.ShouldBeNull();
        var change = purchase.Change(purchase.Lamp, 9);

        // It is about to write down that there were too few, and the other one has found what came in meanwhile.
        journal.First = (stream, e) => stream == StoreStreams.Of(StoreStreams.Stock, purchase.Lamp)
            ? [NewEvent(new StockReceived(20), one.NewCommand()), NewEvent(new StockHeld(purchase.OrderId, 11, NumberOf(e)), change.Context)]
            : null;
        (await purchase.Checkout.ChangeItem(change)).Error.ShouldBeNull();
        journal.First.ShouldBeNull();
        (await purchase.ShowAsync()).Items[0].Quantity.ShouldBe(11);
        (await one.StockOfAsync(purchase.Lamp)).Held.ShouldBe(11);
    }

    [Fact]
    public async Task A_purchase_that_goes_through_writes_a_hold_and_a_sale_and_no_more()
    {
        var purchase = await Purchase.NewAsync(store);
        (await purchase.Checkout.Start(purchase.Start(Some.Card))).Error.ShouldBeNull();
        (await store.NamesOfAsync(StoreStreams.Of(StoreStreams.Stock, purchase.Lamp))).ShouldBe(["stock.received.v1", "stock.held.v1", "stock.sold.v1"]);
    }

    private static int NumberOf(NewEvent held) => ((StockHeld)Dump.Codec.Read(held.Type, held.Payload)).Number.ShouldNotBeNull();

    private NewEvent NewEvent(StockEvent body, CommandContext context)
    {
        var (name, payload) = Dump.Codec.Write(body);
        return new NewEvent(store.NewId(), name, context.CommandId, context.CorrelationId, context.Actor, store.Time.GetUtcNow(), payload);
    }

    private async Task<Purchase> PlacedAsync()
    {
        var purchase = await Purchase.NewAsync(store);
        (await purchase.Checkout.Start(purchase.Start(Some.Later))).Error.ShouldBeNull();
        // The mark that nobody waits for is stored, too.
        (await purchase.Checkout.Resume()).Value.ShouldNotBeNull().Finished.ShouldBeTrue();
        return purchase;
    }

    private static async Task<ChangeOrderItem> RefusedAsync(Purchase purchase, Guid product, int more)
    {
        var change = purchase.Change(product, more);
        (await purchase.Checkout.ChangeItem(change)).Error.ShouldNotBeNull().Code.ShouldBe("outOfStock");
        return change;
    }

    private Task<HoldStock> HoldOfAsync(Purchase purchase, Guid product, ChangeOrderItem change, int quantity) =>
        HoldOfAsync(purchase, product, change.Context, quantity);

    /// <summary>The hold that a command led to, with the number that the stock has written down for it.</summary>
    private async Task<HoldStock> HoldOfAsync(Purchase purchase, Guid product, CommandContext context, int quantity)
    {
        var stored = await store.EventsOfAsync(StoreStreams.Of(StoreStreams.Stock, product));
        var number = stored.Where(e => e.CorrelationId == context.CorrelationId)
            .Select(Dump.Codec.Read).OfType<StockHeld>().Single(e => e.OrderId == purchase.OrderId).Number;
        return new HoldStock(context, purchase.OrderId, quantity, number.ShouldNotBeNull());
    }

    /// <summary>So much is bought by others that no command before is known, and the state comes from a snapshot.</summary>
    private async Task ForgetCommandsAsync(Guid product)
    {
        await ReceiveAsync(product);
        for (var i = 0; i < StoreCluster.SnapshotEvery; i++)
        {
            var hold = new HoldStock(store.NewCommand(), store.NewId(), 1, Number: 2);
            (await store.Stock(product).Hold(hold)).Error.ShouldBeNull();
            (await store.Stock(product).Release(new SettleStock(store.NewCommand(), hold.OrderId))).Error.ShouldBeNull();
        }

        await store.DeactivateAllAsync();
    }

    private async Task ReceiveAsync(Guid product) =>
        (await store.Stock(product).Receive(new ReceiveStock(store.NewCommand(), 20))).Error.ShouldBeNull();

    private async Task CheckHeldAsync(Guid product, int held)
    {
        (await store.StockOfAsync(product)).Held.ShouldBe(held);
        await store.DeactivateAllAsync();
        (await store.StockOfAsync(product)).Held.ShouldBe(held);
    }
}
