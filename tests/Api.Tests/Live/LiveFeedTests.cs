using System.Runtime.InteropServices;
using OrleansStore.Api.Live;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Api.Tests.Live;

public sealed class LiveFeedTests
{
    private static readonly Guid Customer = Guid.CreateVersion7();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_watcher_gets_the_past_and_then_each_new_version_once_in_order()
    {
        await using var node = await LiveNode.StartAsync();
        var order = node.Place();
        node.Change(order, 4);
        using var watch = node.Feed.WatchOrder(order, 0, Ct);

        Versions(await watch.TakeAsync(5)).ShouldBe(Enumerable.Range(1, 5));
        for (var version = 6; version <= 10; version++)
        {
            node.Change(order);
            Versions(await watch.TakeAsync(1)).ShouldBe([version]);
        }
    }

    [Fact]
    public async Task A_listener_that_cannot_make_out_an_event_keeps_nobody_from_the_next()
    {
        await using var node = await LiveNode.StartAsync(listeners: new Bewildered());
        var order = node.Place();
        using var watch = node.Feed.WatchOrder(order, 0, Ct);
        await watch.TakeAsync(1);
        node.Change(order, 3);
        Versions(await watch.TakeAsync(3)).ShouldBe([2, 3, 4]);
    }

    [Fact]
    public async Task A_watcher_resumes_after_the_version_it_has_seen()
    {
        await using var node = await LiveNode.StartAsync();
        var order = node.Place();
        node.Change(order, 9);
        using var watch = node.Feed.WatchOrder(order, 7, Ct);

        Versions(await watch.TakeAsync(3)).ShouldBe([8, 9, 10]);
        node.Change(order);
        Versions(await watch.TakeAsync(1)).ShouldBe([11]);
    }

    [Fact]
    public async Task A_lost_signal_is_noticed_by_the_next_comparison_with_the_head()
    {
        await using var node = await LiveNode.StartAsync();
        var order = node.Place();
        using var watch = node.Feed.WatchOrder(order, 1, Ct);
        var next = watch.NextAsync().AsTask();

        node.Signals.Lost = true;
        node.Change(order);
        node.Time.Advance(new LiveLimits().Comparison - TimeSpan.FromTicks(1));
        next.IsCompleted.ShouldBeFalse();
        node.Time.Advance(TimeSpan.FromTicks(1));

        Versions(await next.WaitAsync(Patience.Limit, Ct)).ShouldBe([2]);
    }

    [Fact]
    public async Task A_slow_watcher_has_nothing_queued_and_still_misses_nothing()
    {
        var limits = new LiveLimits { RecentOfOrder = 4, Batch = 10 };
        await using var node = await LiveNode.StartAsync(limits);
        var order = node.Place();
        using var slow = node.Feed.WatchOrder(order, 0, Ct);
        using var quick = node.Feed.WatchOrder(order, 0, Ct);
        await slow.TakeAsync(1);

        node.Change(order, 500);
        Versions(await quick.TakeAsync(501)).ShouldBe(Enumerable.Range(1, 501));
        var batch = await slow.NextAsync();

        batch.Count.ShouldBeLessThanOrEqualTo(limits.Batch);
        Versions([.. batch, .. await slow.TakeAsync(500 - batch.Count)]).ShouldBe(Enumerable.Range(2, 500));
    }

    [Fact]
    public async Task What_is_internal_is_told_to_those_who_run_the_shop_only_live_and_later()
    {
        await using var node = await LiveNode.StartAsync();
        var order = node.Place(Customer);
        using var buyer = node.Feed.WatchOrder(order, 0, Ct);
        using var customer = node.Feed.WatchCustomer(Customer, 0, Ct);
        using var administrator = node.Feed.WatchOrder(order, 0, Ct, withInternal: true);
        using var all = node.Feed.WatchAll(0, Ct);
        for (var i = 0; i < 3; i++) node.Append(order, new OrderNoteAdded("psst", IsInternal: true), new OrderNoteAdded("hello", IsInternal: false));

        int[] shown = [1, 3, 5, 7];
        Versions(await buyer.TakeAsync(4)).ShouldBe(shown);
        Versions(await customer.TakeAsync(4)).ShouldBe(shown);
        Versions(await administrator.TakeAsync(7)).ShouldBe(Enumerable.Range(1, 7));
        Versions(await all.TakeAsync(7)).ShouldBe(Enumerable.Range(1, 7));
        using var later = node.Feed.WatchOrder(order, 1, Ct);
        using var customerLater = node.Feed.WatchCustomer(Customer, 0, Ct);
        Versions(await later.TakeAsync(3)).ShouldBe(shown[1..]);
        Versions(await customerLater.TakeAsync(4)).ShouldBe(shown);
    }

