using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Journaling;

/// <summary>A command is done once, however often it comes and whatever became of its answer.</summary>
public sealed class RepeatTests(StoreCluster store)
{
    private readonly Guid _id = store.NewId();

    private IStockGrain Stock => store.Stock(_id);

    private string Stream => StoreStreams.Of(StoreStreams.Stock, _id);

    [Fact]
    public async Task A_repeat_changes_nothing_and_gets_the_same_answer()
    {
        var receive = new ReceiveStock(store.NewCommand(), 10);
        var first = await Stock.Receive(receive);
        (await Stock.Receive(receive)).ShouldBe(first);
        (await store.EventsOfAsync(Stream)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_repeat_is_known_after_the_activation_went()
    {
        var receive = new ReceiveStock(store.NewCommand(), 10);
        var first = await Stock.Receive(receive);
        await store.DeactivateAsync(Stock);
        (await Stock.Receive(receive)).ShouldBe(first);
        (await store.EventsOfAsync(Stream)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_repeat_is_known_from_a_snapshot()
    {
        for (var i = 0; i < StoreCluster.SnapshotEvery; i++) await Stock.Receive(new ReceiveStock(store.NewCommand(), 1));
        var last = new ReceiveStock(store.NewCommand(), 1);
        await Stock.Receive(last);
        await store.DeactivateAsync(Stock);
        (await Stock.Receive(last)).Value.ShouldNotBeNull().Available.ShouldBe(StoreCluster.SnapshotEvery + 1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_receipt_is_known_however_many_bought_since(bool fromSnapshot)
    {
        var receive = new ReceiveStock(store.NewCommand(), 100);
        var adjust = new AdjustStock(store.NewCommand(), -1, "broken");
        await Stock.Receive(receive);
        await Stock.Adjust(adjust);
        for (var i = 0; i < StoreCluster.SnapshotEvery; i++) await Stock.Hold(new HoldStock(store.NewCommand(), store.NewId(), 1));
        if (fromSnapshot) await store.DeactivateAsync(Stock);

        (await Stock.Receive(receive)).Value.ShouldNotBeNull().Received.ShouldBe(100);
        (await Stock.Adjust(adjust)).Value.ShouldNotBeNull().Adjusted.ShouldBe(-1);
    }

    [Fact]
    public async Task Repeats_at_the_same_time_are_one()
    {
        var receive = new ReceiveStock(store.NewCommand(), 10);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Stock.Receive(receive)));
        answers.ShouldAllBe(a => a.Value!.Available == 10);
        (await store.EventsOfAsync(Stream)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(FateBeforeWrite.LoseWrite, FateAfterWrite.GoOn)]
    [InlineData(FateBeforeWrite.LandLate, FateAfterWrite.GoOn)]
    [InlineData(FateBeforeWrite.GoOn, FateAfterWrite.LoseReply)]
    public async Task An_unknown_outcome_writes_exactly_once(FateBeforeWrite before, FateAfterWrite after)
    {
        using (before != FateBeforeWrite.GoOn
            ? store.Faults.Before(before, w => w.Target == Stream, times: 1)
            : store.Faults.After(after, w => w.Target == Stream, times: 1))
        {
            var received = await Stock.Receive(new ReceiveStock(store.NewCommand(), 10));
            received.Value.ShouldNotBeNull().Available.ShouldBe(10);
            received.Position.ShouldBe((await store.EventsOfAsync(Stream))[0].Position);
        }

        await Stock.Receive(new ReceiveStock(store.NewCommand(), 5));
        (await store.NamesOfAsync(Stream)).ShouldBe(["stock.received.v1", "stock.received.v1"]);
        (await store.StockOfAsync(_id)).Received.ShouldBe(15);
    }

    [Fact]
    public async Task Unknown_outcomes_in_a_busy_stock_write_exactly_once_each()
    {
        using (store.Faults.After(FateAfterWrite.LoseReply, w => w.Target == Stream && w.ExpectedVersion % 3 == 0))
        {
            var all = Enumerable.Range(0, 50).Select(_ => Stock.Receive(new ReceiveStock(store.NewCommand(), 1)));
            foreach (var answer in await Task.WhenAll(all)) answer.Error.ShouldBeNull();
        }

        (await store.StockOfAsync(_id)).Received.ShouldBe(50);
        (await store.EventsOfAsync(Stream)).Count.ShouldBe(50);
    }

    [Fact]
    public async Task What_stays_unknown_is_told_and_the_repeat_finds_out()
    {
        var receive = new ReceiveStock(store.NewCommand(), 10);
        using (store.Faults.Before(FateBeforeWrite.LoseWrite, w => w.Target == Stream))
            (await Should.ThrowAsync<StorageUnavailableException>(() => Stock.Receive(receive))).Fault.ShouldBe("unknown");
        (await Stock.Receive(receive)).Value.ShouldNotBeNull().Available.ShouldBe(10);
        (await store.EventsOfAsync(Stream)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_is_decided_anew_each_time()
    {
        var id = await store.NewProductAsync(0);
        var change = new ChangeProduct(store.NewCommand(), null, Price: new Money(0, Some.Currency));
        (await store.Product(id).Change(change)).Error.ShouldNotBeNull().Code.ShouldBe("invalidPrice");
        (await store.Product(id).Change(change with { Price = new Money(1, Some.Currency) })).Error.ShouldBeNull();
    }
}
