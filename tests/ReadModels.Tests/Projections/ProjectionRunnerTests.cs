using OrleansStore.Contracts;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Storage;
using OrleansStore.ReadModels.Storage.Sqlite;
using OrleansStore.ReadModels.Tests.Shop;
using SQLitePCL;

namespace OrleansStore.ReadModels.Tests.Projections;

public sealed class ProjectionRunnerTests : IDisposable
{
    private readonly TempFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Every_event_takes_effect_once_over_restarts_and_failures_at_any_point(int seed)
    {
        var chance = new Random(seed);
        var history = new History(seed);
        for (var life = 0; life < 12; life++)
        {
            var counting = new CountingProjection("counting");
            await using var side = await ReadSide.OpenAsync(history.Journal, _file.Options(chance.Next(1, 40)), counting);
            counting.Created.ShouldBe(life == 0 ? 1 : 0);
            for (var step = chance.Next(6); step > 0; step--)
            {
                history.Go(chance.Next(40));
                // Rows are written, the commit is not: they must be gone, and come again once.
                if (chance.Next(3) == 0) counting.OnFlushed = () => throw new SqliteFailure(raw.SQLITE_IOERR, "asked to fail");
                try
                {
                    await side.Runner.AdvanceAsync(default);
                }
                catch (SqliteFailure)
                {
                    counting.OnFlushed = null;
                }
            }
        }

        var last = new CountingProjection("counting");
        await using var end = await ReadSide.OpenAsync(history.Journal, _file.Options(), last);
        await end.CatchUpAsync();
        last.Created.ShouldBe(0);
        (await last.CountAsync(end)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
        await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(end);
    }

    [Fact]
    public async Task A_deleted_file_is_built_anew()
    {
        var history = new History(7);
        history.Go(300);
        await using (await ReadSide.CaughtUpAsync(history.Journal, _file.Options()))
        {
        }

        File.Delete(_file.FilePath);
        await using var side = await ReadSide.CaughtUpAsync(history.Journal, _file.Options());
        await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(side);
    }

    [Fact]
    public async Task A_damaged_file_is_built_anew()
    {
        var history = new History(8);
        history.Go(300);
        await File.WriteAllTextAsync(_file.FilePath, new string('x', 10_000), TestContext.Current.CancellationToken);
        await using var side = await ReadSide.CaughtUpAsync(history.Journal, _file.Options());
        await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(side);
    }

    [Fact]
    public async Task Rows_made_from_another_journal_are_built_anew()
    {
        var (first, second) = (new History(9), new History(10));
        first.Go(300);
        second.Go(400);
        await using (await ReadSide.CaughtUpAsync(first.Journal, _file.Options()))
        {
        }

        await using var side = await ReadSide.CaughtUpAsync(second.Journal, _file.Options());
        await Expected.Of(second.Journal).ShouldBeWhatIsSaidBy(side);
    }

    [Fact]
    public async Task Another_shape_of_rows_rebuilds_that_projection_alone()
    {
        var history = new History();
        history.Go(200);
        await using (var before = await ReadSide.OpenAsync(history.Journal, _file.Options(), new CountingProjection("a"), new CountingProjection("b")))
            await before.CatchUpAsync();

        var (a, b) = (new CountingProjection("a", schemaVersion: 2), new CountingProjection("b"));
        await using var side = await ReadSide.OpenAsync(history.Journal, _file.Options(30), a, b);
        side.Runner.Status.ShouldContain(s => s.Name == "a" && s.Position == 0);
        history.Go(50);
        await side.CatchUpAsync();

        (a.Created, b.Created).ShouldBe((1, 0));
        (await a.CountAsync(side)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
        (await b.CountAsync(side)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
    }

    [Fact]
    public async Task A_projection_asked_to_be_rebuilt_starts_over_and_joins_the_others_again()
    {
        var history = new History(11);
        history.Go(300);
        var counting = new CountingProjection("counting");
        await using var side = await ReadSide.OpenAsync(history.Journal, _file.Options(20), counting);
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
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_poison_event_stops_only_its_projection_right_before_it_and_says_where(bool unreadable)
    {
        var history = new History(12);
        history.Go(200);
        // One cannot be read; the other is of an order that was never placed, which shows when its row is written.
        var poison = unreadable
            ? history.AppendBroken(StoreStreams.Order, History.Id(1), "order.paid.v1")
            : history.Append(StoreStreams.Order, History.Id(1), new Contracts.Orders.OrderPaid("p", "card", 1, true));
        history.Go(200);
        var counting = new CountingProjection("counting");
        await using var side = await ReadSide.OpenAsync(history.Journal, _file.Options(), counting);
        await side.CatchUpAsync();

        var orders = side.Runner.Status.Single(s => s.Name == "orders");
        orders.Stopped.ShouldBeTrue();
        orders.Position.ShouldBe(poison - 1);
        orders.Error.ShouldNotBeNull().ShouldContain($"position {poison} (order.paid.v1");
        var others = side.Runner.Status.Where(s => s.Name != "orders").ToList();
        others.ShouldAllBe(s => !s.Stopped && s.Error == null && s.Position == history.Journal.Head);
        (await counting.CountAsync(side)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
        side.Models.Position.ShouldBe(poison - 1);
    }

    [Fact]
    public async Task A_stopped_projection_starts_again_when_it_is_rebuilt()
    {
        var history = new History(13);
        history.Go(100);
        var (well, bad) = (new CountingProjection("well"), new CountingProjection("bad"));
        bad.OnApply = e => throw new FormatException();
        await using var side = await ReadSide.OpenWithAsync(history.Journal, _file.Options(), well, bad);
        await side.CatchUpAsync();
        side.Runner.Status.Single(s => s.Name == "bad").Stopped.ShouldBeTrue();

        bad.OnApply = null;
        (await side.RebuildAsync("bad")).State.ShouldBe(RebuildState.Done);
        await side.CatchUpAsync();

        side.Runner.Status.ShouldAllBe(s => !s.Stopped && s.Error == null && s.Position == history.Journal.Head);
        (await bad.CountAsync(side)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
    }

    [Fact]
    public async Task Rows_that_cannot_be_written_stop_only_their_projection()
    {
        var history = new History(14);
        history.Go(100);
        var (well, bad) = (new CountingProjection("well"), new CountingProjection("bad"));
        bad.OnFlushed = () => throw new SqliteFailure(raw.SQLITE_CONSTRAINT, "asked to fail");
        await using var side = await ReadSide.OpenWithAsync(history.Journal, _file.Options(), bad, well);
        await side.CatchUpAsync();

        side.Runner.Status.Single(s => s.Name == "bad").Stopped.ShouldBeTrue();
        (await bad.CountAsync(side)).ShouldBe(0);
        (await well.CountAsync(side)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
    }

    [Fact]
    public async Task Events_that_concern_nobody_cost_no_commit_until_they_are_many()
    {
        var history = new History();
        for (var i = 0; i < ReadModelLimits.UnsavedPositions - 1; i++) history.Append("cart", History.Id(i), new Contracts.Carts.CartClosed(History.Id(1)));
        await using var side = await ReadSide.CaughtUpAsync(history.Journal, _file.Options());
        (await Saved()).ShouldBe(0);
        history.Append("cart", History.Id(77_777), new Contracts.Carts.CartClosed(History.Id(1)));
        await side.CatchUpAsync();
        (await Saved()).ShouldBe(history.Journal.Head);

        ValueTask<long> Saved() => side.Database.ReadRowsAsync(c => ProjectionTable.Read(c).Single(g => g.Projection == "catalog").Position, default);
    }

    [Fact]
    public async Task The_running_loop_takes_in_what_is_appended()
    {
        var history = new History();
        await using var side = await ReadSide.OpenAsync(history.Journal);
        await side.Runner.StartAsync(default);
        for (var i = 0; i < 5; i++)
        {
            history.Go(40);
            (await side.Models.WaitForAsync(history.Journal.Head, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).ShouldBeTrue();
            await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(side);
        }

        await side.Runner.StopAsync(default);
    }

    [Fact]
    public async Task The_running_loop_outlives_a_journal_that_cannot_be_read_and_shows_it()
    {
        var history = new History();
        await using var side = await ReadSide.OpenAsync(history.Journal);
        await side.Runner.StartAsync(default);
        history.Journal.Unreadable = true;
        history.Go(40);
        while (Volatile.Read(ref history.Journal.FailedReads) < 2) await Task.Yield();
        while (side.Runner.Status.Any(s => s.Error is null)) await Task.Yield();

        history.Journal.Unreadable = false;
        (await side.Models.WaitForAsync(history.Journal.Head, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken)).ShouldBeTrue();
        while (side.Runner.Status.Any(s => s.Error is not null)) await Task.Yield();
        side.Runner.Status.ShouldAllBe(s => !s.Stopped);
    }

    [Fact]
    public async Task A_stopped_host_stops_the_loop_and_a_rebuild_wakes_an_idle_one()
    {
        var history = new History();
        history.Go(100);
        var counting = new CountingProjection("counting");
        await using var side = await ReadSide.OpenAsync(history.Journal, _file.Options(), counting);
        await side.Runner.StartAsync(default);
        await side.Models.WaitForAsync(history.Journal.Head, TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        await side.Runner.RebuildAsync("counting");
        while (counting.Created < 2 || side.Models.Position < history.Journal.Head) await Task.Yield();
        await side.Runner.StopAsync(default);

        var end = history.Journal.Head;
        history.Go(100);
        side.Models.Position.ShouldBe(end);
    }
}
