using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Tests.Products;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Projections;

/// <summary>Several processes with the same tables: one writes, the others follow.</summary>
public sealed class SharedTests(TestStores stores) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private TestStore _store = null!;

    public async ValueTask InitializeAsync() => _store = await stores.OpenAsync("postgres");

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_process_answers_what_the_journal_says_whoever_writes_and_whoever_goes(int seed)
    {
        var chance = new Random(seed);
        var history = new History(seed + 500);
        var counting = new CountingProjection("counting");
        var first = await ReadSide.OpenAsync(history.Journal, _store.Options(chance.Next(5, 60)), counting);
        for (var life = 0; life < 4; life++)
        {
            counting = new CountingProjection("counting");
            var second = await ReadSide.OpenAsync(history.Journal, _store.Options(chance.Next(5, 60)), counting);
            for (var step = 0; step < 4; step++)
            {
                history.Go(chance.Next(40));
                await first.CatchUpAsync();
                await FollowAsync(second, history);
                await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(first);
                await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(second);
            }

            history.Go(20);
            if (chance.Next(2) == 0) await first.Runner.AdvanceAsync(default);
            // The one that wrote is gone half way; the other takes over.
            await first.DisposeAsync();
            await FollowAsync(second, history);
            first = second;
        }

        (await counting.CountAsync(first)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
        await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(first);
        await first.DisposeAsync();
    }

    [Fact]
    public async Task What_a_follower_keeps_in_memory_goes_when_another_process_changes_it()
    {
        var history = new History();
        var (book, tool) = (history.Product("Book"), history.Product("Tool"));
        await using var writer = await ReadSide.CaughtUpAsync(history.Journal, _store.Options());
        await using var follower = await ReadSide.OpenAsync(history.Journal, _store.Options());
        await FollowAsync(follower, history);
        (await Json.Ids(follower, new CatalogQuery())).ShouldBe([tool, book]);
        (await Json.Ids(follower, new CatalogQuery(InStockOnly: true))).ShouldContain(book);
        var available = (await Json.Of(follower.Catalog.FindAsync(book))).GetProperty("available").GetInt32();

        history.Append(StoreStreams.Stock, book, new StockAdjusted(-available, "lost"));
        history.Append(StoreStreams.Product, tool, new ProductChanged("Hammer", null, null, null, null, null));
        var third = history.Product("Third");
        await writer.CatchUpAsync();
        await FollowAsync(follower, history);

        (await Json.Ids(follower, new CatalogQuery())).ShouldBe([third, tool, book]);
        (await Json.Ids(follower, new CatalogQuery(InStockOnly: true))).ShouldNotContain(book);
        (await Json.Of(follower.Catalog.FindAsync(book))).GetProperty("available").GetInt64().ShouldBe(0);
        (await Json.Of(follower.Catalog.FindAsync(tool))).GetProperty("name").GetString().ShouldBe("Hammer");
    }

    [Fact]
    public async Task A_rebuild_asked_of_a_follower_is_done_by_the_one_that_writes_and_all_read_the_new_tables()
    {
        var history = new History(21);
        history.Go(200);
        await using var writer = await ReadSide.CaughtUpAsync(history.Journal, _store.Options());
        await using var follower = await ReadSide.OpenAsync(history.Journal, _store.Options());
        await FollowAsync(follower, history);
        await writer.Runner.StartAsync(default);
        await follower.Runner.StartAsync(default);

        (await follower.Runner.RebuildAsync("catalog")).ShouldNotBeNull();
        while (Report(writer) is not { State: RebuildState.Done, Equal: true })
        {
            // The shop is never quiet, and who reads at the follower sees what was written a moment ago.
            history.Go(1);
            (await follower.Models.WaitForAsync(history.Journal.Head, Patience)).ShouldBeTrue();
            await Task.Delay(5);
        }

        while (Report(follower) is not { State: RebuildState.Done, Equal: true }) await Task.Delay(5);
        follower.Database.LiveOf("catalog").ShouldBe(2);
        history.Go(50);
        foreach (var side in (ReadSide[])[writer, follower])
        {
            (await side.Models.WaitForAsync(history.Journal.Head, Patience)).ShouldBeTrue();
            await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(side);
        }

        static RebuildReport? Report(ReadSide side) => side.Runner.Status.Single(s => s.Name == "catalog").Rebuild;
    }

    [Fact]
    public async Task Cut_connections_cost_no_event_and_count_none_twice()
    {
        var history = new History(22);
        var (a, b) = (new CountingProjection("counting"), new CountingProjection("counting"));
        await using var first = await ReadSide.OpenAsync(history.Journal, _store.Options(7), a);
        await using var second = await ReadSide.OpenAsync(history.Journal, _store.Options(7), b);
        await first.Runner.StartAsync(default);
        await second.Runner.StartAsync(default);
        for (var cut = 0; cut < 5; cut++)
        {
            history.Go(60);
            if (cut % 2 == 0) (await first.Models.WaitForAsync(history.Journal.Head - 30, Patience)).ShouldBeTrue();
            await _store.CutAsync();
            history.Go(10);
            (await first.Models.WaitForAsync(history.Journal.Head, Patience)).ShouldBeTrue();
            (await second.Models.WaitForAsync(history.Journal.Head, Patience)).ShouldBeTrue();
        }

        (await a.CountAsync(first)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
        await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(first);
        await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(second);
    }

    /// <summary>Goes on until it has come to the end, whether it follows or has to take over.</summary>
    private static async Task FollowAsync(ReadSide side, History history)
    {
        while (side.Models.Position < history.Journal.Head)
        {
            await side.Runner.AdvanceAsync(default);
            await Task.Delay(1);
        }
    }
}
