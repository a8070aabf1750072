using OrleansStore.Contracts;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Storage;
using OrleansStore.ReadModels.Storage.Sqlite;
using OrleansStore.ReadModels.Tests.Shop;
using SQLitePCL;

namespace OrleansStore.ReadModels.Tests.Projections;

public sealed class ProjectionRunnerTests(TestStores stores) : IDisposable
{
    private readonly TempFile _file = new();

    public void Dispose() => _file.Dispose();

    [Theory]
    [InlineData("sqlite", 1)]
    [InlineData("sqlite", 2)]
    [InlineData("sqlite", 3)]
    [InlineData("sqlite", 4)]
    [InlineData("sqlite", 5)]
    [InlineData("sqlite", 6)]
    [InlineData("postgres", 1)]
    [InlineData("postgres", 2)]
    [InlineData("postgres", 3)]
    [InlineData("postgres", 4)]
    [InlineData("postgres", 5)]
    [InlineData("postgres", 6)]
    public async Task Every_event_takes_effect_once_over_restarts_and_failures_at_any_point(string kind, int seed)
    {
        await using var store = await stores.OpenAsync(kind);
        var chance = new Random(seed);
        var history = new History(seed);
        for (var life = 0; life < 12; life++)
        {
            var counting = new CountingProjection("counting");
            await using var side = await ReadSide.OpenAsync(history.Journal, store.Options(chance.Next(1, 40)), counting);
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
        await using var end = await ReadSide.OpenAsync(history.Journal, store.Options(), last);
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

    [Theory]
    [MemberData(nameof(TestStores.Kinds), MemberType = typeof(TestStores))]
    public async Task Rows_made_from_another_journal_are_built_anew(string kind)
    {
        await using var store = await stores.OpenAsync(kind);
        var (first, second) = (new History(9), new History(10));
        first.Go(300);
        second.Go(400);
        await using (await ReadSide.CaughtUpAsync(first.Journal, store.Options()))
        {
        }

        await using var side = await ReadSide.CaughtUpAsync(second.Journal, store.Options());
        await Expected.Of(second.Journal).ShouldBeWhatIsSaidBy(side);
    }

    [Fact]
    public async Task Another_shape_of_rows_rebuilds_that_projection_alone()
    {
        await using var store = await stores.OpenAsync("sqlite");
        var history = new History();
        history.Go(200);
        await using (var before = await ReadSide.OpenAsync(history.Journal, store.Options(), new CountingProjection("a"), new CountingProjection("b")))
            await before.CatchUpAsync();

        var (a, b) = (new CountingProjection("a", schemaVersion: 2), new CountingProjection("b"));
        await using var side = await ReadSide.OpenAsync(history.Journal, store.Options(30), a, b);
        side.Runner.Status.ShouldContain(s => s.Name == "a" && s.Position == 0);
        history.Go(50);
        await side.CatchUpAsync();

        (a.Created, b.Created).ShouldBe((1, 0));
        (await a.CountAsync(side)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
        (await b.CountAsync(side)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
    }

    [Fact]
    public async Task Another_shape_of_shared_rows_is_made_beside_those_that_are_in_use_and_what_nobody_uses_goes()
    {
        await using var store = await stores.OpenAsync("postgres");
        var history = new History();
        history.Go(200);
        var (old, changed) = (new CountingProjection("a"), new CountingProjection("a", schemaVersion: 2));
        await using (var before = await ReadSide.OpenAsync(history.Journal, store.Options(), old))
        {
            await before.CatchUpAsync();
            await using var after = await ReadSide.OpenAsync(history.Journal, store.Options(), changed);
            await after.CatchUpAsync();
            history.Go(50);
            await before.CatchUpAsync();
            await after.CatchUpAsync();
            (await old.CountAsync(before)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
            (await changed.CountAsync(after)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
            (await SchemasAsync(after)).ShouldBe(2);
        }

        await using var next = await ReadSide.OpenAsync(history.Journal, store.Options(), new CountingProjection("a", schemaVersion: 2));
        await next.Database.OnWriterAsync(next.Database.Tidy);
        // One look is not enough: between two of its writers a version that is in use has none.
        (await SchemasAsync(next)).ShouldBe(2);
        // The server may take a moment to notice that the sessions are gone.
        for (var tries = 0; tries < 100 && await SchemasAsync(next) > 1; tries++)
        {
            await Task.Delay(20);
            await next.Database.OnWriterAsync(next.Database.Tidy);
        }

        (await SchemasAsync(next)).ShouldBe(1);
        await Expected.Of(history.Journal).ShouldBeWhatIsSaidBy(next);

        static ValueTask<long> SchemasAsync(ReadSide side) => side.Database.ReadRowsAsync(
            c =>
            {
                var row = c.Statement("SELECT count(*) FROM pg_namespace WHERE starts_with(nspname::text, 'read_')");
                row.Step();
                var count = row.Int64(0);
                row.Reset();
                return count;
            },
            default);
    }

    [Theory]
    [InlineData("sqlite", true)]
    [InlineData("sqlite", false)]
    [InlineData("postgres", true)]
    [InlineData("postgres", false)]
    public async Task A_poison_event_stops_only_its_projection_right_before_it_and_says_where(string kind, bool unreadable)
    {
        await using var store = await stores.OpenAsync(kind);
        var history = new History(12);
        history.Go(200);
        // One cannot be read; the other is of an order that was never placed, which shows when its row is written.
        var poison = unreadable
            ? history.AppendBroken(StoreStreams.Order, History.Id(1), "order.paid.v1")
            : history.Append(StoreStreams.Order, History.Id(1), new Contracts.Orders.OrderPaid("p", "card", 1, true));
        history.Go(200);
        var counting = new CountingProjection("counting");
        await using var side = await ReadSide.OpenAsync(history.Journal, store.Options(), counting);
        await side.CatchUpAsync();

        // Who buys together what was paid for is told by paid orders alone, and this one was never placed.
        string[] takers = unreadable ? ["orders", "analytics", "recommendations"] : ["orders", "analytics"];
        foreach (var taker in side.Runner.Status.Where(s => takers.Contains(s.Name)))
        {
            taker.Stopped.ShouldBeTrue();
            taker.Position.ShouldBe(poison - 1);
            taker.Error.ShouldNotBeNull().ShouldContain($"position {poison} (order.paid.v1");
        }

        var others = side.Runner.Status.Where(s => !takers.Contains(s.Name)).ToList();
        others.ShouldAllBe(s => !s.Stopped && s.Error == null && s.Position == history.Journal.Head);
        (await counting.CountAsync(side)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
        side.Models.Position.ShouldBe(poison - 1);
        // Reads of the others do not wait for it, and who reads the stopped one is told at once.
        var now = TimeSpan.FromMinutes(5);
        (await side.Models.WaitForAsync(history.Journal.Head, now)).ShouldBeTrue();
        (await side.Models.WaitForAsync(ReadModelNames.Catalog, history.Journal.Head, now)).ShouldBeTrue();
        (await side.Models.WaitForAsync(ReadModelNames.Orders, poison - 1, now)).ShouldBeTrue();
        (await side.Models.WaitForAsync(ReadModelNames.Orders, poison, now)).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(TestStores.Kinds), MemberType = typeof(TestStores))]
    public async Task Rows_that_cannot_be_written_stop_only_their_projection(string kind)
    {
        await using var store = await stores.OpenAsync(kind);
        var history = new History(14);
        history.Go(100);
        var (well, bad) = (new CountingProjection("well"), new CountingProjection("bad"));
        bad.OnFlushed = () => throw new SqliteFailure(raw.SQLITE_CONSTRAINT, "asked to fail");
        await using var side = await ReadSide.OpenWithAsync(history.Journal, store.Options(), bad, well);
        await side.CatchUpAsync();

        side.Runner.Status.Single(s => s.Name == "bad").Stopped.ShouldBeTrue();
        (await bad.CountAsync(side)).ShouldBe(0);
        (await well.CountAsync(side)).ShouldBe(CountingProjection.Wanted(history.Journal.Events));
    }

    [Theory]
    [MemberData(nameof(TestStores.Kinds), MemberType = typeof(TestStores))]
    public async Task Rows_are_the_same_however_the_events_fall_into_batches(string kind)
    {
        await using var store = await stores.OpenAsync(kind);
        await using var otherStore = await stores.OpenAsync(kind);
        var history = new History(61);
        history.Go(600);
        await using var oneByOne = await ReadSide.CaughtUpAsync(history.Journal, store.Options(1));
        await using var atOnce = await ReadSide.CaughtUpAsync(history.Journal, otherStore.Options(ReadModelLimits.BatchSize));
        foreach (var source in oneByOne.Sources)
        {
            var projection = source.Make();
            var (few, many) = (await ChecksumAsync(oneByOne), await ChecksumAsync(atOnce));
            few.ShouldBe(many, projection.Name);

            ValueTask<string> ChecksumAsync(ReadSide side) => side.Database.ReadAsync(projection.Name, tables => TableChecksums.Of(tables, projection.Tables));
        }
    }

    [Fact]
    public async Task Events_that_concern_nobody_cost_no_commit_until_they_are_many()
    {
        await using var store = await stores.OpenAsync("sqlite");
        var history = new History();
        for (var i = 0; i < ReadModelLimits.UnsavedPositions - 1; i++) history.Append("cart", History.Id(i), new Contracts.Carts.CartClosed(History.Id(1)));
        await using var side = await ReadSide.CaughtUpAsync(history.Journal, store.Options());
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

    [Theory]
    [MemberData(nameof(TestStores.Kinds), MemberType = typeof(TestStores))]
    public async Task A_stopped_host_stops_the_loop_and_a_rebuild_wakes_an_idle_one(string kind)
    {
        await using var store = await stores.OpenAsync(kind);
        var history = new History();
        history.Go(100);
        var counting = new CountingProjection("counting");
        await using var side = await ReadSide.OpenAsync(history.Journal, store.Options(), counting);
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
