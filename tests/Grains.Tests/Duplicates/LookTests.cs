using OrleansStore.Contracts.Promotions;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Tests.Checkout;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Duplicates;

/// <summary>What it costs that a grain may be active twice: a look into the journal where nothing is written, and only there.</summary>
public sealed class LookTests(StoreCluster store)
{
    [Fact]
    public async Task A_purchase_looks_for_nothing_once_its_grains_are_loaded()
    {
        await store.Grains.GetGrain<IPromotionBookGrain>(PromotionBook.Key).FindCandidates(null, Some.Now);
        var purchase = await Purchase.NewAsync(store);
        using var reads = store.Faults.CountReads(_ => true);
        (await purchase.Checkout.Start(purchase.Start(Some.Card) with { CustomerId = null })).Error.ShouldBeNull();

        // The checkout, the order and the payment, each when it is loaded.
        reads.Seen.ShouldBe(3);
    }

    [Fact]
    public async Task A_refusal_looks_once_and_a_repeat_not_at_all()
    {
        var id = await store.NewProductAsync(1);
        var hold = new HoldStock(store.NewCommand(), store.NewId(), 1);
        (await store.Stock(id).Hold(hold)).Error.ShouldBeNull();
        using var reads = store.Faults.CountReads(s => s == StoreStreams.Of(StoreStreams.Stock, id));
        (await store.Stock(id).Hold(hold)).Error.ShouldBeNull();
        reads.Seen.ShouldBe(0);
        (await store.Stock(id).Hold(new HoldStock(store.NewCommand(), store.NewId(), 1))).Error.ShouldNotBeNull();
        reads.Seen.ShouldBe(1);
    }

    [Fact]
    public async Task A_refusal_that_cannot_be_checked_is_none()
    {
        var id = await store.NewProductAsync(0);
        await store.Stock(id).Get();
        var hold = new HoldStock(store.NewCommand(), store.NewId(), 1);
        using (store.Faults.Unreadable(s => s == StoreStreams.Of(StoreStreams.Stock, id)))
            (await Should.ThrowAsync<StorageUnavailableException>(() => store.Stock(id).Hold(hold))).Fault.ShouldBe("unreachable");
        (await store.Stock(id).Hold(hold)).Error.ShouldNotBeNull().Code.ShouldBe("outOfStock");
    }

    [Fact]
    public async Task Those_who_are_refused_together_look_together()
    {
        await using var memory = new MemoryJournal();
        var journal = new SlowReads(memory);
        await using var slow = new StoreCluster(journal, memory);
        await slow.InitializeAsync();
        var stock = slow.Stock(slow.NewId());
        await stock.Get();

        journal.Begin();
        var refusals = Enumerable.Range(0, 50).Select(_ => stock.Hold(new HoldStock(slow.NewCommand(), slow.NewId(), 1))).ToList();
        // All who came while the first one looked share the second look.
        await journal.EndOneAsync();
        await journal.EndOneAsync();
        (await Task.WhenAll(refusals)).ShouldAllBe(a => a.Error!.Code == "outOfStock");
        journal.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_refusal_beside_a_write_of_its_own_grain_stands()
    {
        var id = await store.NewProductAsync(5);
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => store.Stock(id).Hold(new HoldStock(store.NewCommand(), store.NewId(), 1))));
        answers.Count(a => a.Error is null).ShouldBe(5);
        (await store.EventsOfAsync(StoreStreams.Of(StoreStreams.Stock, id))).Count.ShouldBe(7, "with that it is out");
    }

    /// <summary>Reads that last as long as the test says.</summary>
    private sealed class SlowReads(IJournal inner) : IJournal
    {
        private readonly SemaphoreSlim _begun = new(0);
        private readonly SemaphoreSlim _ended = new(0);
        private volatile bool _slow;
        private int _reads;

        public int Reads => Volatile.Read(ref _reads);

        public long Head => inner.Head;

        public void Begin() => _slow = true;

        /// <summary>Waits for a read, gives others the time to come too, and lets it end.</summary>
        public async Task EndOneAsync()
        {
            await _begun.WaitAsync(TestContext.Current.CancellationToken);
            await Task.Delay(200, TestContext.Current.CancellationToken);
            _ended.Release();
        }

        public async ValueTask<IReadOnlyList<StoredEvent>> ReadStreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation)
        {
            if (_slow)
            {
                Interlocked.Increment(ref _reads);
                _begun.Release();
                await _ended.WaitAsync(cancellation);
            }

            return await inner.ReadStreamAsync(stream, afterVersion, maxCount, cancellation);
        }

        public ValueTask<AppendResult> AppendAsync(string stream, int expectedVersion, IReadOnlyList<NewEvent> events) =>
            inner.AppendAsync(stream, expectedVersion, events);

        public ValueTask<IReadOnlyList<StoredEvent>> ReadStreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation) =>
            inner.ReadStreamBackwardsAsync(stream, beforeVersion, maxCount, cancellation);

        public ValueTask<IReadOnlyList<StoredEvent>> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation) =>
            inner.ReadAllAsync(afterPosition, maxCount, cancellation);

        public ValueTask WaitForAppendAsync(long position, CancellationToken cancellation) => inner.WaitForAppendAsync(position, cancellation);

        public ValueTask<Snapshot?> ReadSnapshotAsync(string stream, CancellationToken cancellation) => inner.ReadSnapshotAsync(stream, cancellation);

        public ValueTask SaveSnapshotAsync(string stream, Snapshot snapshot) => inner.SaveSnapshotAsync(stream, snapshot);
    }
}