    [Fact]
    public async Task A_customer_is_told_of_all_of_its_orders_and_of_no_other_in_global_order()
    {
        await using var node = await LiveNode.StartAsync();
        using var watch = node.Feed.WatchCustomer(Customer, 0, Ct);
        var mine = new[] { node.Place(Customer), node.Place(Customer) };
        var other = node.Place(Guid.CreateVersion7());
        for (var i = 0; i < 5; i++)
        {
            node.Change(mine[0]);
            node.Change(other);
            node.Change(mine[1]);
        }

        var live = await watch.TakeAsync(12);
        using var late = node.Feed.WatchCustomer(Customer, live[3].Update.Position, Ct);
        var past = await late.TakeAsync(8);

        live.ShouldAllBe(u => mine.Contains(u.Update.OrderId));
        Positions(live).ShouldBeInOrder();
        Positions(live).ShouldBeUnique();
        foreach (var order in mine) Versions(live.Where(u => u.Update.OrderId == order)).ShouldBe(Enumerable.Range(1, 6));
        Positions(past).ShouldBe(Positions(live).Skip(4));
    }

    [Fact]
    public async Task All_orders_can_be_followed_from_now_on_or_from_a_position()
    {
        await using var node = await LiveNode.StartAsync();
        var orders = new[] { node.Place(), node.Place() };
        using var now = node.Feed.WatchAll(-1, Ct);
        using var start = node.Feed.WatchAll(0, Ct);
        var first = now.NextAsync().AsTask();
        node.Change(orders[1]);
        node.Change(orders[0]);

        Positions([.. await first.WaitAsync(Patience.Limit, Ct)]).First().ShouldBe(3);
        Positions(await start.TakeAsync(4)).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task Watchers_of_one_order_share_one_update_decoded_once()
    {
        const int watchers = 100;
        await using var node = await LiveNode.StartAsync();
        var order = node.Place();
        await node.CaughtUpAsync();
        var watches = Enumerable.Range(0, watchers).Select(_ => node.Feed.WatchOrder(order, 1, Ct)).ToList();
        node.Change(order);
        foreach (var watch in watches) Versions(await watch.TakeAsync(1)).ShouldBe([2]);
        await node.CaughtUpAsync();
        node.Orders.Decoded.ShouldBe(1);
        var pastReads = node.Orders.PastReads;

        var nexts = watches.Select(w => w.NextAsync().AsTask()).ToList();
        node.Change(order);
        var updates = new List<LiveUpdate>();
        foreach (var next in nexts) updates.Add((await next.WaitAsync(Patience.Limit, Ct)).ShouldHaveSingleItem());

        updates.ShouldAllBe(u => ReferenceEquals(u, updates[0]));
        updates[0].Update.Version.ShouldBe(3);
        node.Orders.Decoded.ShouldBe(2);
        node.Orders.PastReads.ShouldBe(pastReads);
        foreach (var watch in watches) watch.Dispose();
    }

    [Fact]
    public void An_update_is_encoded_once_however_many_send_it_at_the_same_time()
    {
        const int senders = 4;
        for (var i = 0; i < 200; i++)
        {
            var update = new LiveUpdate(new(Guid.NewGuid(), null, "order.paid", i, i, OrderStatus.Paid, PaymentStatus.Captured, DateTimeOffset.UnixEpoch));
            using var start = new Barrier(senders);
            var frames = new byte[senders][];
            var threads = Enumerable.Range(0, senders).Select(n => new Thread(() =>
            {
                start.SignalAndWait();
                MemoryMarshal.TryGetArray(n % 2 == 0 ? update.SocketFrame : update.EventFrame, out var frame);
                frames[n] = frame.Array!;
            })).ToList();
            threads.ForEach(t => t.Start());
            threads.ForEach(t => t.Join());

            frames[0].ShouldBeSameAs(frames[2]);
            frames[1].ShouldBeSameAs(frames[3]);
        }
    }

    [Fact]
    public async Task Only_orders_that_are_watched_are_decoded()
    {
        await using var node = await LiveNode.StartAsync();
        var orders = Enumerable.Range(0, 10).Select(_ => node.Place()).ToArray();
        await node.CaughtUpAsync();
        using var watch = node.Feed.WatchOrder(orders[3], 1, Ct);
        foreach (var order in orders) node.Change(order);

        Versions(await watch.TakeAsync(1)).ShouldBe([2]);
        await node.CaughtUpAsync();
        node.Orders.Decoded.ShouldBe(1);
    }

    [Fact]
    public async Task Nothing_is_read_or_decoded_while_nobody_listens()
    {
        await using var node = await LiveNode.StartAsync();
        var order = node.Place();
        node.Change(order, 50);
        await Patience.UntilAsync(() => node.Tail.Position == 51, () => node.Time.Advance(TimeSpan.FromSeconds(1)));

        node.Orders.Decoded.ShouldBe(0);
        node.Topics.AnyWatched.ShouldBeFalse();
    }

    [Fact]
    public async Task A_journal_that_cannot_be_read_for_a_while_costs_no_update()
    {
        var faults = new Unreadable();
        await using var node = await LiveNode.StartAsync(faults: faults);
        var order = node.Place();
        using var watch = node.Feed.WatchOrder(order, 0, Ct);
        await watch.TakeAsync(1);

        var next = watch.NextAsync().AsTask();
        faults.FailsAll = true;
        var before = faults.FailedTail;
        node.Change(order, 3);
        await Patience.UntilAsync(() => faults.FailedTail > before, () => node.Time.Advance(TimeSpan.FromSeconds(1)));
        faults.FailsAll = false;
        node.Time.Advance(TimeSpan.FromSeconds(1));

        var updates = (await next.WaitAsync(Patience.Limit, Ct)).ToList();
        if (updates.Count < 3) updates.AddRange(await watch.TakeAsync(3 - updates.Count));
        Versions(updates).ShouldBe([2, 3, 4]);
    }

    [Fact]
    public async Task A_quiet_subscription_hears_a_heartbeat()
    {
        var limits = new LiveLimits();
        await using var node = await LiveNode.StartAsync(limits);
        var order = node.Place();
        using var watch = node.Feed.WatchOrder(order, 1, Ct, heartbeat: true);
        var next = watch.NextAsync().AsTask();
        node.Time.Advance(limits.Heartbeat);

        (await next.WaitAsync(Patience.Limit, Ct)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_subscription_ends_and_leaves_nothing_behind()
    {
        await using var node = await LiveNode.StartAsync();
        var order = node.Place(Customer);
        using var leaving = new CancellationTokenSource();
        var watches = new[]
        {
            node.Feed.WatchOrder(order, 1, leaving.Token), node.Feed.WatchCustomer(Customer, -1, leaving.Token), node.Feed.WatchAll(-1, leaving.Token),
        };
        var nexts = watches.Select(w => w.NextAsync().AsTask()).ToList();
        node.Topics.AnyWatched.ShouldBeTrue();
        await leaving.CancelAsync();

        foreach (var next in nexts) await Should.ThrowAsync<OperationCanceledException>(() => next.WaitAsync(Patience.Limit, Ct));
        foreach (var watch in watches) watch.Dispose();
        node.Topics.AnyWatched.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whoever_comes_and_goes_while_signals_get_lost_sees_every_update_once_in_order(int seed)
    {
        const int orders = 5;
        const int changes = 300;
        var limits = new LiveLimits { RecentOfOrder = 4, RecentOfCustomer = 8, RecentOfAll = 16, Batch = 7, TailPage = 11 };
        await using var node = await LiveNode.StartAsync(limits);
        var placed = Enumerable.Range(0, orders).Select(_ => node.Place(Customer)).ToArray();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        var clock = TickAsync(node, stop.Token);

        var followers = Enumerable.Range(0, 12).Select(i => FollowAsync(node, placed, changes, new Random((seed * 100) + i), i)).ToList();
        var chance = new Random(seed);
        for (var i = 0; i < orders * changes; i++)
        {
            node.Signals.Lost = chance.Next(4) == 0;
            node.Change(placed[i % orders]);
            if (chance.Next(20) == 0) await Task.Yield();
        }

        await Task.WhenAll(followers).WaitAsync(Patience.Limit, Ct);
        await stop.CancelAsync();
        await clock;
    }

    private static async Task TickAsync(LiveNode node, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            node.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, CancellationToken.None);
        }
    }

    /// <summary>Follows to the end, leaving and coming back at its cursor now and then.</summary>
    private static async Task FollowAsync(LiveNode node, Guid[] placed, int changes, Random chance, int kind)
    {
        await Task.Yield();
        var order = placed[kind % placed.Length];
        var wide = kind % 3 != 0;
        var seen = new List<long>();
        var expected = wide ? placed.Length * (changes + 1) : changes + 1;
        while (seen.Count < expected)
        {
            var cursor = seen.Count == 0 ? 0 : seen[^1];
            using var watch = (kind % 3) switch
            {
                0 => node.Feed.WatchOrder(order, (int)cursor, Ct),
                1 => node.Feed.WatchCustomer(Customer, cursor, Ct),
                _ => node.Feed.WatchAll(cursor, Ct),
            };
            for (var stay = chance.Next(1, 60); stay > 0 && seen.Count < expected; stay--)
                foreach (var update in await watch.NextAsync()) seen.Add(wide ? update.Update.Position : update.Update.Version);
        }

        seen.ShouldBe(Enumerable.Range(1, expected).Select(i => (long)i));
    }

    private static IEnumerable<int> Versions(IEnumerable<LiveUpdate> updates) => updates.Select(u => u.Update.Version);

    private static IEnumerable<long> Positions(IEnumerable<LiveUpdate> updates) => updates.Select(u => u.Update.Position);

    /// <summary>Lets reads of the global order fail.</summary>
    private sealed class Unreadable : IJournalFaultPlan
    {
        public FateBeforeWrite BeforeWrite(JournalWrite write) => FateBeforeWrite.GoOn;

        public FateAfterWrite AfterWrite(JournalWrite write) => FateAfterWrite.GoOn;

        public volatile bool FailsAll;

        public int FailedTail;

        public bool FailsRead(string? stream)
        {
            if (!FailsAll || stream is not null) return false;
            Interlocked.Increment(ref FailedTail);
            return true;
        }
    }

    private sealed class Bewildered : IJournalListener
    {
        public bool Listens => true;

        public void On(StoredEvent stored) => throw new UnknownEventException(stored.Type);

        public void On(LiveUpdate update) => throw new InvalidOperationException("What is this?");
    }
}
