using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Journaling;

/// <summary>A store that fails is told to the caller, and nothing is written behind his back.</summary>
public sealed class StorageFailureTests(StoreCluster store)
{
    private readonly Guid _id = store.NewId();

    private IStockGrain Stock => store.Stock(_id);

    private string Stream => StoreStreams.Of(StoreStreams.Stock, _id);

    [Fact]
    public async Task Commands_fail_reads_go_on_nothing_comes_later_and_then_all_is_well_again()
    {
        await Stock.Receive(new ReceiveStock(store.NewCommand(), 10));
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == Stream))
        {
            var waiting = Enumerable.Range(0, 10).Select(i => Stock.Hold(new HoldStock(store.NewCommand(), Some.Id(500 + i), 1))).ToArray();
            foreach (var hold in waiting)
                (await Should.ThrowAsync<StorageUnavailableException>(() => hold)).Fault.ShouldBe("unreachable");
            (await store.StockOfAsync(_id)).Available.ShouldBe(10);
            (await Should.ThrowAsync<StorageUnavailableException>(() => Stock.Receive(new ReceiveStock(store.NewCommand(), 1)))).Message.ShouldNotBeEmpty();
            (await store.StockOfAsync(_id)).Available.ShouldBe(10);
        }

        (await Stock.Receive(new ReceiveStock(store.NewCommand(), 5))).Value.ShouldNotBeNull().Available.ShouldBe(15);
        await store.DeactivateAsync(Stock);
        (await store.StockOfAsync(_id)).Available.ShouldBe(15);
        (await store.NamesOfAsync(Stream)).ShouldBe(["stock.received.v1", "stock.received.v1"]);
    }

    [Fact]
    public async Task A_grain_that_takes_its_calls_in_turn_fails_them_too()
    {
        var product = await store.NewProductAsync(0);
        var stream = StoreStreams.Of(StoreStreams.Product, product);
        var changes = Enumerable.Range(1, 5).Select(i => new ChangeProduct(store.NewCommand(), null, Name: $"Name {i}")).ToArray();
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == stream))
        {
            // Each fails on an activation of its own; who has waited for too many of them is turned away without having run.
            var failures = new List<Exception>();
            foreach (var waiting in changes.Select(c => store.Product(product).Change(c)).ToArray())
                failures.Add(await Should.ThrowAsync<Exception>(() => waiting));
            failures.ShouldAllBe(e => e is StorageUnavailableException || e is OrleansMessageRejectionException);
            failures.OfType<StorageUnavailableException>().ShouldNotBeEmpty();
            (await store.Product(product).Get()).Value.ShouldNotBeNull().Name.ShouldBe("Lamp");
        }

        (await store.Product(product).Change(changes[4])).Value.ShouldNotBeNull().Name.ShouldBe("Name 5");
        (await store.NamesOfAsync(stream)).ShouldBe(["product.created.v1", "product.changed.v1"]);
    }

    [Fact]
    public async Task A_stream_that_cannot_be_read_fails_its_callers_until_it_can()
    {
        await Stock.Receive(new ReceiveStock(store.NewCommand(), 10));
        await store.DeactivateAsync(Stock);
        using (store.Faults.Unreadable(stream => stream == Stream))
        {
            (await Should.ThrowAsync<StorageUnavailableException>(() => Stock.Get())).Fault.ShouldBe("unreachable");
            await Should.ThrowAsync<StorageUnavailableException>(() => Stock.Receive(new ReceiveStock(store.NewCommand(), 1)));
        }

        (await store.StockOfAsync(_id)).Available.ShouldBe(10);
        (await store.EventsOfAsync(Stream)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_read_that_the_journal_rejects_fails_its_caller_once()
    {
        var claim = store.Grains.GetGrain<IClaimGrain>(ClaimKeys.Sku(new string('x', JournalLimits.StreamNameLength)));
        (await Should.ThrowAsync<StorageUnavailableException>(() => claim.Get())).Fault.ShouldBe("unexpected");
    }

    [Fact]
    public async Task A_write_that_the_journal_rejects_fails_its_caller_and_then_all_is_well_again()
    {
        var nobody = store.NewCommand() with { Actor = new string('x', JournalLimits.EventNameLength + 1) };
        (await Should.ThrowAsync<StorageUnavailableException>(() => Stock.Receive(new ReceiveStock(nobody, 10)))).Fault.ShouldBe("unexpected");

        (await Stock.Receive(new ReceiveStock(store.NewCommand(), 5))).Value.ShouldNotBeNull().Available.ShouldBe(5);
    }

    [Fact]
    public async Task An_event_that_cannot_be_read_is_told_as_such_and_not_read_over_and_over()
    {
        await Stock.Receive(new ReceiveStock(store.NewCommand(), 10));
        await store.DeactivateAsync(Stock);
        var damaged = new NewEvent(
            store.NewId(), "stock.teleported.v9", store.NewId(), store.NewId(), Actors.System, Some.Now, "{}"u8.ToArray());
        await store.Journal.AppendAsync(Stream, 1, [damaged]);
        using var reads = store.Faults.CountReads(stream => stream == Stream);

        (await Should.ThrowAsync<StorageUnavailableException>(() => Stock.Get())).Fault.ShouldBe("unknownEvent");
        (await Should.ThrowAsync<StorageUnavailableException>(() => Stock.Receive(new ReceiveStock(store.NewCommand(), 1)))).Fault.ShouldBe("unknownEvent");

        // Two calls, each perhaps activated more than once: a loop would have read thousands of times.
        reads.Seen.ShouldBeInRange(1, 50);
        (await store.EventsOfAsync(Stream)).Count.ShouldBe(2);
    }
}
