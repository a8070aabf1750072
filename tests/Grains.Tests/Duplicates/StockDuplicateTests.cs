using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Stock;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Duplicates;

public abstract class StockDuplicateTests(Twins store)
{
    private readonly Guid _id = store.NewId();

    private string Stream => StoreStreams.Of(StoreStreams.Stock, _id);

    private IStockGrain One => store.One.Stock(_id);

    private IStockGrain Other => store.Other.Stock(_id);

    [Fact]
    public async Task Two_times_a_hundred_buyers_of_fifty_pieces_get_exactly_fifty()
    {
        await ReceiveAsync(50);
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i =>
        {
            var hold = new HoldStock(store.NewCommand(), store.NewId(), 1);
            return Twins.AskAsync(() => (i % 2 == 0 ? One : Other).Hold(hold));
        }));

        answers.Count(a => a.Error is null).ShouldBe(50);
        answers.Where(a => a.Error is not null).ShouldAllBe(a => a.Error!.Code == "outOfStock");
        var state = await FoldAsync();
        (state.Available, state.Held).ShouldBe((0, 50));
        // Fifty-one, and that it runs low and out, each told once.
        (await store.CountAsync(Stream)).ShouldBe(53);
    }

    [Fact]
    public async Task A_batch_that_was_decided_on_old_pieces_is_decided_again_one_by_one()
    {
        await ReceiveAsync(10);
        (await One.Hold(NewHold(8))).Error.ShouldBeNull();

        // The other one still knows of ten pieces: it takes all ten holds into one append.
        var holds = Enumerable.Range(0, 10).Select(_ => NewHold(1)).ToList();
        var answers = await Task.WhenAll(holds.Select(Other.Hold));
        answers.Count(a => a.Error is null).ShouldBe(2);
        (await store.CountAsync(Stream)).ShouldBe(5, "with that it is out");

        // The same once more, to the one that is behind now.
        var again = await Task.WhenAll(holds.Select(One.Hold));
        again.Select(a => a.Error?.Code).ShouldBe(answers.Select(a => a.Error?.Code));
        (await store.CountAsync(Stream)).ShouldBe(5);
    }

    [Fact]
    public async Task Nobody_is_turned_away_by_one_that_has_not_heard_of_new_pieces()
    {
        await WarmAsync();
        (await One.Receive(new ReceiveStock(store.NewCommand(), 5))).Error.ShouldBeNull();

        (await Other.Hold(NewHold(3))).Error.ShouldBeNull();
        (await Other.Hold(NewHold(3))).Error.ShouldNotBeNull().Facts.ShouldNotBeNull()["available"].ShouldBe("2");
    }

    [Fact]
    public async Task What_one_held_the_other_sells()
    {
        await ReceiveAsync(5);
        var hold = NewHold(5);
        (await One.Hold(hold)).Error.ShouldBeNull();

        (await Other.Sell(new SettleStock(store.NewCommand(), hold.OrderId))).Value.ShouldNotBeNull().Sold.ShouldBe(5);
        var state = await FoldAsync();
        (state.Held, state.Sold).ShouldBe((0, 5));
    }

    [Fact]
    public async Task What_is_held_once_more_after_it_was_given_back_elsewhere_is_not_taken_for_held()
    {
        await ReceiveAsync(5);
        var hold = NewHold(2);
        (await Other.Hold(hold)).Error.ShouldBeNull();
        (await One.Hold(hold with { Context = store.NewCommand(), Quantity = 3 })).Error.ShouldBeNull();

        (await Other.Hold(hold with { Context = store.NewCommand() })).Value.ShouldNotBeNull().Held.ShouldBe(2);
        (await FoldAsync()).Held.ShouldBe(2);
    }

    [Fact]
    public async Task The_version_that_counts_is_the_journals()
    {
        await ReceiveAsync(5);
        (await One.Adjust(new AdjustStock(store.NewCommand(), -1, "broken"))).Error.ShouldBeNull();

        (await Other.Adjust(new AdjustStock(store.NewCommand(), -1, "broken", ExpectedVersion: 2))).Error.ShouldBeNull();
        (await One.Adjust(new AdjustStock(store.NewCommand(), -1, "broken", ExpectedVersion: 2))).Error.ShouldNotBeNull().Code.ShouldBe("versionMismatch");
        (await FoldAsync()).Available.ShouldBe(3);
    }

    /// <summary>A query may show what was a moment ago; it says which version that is, and after its first command it is up to date.</summary>
    [Fact]
    public async Task A_query_may_be_behind_and_shows_a_state_that_was()
    {
        await ReceiveAsync(5);
        (await One.Hold(NewHold(2))).Error.ShouldBeNull();

        var shown = (await Other.Get()).Value.ShouldNotBeNull();
        (shown.Version, shown.Available, shown.Held).ShouldBe((1, 5, 0));
        (await Other.Hold(NewHold(1))).Value.ShouldNotBeNull().Version.ShouldBe(3);
        shown = (await Other.Get()).Value.ShouldNotBeNull();
        (shown.Version, shown.Available, shown.Held).ShouldBe((3, 2, 3));
    }

    [Fact]
    public async Task A_storm_on_both_loses_nothing_and_does_nothing_twice()
    {
        await ReceiveAsync(1_000);
        // As many as a stock remembers, with the receipt: each can be the oldest when its repeat is decided again.
        var moves = Enumerable.Range(0, StockLimits.Remembered - 1).Select(i => new AdjustStock(store.NewCommand(), i % 3 == 0 ? -1 : 1, "counted")).ToList();

        // Each command goes to both at the same time.
        await Task.WhenAll(moves.SelectMany(move => new[] { Twins.AskAsync(() => One.Adjust(move)), Twins.AskAsync(() => Other.Adjust(move)) }));
        var state = await FoldAsync();
        state.Adjusted.ShouldBe(moves.Sum(m => m.Delta));
        (await store.CountAsync(Stream)).ShouldBe(1 + moves.Count);
    }

    [Fact]
    public async Task Snapshots_of_both_are_states_that_were()
    {
        await ReceiveAsync(1_000);
        for (var i = 0; i < 3 * StoreCluster.SnapshotEvery; i++)
        {
            // In turns of seven, so that either falls behind and writes its snapshots at other versions than the other one.
            (await (i / 7 % 2 == 0 ? One : Other).Hold(NewHold(1 + (i % 3)))).Error.ShouldBeNull();
        }

        var expected = await FoldAsync();
        await store.One.DeactivateAsync(One);
        await store.Other.DeactivateAsync(Other);
        foreach (var shown in new[] { (await One.Get()).Value!, (await Other.Get()).Value! })
        {
            shown.Version.ShouldBe(1 + (3 * StoreCluster.SnapshotEvery));
            (shown.Available, shown.Held).ShouldBe((expected.Available, expected.Held));
        }

        (await store.One.Journal.ReadSnapshotAsync(Stream, TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    private HoldStock NewHold(int quantity) => new(store.NewCommand(), store.NewId(), quantity);

    private async Task ReceiveAsync(int pieces)
    {
        (await One.Receive(new ReceiveStock(store.NewCommand(), pieces))).Error.ShouldBeNull();
        await WarmAsync();
    }

    private async Task WarmAsync()
    {
        await One.Get();
        await Other.Get();
    }

    private async Task<StockState> FoldAsync() =>
        Spec.Fold(StockState.Initial, (await store.One.EventsOfAsync(Stream)).Select(Dump.Codec.Read).Cast<StockEvent>());
}

public sealed class StockInMemoryTests(MemoryTwins store) : StockDuplicateTests(store);

public sealed class StockOnSqliteTests(SqliteTwins store) : StockDuplicateTests(store);
