using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Recovery;
using OrleansStore.Grains.Payments;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Silos;

/// <summary>Several silos on one journal: who comes, who goes and who dies while the shop is open.</summary>
public sealed class SilosTests
{
    private static readonly TimeSpan Payment = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Buyers_of_scarce_stock_on_all_silos_get_exactly_what_there_is()
    {
        await using var store = await SiloCluster.StartAsync();
        var rush = await Rush.BeginAsync(store, products: 4, pieces: 50);
        await rush.CheckAsync();

        // The work was everywhere, and each grain in one place.
        var checkouts = rush.All.Select(buyer => buyer.Checkout.GetGrainId()).ToHashSet();
        var places = store.Running.Select(silo => SiloCluster.CallsOf(silo).Called.Where(checkouts.Contains).ToList()).ToList();
        places.ShouldAllBe(called => called.Count > 0);
        places.SelectMany(called => called).ShouldBe(checkouts, ignoreOrder: true);
    }

    [Fact]
    public async Task Silos_killed_in_the_midst_of_purchases_cost_nothing_that_was_acknowledged()
    {
        await using var store = await SiloCluster.StartAsync(Payment);
        var first = store.Running.ToList();
        var rush = await Rush.BeginAsync(store, products: 4, pieces: 200, goAway: 4);
        foreach (var silo in first)
        {
            await rush.SoldAsync(40);
            await store.KillAsync(silo);
            await store.JoinAsync();
        }

        await rush.SoldAsync(40);
        rush.All.ShouldContain(buyer => !buyer.Unanswered.IsEmpty);
        rush.All.ShouldContain(buyer => buyer.Answer == null);
        await rush.CheckAsync();
    }

    [Fact]
    public async Task A_silo_that_is_stopped_in_order_answers_every_call_under_way()
    {
        await using var store = await SiloCluster.StartAsync(TimeSpan.FromMilliseconds(500));
        using var begun = store.Faults.Count(write => write.Target.StartsWith("checkout-", StringComparison.Ordinal));
        var leaving = store.Running[0];
        var rush = await Rush.BeginAsync(store, products: 1, pieces: Rush.Buyers, purchases: 1, somePayLater: false);
        await EventuallyAsync(() => begun.Seen == Rush.Buyers);
        rush.All.ShouldContain(buyer => SiloCluster.CallsOf(leaving).Has(buyer.Checkout));
        rush.All.ShouldAllBe(buyer => buyer.Answer == null);

        await store.StopAsync(leaving);
        await rush.Buying.WaitAsync(Limit, Ct);
        rush.All.SelectMany(buyer => buyer.Unanswered).ShouldBeEmpty();
        await store.JoinAsync();
        await rush.CheckAsync();
    }

    [Fact]
    public async Task Silos_stopped_in_order_in_the_midst_of_purchases_cost_nothing_that_was_acknowledged()
    {
        await using var store = await SiloCluster.StartAsync(Payment);
        var first = store.Running.ToList();
        var rush = await Rush.BeginAsync(store, products: 4, pieces: 200, goAway: 4);
        foreach (var silo in first)
        {
            await rush.SoldAsync(40);
            await store.StopAsync(silo);
            await store.JoinAsync();
        }

        await rush.SoldAsync(40);
        await rush.CheckAsync();
    }

    [Fact]
    public async Task The_reminder_finds_checkouts_that_a_dead_silo_left()
    {
        await using var store = await SiloCluster.StartAsync();
        var recovery = store.Grains.GetGrain<IRecoveryGrain>(0);
        await recovery.Start();
        var dying = store.SiloOf(recovery);
        var rush = default(Rush);
        using (store.Faults.Before(FateBeforeWrite.Unavailable, write => write.Target.StartsWith("order-", StringComparison.Ordinal)))
        {
            // Whoever asks is not answered, and comes no second time.
            rush = await Rush.BeginAsync(store, products: 1, pieces: Rush.Buyers, purchases: 1, goAway: 1, somePayLater: false);
            await rush.Buying;
            rush.All.ShouldAllBe(buyer => buyer.Unanswered.Count == 1);
            // The minute until the reminder is due has almost gone by.
            var reminder = (await store.Reminders.ReadRows(recovery.GetGrainId())).Reminders.ShouldHaveSingleItem();
            reminder.StartAt -= reminder.Period - TimeSpan.FromSeconds(4);
            await store.Reminders.UpsertRow(reminder);
            await store.KillAsync(dying);
        }

        await store.JoinAsync();
        store.Running.ShouldAllBe(silo => !SiloCluster.CallsOf(silo).Has(recovery));
        await EventuallyAsync(() => store.Ledger.Read().Count(e => e.State == PaymentState.Captured) == Rush.Buyers);
        SiloCluster.CallsOf(store.SiloOf(recovery)).ShouldNotBeNull();
        await rush.CheckAsync();
    }

    [Fact]
    public async Task Whoever_listens_at_a_silo_or_as_a_client_hears_of_orders_on_all_silos()
    {
        await using var store = await SiloCluster.StartAsync();
        var listeners = store.Running.Select(silo => silo.ServiceProvider.GetRequiredService<IClusterClient>()).Append(store.Client).ToList();
        var heard = await Task.WhenAll(listeners.Select(ListenAsync));
        var rush = await Rush.BeginAsync(store, products: 1, pieces: Rush.Buyers * 5);
        await rush.CheckAsync();

        var stored = new Dictionary<Guid, int>();
        foreach (var buyer in rush.All) stored[buyer.OrderId] = (await store.EventsOfAsync(StoreStreams.Of("order", buyer.OrderId)))[^1].Version;
        foreach (var signals in heard)
            await EventuallyAsync(() => stored.All(order => signals.TryGetValue(order.Key, out var version) && version == order.Value));
        // An order's events are stored, and told of, by the silo that it is on.
        store.Running.ShouldAllBe(silo => rush.All.Any(buyer => SiloCluster.CallsOf(silo).Has(buyer.Order)));
    }

    /// <summary>The newest version of each order that is heard of from now on.</summary>
    private static async Task<ConcurrentDictionary<Guid, int>> ListenAsync(IClusterClient client)
    {
        var heard = new ConcurrentDictionary<Guid, int>();
        var provider = client.GetStreamProvider(OrderStreams.Provider);
        for (var partition = 0; partition < OrderStreams.Partitions; partition++)
        {
            await provider.GetStream<OrderSignal>(OrderStreams.Partition(partition)).SubscribeAsync((signal, _) =>
            {
                heard.AddOrUpdate(signal.OrderId, signal.Version, (_, known) => Math.Max(known, signal.Version));
                return Task.CompletedTask;
            });
        }

        return heard;
    }

    private static async Task EventuallyAsync(Func<bool> holds)
    {
        for (var waited = Stopwatch.StartNew(); !holds(); await Task.Delay(5, Ct))
            waited.Elapsed.ShouldBeLessThan(Limit);
    }
}
