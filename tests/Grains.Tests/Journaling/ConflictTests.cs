using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Stock;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Journaling;

/// <summary>For a moment two activations of one grain may write: the journal lets one through and the other decides again.</summary>
public sealed class ConflictTests(StoreCluster store)
{
    private readonly Guid _id = store.NewId();

    private IStockGrain Stock => store.Stock(_id);

    private string Stream => StoreStreams.Of(StoreStreams.Stock, _id);

    [Fact]
    public async Task A_command_is_decided_again_on_what_another_wrote()
    {
        await Stock.Receive(new ReceiveStock(store.NewCommand(), 10));
        (await store.AppendAsync(Stream, 1, new StockHeld(Some.Id(99), 8))).ShouldBeTrue();

        var refused = await Stock.Hold(new HoldStock(store.NewCommand(), Some.Order, 5));
        Dump.Of(refused.Error.ShouldNotBeNull()).ShouldBe(Dump.Of(StockErrors.OutOfStock(_id, 5, 2)));
        (await Stock.Hold(new HoldStock(store.NewCommand(), Some.Order, 2))).Value.ShouldNotBeNull().Available.ShouldBe(0);
    }

    [Fact]
    public async Task A_version_that_was_right_is_stale_once_another_wrote()
    {
        var product = await store.NewProductAsync(0);
        var stream = StoreStreams.Of(StoreStreams.Product, product);
        (await store.AppendAsync(stream, 1, new ProductChanged("Lantern", null, null, null, null, null))).ShouldBeTrue();
        var change = new ChangeProduct(store.NewCommand(), 1, Name: "Torch");
        (await store.Product(product).Change(change)).Error.ShouldNotBeNull().Code.ShouldBe("versionMismatch");
        (await store.Product(product).Change(change with { ExpectedVersion = 2 })).Value.ShouldNotBeNull().Version.ShouldBe(3);
    }

    [Fact]
    public async Task Of_two_corrections_of_one_version_at_once_one_is_made()
    {
        await Stock.Receive(new ReceiveStock(store.NewCommand(), 50));
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Stock.Adjust(new AdjustStock(store.NewCommand(), -1, "broken", ExpectedVersion: 1))));
        answers.Count(a => a.Error is null).ShouldBe(1);
        answers.Where(a => a.Error is not null).ShouldAllBe(a => a.Error!.Code == "versionMismatch");
        (await store.StockOfAsync(_id)).Available.ShouldBe(49);
    }

    [Fact]
    public async Task Two_hundred_buyers_of_fifty_pieces_get_exactly_fifty()
    {
        await Stock.Receive(new ReceiveStock(store.NewCommand(), 50));
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Stock.Hold(new HoldStock(store.NewCommand(), Some.Id(2_000 + i), 1))));

        answers.Count(a => a.Error is null).ShouldBe(50);
        answers.Where(a => a.Error is not null).ShouldAllBe(a => a.Error!.Code == "outOfStock");
        var stock = await store.StockOfAsync(_id);
        (stock.Available, stock.Held).ShouldBe((0, 50));
        // Fifty-one, and that it runs low and out, each told once.
        (await store.EventsOfAsync(Stream)).Count.ShouldBe(53);
    }

    [Fact]
    public async Task Two_writers_together_never_oversell()
    {
        await Stock.Receive(new ReceiveStock(store.NewCommand(), 50));
        var buyers = new List<Task<Result<StockView>>>();
        var others = 0;
        for (var i = 0; i < 20; i++)
        {
            for (var buyer = 0; buyer < 5; buyer++)
                buyers.Add(Stock.Hold(new HoldStock(store.NewCommand(), Some.Id(3_000 + buyers.Count), 1)));
            if (await HoldAsAnotherWriterAsync(Some.Id(4_000 + i))) others++;
        }

        var held = 0;
        foreach (var buyer in buyers)
        {
            try
            {
                if ((await buyer).Error is null) held++;
            }
            catch (StorageUnavailableException e) when (e.Fault == "contended")
            {
                // Decided again too often: it was told to come back, and holds nothing.
            }
        }

        var folded = Spec.Fold(StockState.Initial, (await store.EventsOfAsync(Stream)).Select(Dump.Codec.Read).Cast<StockEvent>());
        folded.Held.ShouldBe(held + others);
        folded.Available.ShouldBe(50 - folded.Held);
        folded.Available.ShouldBeGreaterThanOrEqualTo(0);
        others.ShouldBeGreaterThan(0);
    }

    private async Task<bool> HoldAsAnotherWriterAsync(Guid order)
    {
        for (var attempt = 0; attempt < 100; attempt++)
        {
            var events = await store.EventsOfAsync(Stream);
            var state = Spec.Fold(StockState.Initial, events.Select(Dump.Codec.Read).Cast<StockEvent>());
            var decision = StockDecisions.Hold(state, _id, new HoldStock(store.NewCommand(), order, 1));
            if (decision.Error is not null) return false;
            if (await store.AppendAsync(Stream, events.Count, decision.Events[0])) return true;
        }

        return false;
    }
}
