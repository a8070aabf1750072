using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Carts;
using OrleansStore.Grains.History;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Orders;
using OrleansStore.Grains.Products;
using OrleansStore.Grains.Stock;
using OrleansStore.Journal;
using OrleansStore.Silo.History;

namespace OrleansStore.Grains.Tests.History;

/// <summary>A thing as it was is what its first events come to, and what its grain said then.</summary>
public sealed class StreamHistoryTests(HistoryCluster store) : IClassFixture<HistoryCluster>
{
    /// <summary>So small that every stream is read in pieces and gone on with from remembered places.</summary>
    private static readonly HistoryLimits _limits = new() { Chunk = 3, PlaceEvery = 4 };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task As_of_any_version_a_thing_is_the_fold_of_so_many_events_and_what_its_grain_answered(int seed)
    {
        var shop = await BusyAsync(seed);
        var (orders, carts) = (new StreamHistory<OrderView>(Pasts.Orders(Dump.Codec), store.Journal, _limits), new StreamHistory<CartView>(Pasts.Carts(Dump.Codec), store.Journal, _limits));
        var (products, stocks) = (new StreamHistory<ProductView>(Pasts.Products(Dump.Codec), store.Journal, _limits), new StreamHistory<StockView>(Pasts.Stocks(Dump.Codec), store.Journal, _limits));
        var (chance, compared) = (new Random(seed), 0);
        foreach (var id in shop.Orders)
            compared += await CompareAsync<OrderState, OrderEvent, OrderView>(orders, StoreStreams.Order, id, chance, (version, s) => s.Placed ? OrderViews.Show(id, version, s) : null);
        foreach (var id in shop.Carts)
            compared += await CompareAsync<CartState, CartEvent, CartView>(carts, StoreStreams.Cart, id, chance, (version, s) => s.Exists ? CartViews.Show(id, version, s) : null);
        foreach (var id in shop.Products)
        {
            compared += await CompareAsync<ProductState, ProductEvent, ProductView>(products, StoreStreams.Product, id, chance, (version, s) => ProductViews.Show(id, version, s));
            compared += await CompareAsync<StockState, StockEvent, StockView>(stocks, StoreStreams.Stock, id, chance, (version, s) => StockViews.Show(id, version, s));
        }

        foreach (var ((category, id, version), told) in shop.Told)
        {
            object? then = category switch
            {
                StoreStreams.Order => (await orders.AtVersionAsync(id, version, Ct)).View,
                StoreStreams.Cart => (await carts.AtVersionAsync(id, version, Ct)).View,
                StoreStreams.Product => (await products.AtVersionAsync(id, version, Ct)).View,
                _ => (await stocks.AtVersionAsync(id, version, Ct)).View,
            };
            Dump.Of(then.ShouldNotBeNull()).ShouldBe(Dump.Of(told), $"{category} {id} {version}");
        }

        compared.ShouldBeGreaterThan(200, "the histories must be eventful to prove anything");
        shop.Told.Count.ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Before_it_existed_there_is_nothing_and_beyond_its_newest_version_the_newest()
    {
        var product = await store.NewProductAsync(pieces: 5);
        var history = new StreamHistory<ProductView>(Pasts.Products(Dump.Codec), store.Journal, _limits);
        (await history.AtAsync(product, Some.Now.AddDays(-1), Ct)).ShouldBe(new(product, 0, 0, default, null));
        (await history.AtVersionAsync(store.NewId(), 1, Ct)).Version.ShouldBe(0);
        (await history.AtVersionAsync(product, 99, Ct)).Version.ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task An_event_that_bears_an_earlier_time_than_the_one_before_it_does_not_bring_that_one_with_it(int placeEvery)
    {
        var (product, history) = (store.NewId(), new StreamHistory<StockView>(Pasts.Stocks(Dump.Codec), store.Journal, _limits with { PlaceEvery = placeEvery }));
        var stream = StoreStreams.Of(StoreStreams.Stock, product);
        foreach (var (second, version) in new[] { 0, 10, 5, 20 }.Select((s, i) => (s, i)))
        {
            var (type, payload) = Dump.Codec.Write(new StockReceived(1));
            await store.Journal.AppendAsync(stream, version, [new(store.NewId(), type, store.NewId(), store.NewId(), Actors.System, Some.Now.AddSeconds(second), payload)]);
        }

        // From remembered places as from the start.
        foreach (var _ in new[] { "cold", "warm" })
        {
            (await history.AtAsync(product, Some.Now.AddSeconds(5), Ct)).Version.ShouldBe(1);
            (await history.AtAsync(product, Some.Now.AddSeconds(10), Ct)).Version.ShouldBe(3);
            (await history.AtAsync(product, Some.Now.AddSeconds(19), Ct)).Version.ShouldBe(3);
            (await history.NewestAsync(product, Ct)).View!.Received.ShouldBe(4);
        }
    }

    /// <summary>At every version, at a random one again, and at random times; page by page too.</summary>
    private async Task<int> CompareAsync<TState, TEvent, TView>(
        StreamHistory<TView> history, string category, Guid id, Random chance, Func<int, TState, TView?> show)
        where TState : class, IAggregate<TState, TEvent>
        where TEvent : class
        where TView : class
    {
        var events = await store.EventsOfAsync(StoreStreams.Of(category, id));
        for (var i = 0; i < events.Count; i++)
        {
            var n = i % 2 == 0 ? i + 1 : chance.Next(1, events.Count + 1);
            var seen = await history.AtVersionAsync(id, n, Ct);
            (seen.Version, seen.Position, seen.At).ShouldBe((n, events[n - 1].Position, events[n - 1].Time));
            Text(seen.View).ShouldBe(Text(show(n, Fold<TState, TEvent>(events.Take(n)))), $"{category} {id} version {n}");

            var time = events[0].Time.AddSeconds(chance.Next(-10, (int)(events[^1].Time - events[0].Time).TotalSeconds + 30));
            var until = events.TakeWhile(e => e.Time <= time).ToList();
            var asOf = await history.AtAsync(id, time, Ct);
            asOf.Version.ShouldBe(until.Count, $"{category} {id} as of {time:O}");
            Text(asOf.View).ShouldBe(until.Count == 0 ? "" : Text(show(until.Count, Fold<TState, TEvent>(until))));
        }

        var (steps, size) = (new List<HistoryStep<TView>>(), chance.Next(1, 7));
        while (await history.StepsAsync(id, steps.Count, size, Ct) is { Count: > 0 } page) steps.AddRange(page);
        steps.Select(s => s.Stored.EventId).ShouldBe(events.Select(e => e.EventId));
        foreach (var (step, n) in steps.Select((s, i) => (s, i + 1)))
        {
            Text(step.After).ShouldBe(Text(show(n, Fold<TState, TEvent>(events.Take(n)))));
            if (n > 1) Text(step.Before).ShouldBe(Text(steps[n - 2].After));
        }

        return events.Count;
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<BusyShop> BusyAsync(int seed)
    {
        var shop = new BusyShop(store, seed);
        await shop.OpenAsync();
        for (var i = 0; i < 400; i++) await shop.StepAsync();
        // Marks that nobody waits for.
        await store.DeactivateAllAsync();
        return shop;
    }

    private static TState Fold<TState, TEvent>(IEnumerable<StoredEvent> events)
        where TState : class, IAggregate<TState, TEvent>
        where TEvent : class => events.Aggregate(TState.Initial, (state, e) =>
            TState.Evolve(state, (TEvent)Dump.Codec.Read(e), new EventMeta(e.CausationId, e.CorrelationId, e.Actor, e.Time)));

    private static string Text(object? view) => view is null ? "" : Dump.Of(view);
}
