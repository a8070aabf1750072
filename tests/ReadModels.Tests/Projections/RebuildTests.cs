using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Storage.Sqlite;
using OrleansStore.ReadModels.Tests.Shop;
using SQLitePCL;

namespace OrleansStore.ReadModels.Tests.Projections;

/// <summary>Tables are made anew beside those that are read.</summary>
public sealed class RebuildTests(TestStores stores)
{
    [Theory]
    [MemberData(nameof(TestStores.Kinds), MemberType = typeof(TestStores))]
    public async Task A_projection_asked_to_be_rebuilt_starts_over_and_joins_the_others_again(string kind)
    {
        await using var store = await stores.OpenAsync(kind);
        var history = new History(11);
        history.Go(300);
        var counting = new CountingProjection("counting");
        await using var side = await ReadSide.OpenAsync(history.Journal, store.Options(20), counting);
        await side.CatchUpAsync();

        (await side.Runner.RebuildAsync("nonsense")).ShouldBeNull();
        var (counted, catalog) = (side.Runner.RebuildAsync("counting"), side.Runner.RebuildAsync("catalog"));
        // What goes on meanwhile is not held up, and the old rows answer.
        history.Go(30);
        await side.Runner.AdvanceAsync(default);
        var report = (await catalog)!.Rebuild!;
        (report.State, report.IsRunning).ShouldBe((RebuildState.Building, true));
        (await counted)!.Rebuild!.Position.ShouldBeLessThan(history.Journal.Head);
        side.Runner.Status.ShouldAllBe(s => s.Position > 300);
        await side.CatchUpAsync();
        await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(side);
        foreach (var name in (string[])["catalog", "counting"])
        {
            var done = await side.RebuiltAsync(name);
            (done.State, done.Equal, done.Position).ShouldBe((RebuildState.Done, (bool?)true, history.Journal.Head));
            done.Checksum.ShouldNotBeNull().Length.ShouldBe(32);
        }

        counting.Created.ShouldBe(2);
        (await counting.CountAsync(side)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
        side.Runner.Status.ShouldAllBe(s => s.Position == history.Journal.Head && s.Error == null);
        await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(side);
    }

    [Theory]
    [MemberData(nameof(TestStores.Kinds), MemberType = typeof(TestStores))]
    public async Task A_rebuild_that_cannot_be_begun_is_tried_again_ever_more_seldom_while_batches_go_on(string kind)
    {
        await using var store = await stores.OpenAsync(kind);
        var history = new History(12);
        history.Go(100);
        var counting = new CountingProjection("counting");
        await using var side = await ReadSide.OpenAsync(history.Journal, store.Options(20), counting);
        await side.CatchUpAsync();

        counting.OnCreated = () => throw new SqliteFailure(raw.SQLITE_IOERR, "asked to fail");
        var asked = side.Runner.RebuildAsync("counting");
        for (var round = 0; round < 300; round++)
        {
            if (round % 50 == 0) history.Go(5);
            await side.Runner.AdvanceAsync(default);
        }

        side.Runner.PositionOf("catalog").ShouldBe(history.Journal.Head);
        // Twice as long each time: a dozen would take minutes.
        counting.Created.ShouldBeInRange(2, 12);
        counting.OnCreated = null;
        while (side.Runner.Status.Single(s => s.Name == "counting").Rebuild?.State != RebuildState.Done)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
            await side.Runner.AdvanceAsync(default);
        }

        await asked;
        (await counting.CountAsync(side)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
    }

    [Theory]
    [MemberData(nameof(TestStores.Kinds), MemberType = typeof(TestStores))]
    public async Task A_stopped_projection_starts_again_when_it_is_rebuilt(string kind)
    {
        await using var store = await stores.OpenAsync(kind);
        var history = new History(13);
        history.Go(100);
        var (well, bad) = (new CountingProjection("well"), new CountingProjection("bad"));
        bad.OnApply = e => throw new FormatException();
        await using var side = await ReadSide.OpenWithAsync(history.Journal, store.Options(), well, bad);
        await side.CatchUpAsync();
        side.Runner.Status.Single(s => s.Name == "bad").Stopped.ShouldBeTrue();

        bad.OnApply = null;
        (await side.RebuildAsync("bad")).State.ShouldBe(RebuildState.Done);
        await side.CatchUpAsync();

        side.Runner.Status.ShouldAllBe(s => !s.Stopped && s.Error == null && s.Position == history.Journal.Head);
        (await bad.CountAsync(side)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
    }
}
