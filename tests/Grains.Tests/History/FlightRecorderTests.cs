using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;
using OrleansStore.Silo.History;

namespace OrleansStore.Grains.Tests.History;

/// <summary>What the flight recorder gathers by known names and by halving is what a walk through the whole journal finds.</summary>
public sealed class FlightRecorderTests(HistoryCluster store, ITestOutputHelper output) : IClassFixture<HistoryCluster>
{
    private static readonly HistoryLimits _limits = new() { Chunk = 3 };

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Everything_about_an_order_is_in_its_recording_and_nothing_else(int seed)
    {
        var shop = await BusyAsync(seed);
        var all = await store.Journal.ReadAllAsync(0, int.MaxValue, Ct);
        var recorder = Recorder(_limits);
        var kinds = new HashSet<string>();
        foreach (var order in shop.Orders)
        {
            var recording = await recorder.ReadAsync(order, Ct);
            recording.IsWhole.ShouldBeTrue();
            var wanted = all.Where(e => IsOf(e, order, shop)).ToList();
            recording.Events.Select(e => $"{e.Position} {e.Stream} {e.Type}").ShouldBe(wanted.Select(e => $"{e.Position} {e.Stream} {e.Type}"), $"order {order}");
            kinds.UnionWith(wanted.Select(e => e.Stream.Split('-')[0]));
        }

        output.WriteLine($"{shop.Orders.Count} orders among {all.Count} events");
        kinds.ShouldBe(["checkout", "order", "payment", "stock", "promotion", "customerUse", "cart"], ignoreOrder: true);
    }

    [Fact]
    public async Task Every_event_of_an_order_is_explained_by_a_command_that_somebody_gave()
    {
        BusyShop[] shops = [await BusyAsync(21), await BusyAsync(22), await BusyAsync(23)];
        var (explained, chains) = (0, new HashSet<string>());
        foreach (var (shop, order) in shops.SelectMany(s => s.Orders.Select(o => (s, o))))
        {
            var recording = await Recorder(_limits).ReadAsync(order, Ct);
            var causes = new Causes(recording.Events);
            foreach (var stored in recording.Events)
            {
                var chain = causes.Of(stored);
                chain[0].Kind.ShouldBe(Cause.Command);
                shop.Commands.ShouldContain(chain[0].CommandId, $"{stored.Type} {stored.Stream}: {string.Join(" → ", chain.Select(c => c.Name))}");
                chain.Skip(1).ShouldAllBe(c => c.Kind == Cause.Event);
                // Whoever asked had written it down before.
                chain.Skip(1).Where(c => c.Name.StartsWith("checkout.", StringComparison.Ordinal)).ShouldAllBe(c => c.Position < stored.Position);
                chains.Add($"{string.Join(" → ", chain.Select(c => c.Name))} → {Causes.NameOf(stored.Type)}");
                explained++;
            }
        }

        output.WriteLine($"{explained} events\n{string.Join('\n', chains.Order())}");
        explained.ShouldBeGreaterThan(600);
        chains.ShouldContain("placeOrder → checkout.started → stock.held → order.placed");
        chains.ShouldContain("placeOrder → checkout.started → payment.authorised → payment.captured → order.captured → stock.sold");
        chains.ShouldContain("payOrder → checkout.paymentAsked → payment.declined → order.paymentFailed");
        chains.ShouldContain("cancelOrder → checkout.cancelAsked → order.cancelled → stock.released");
        chains.ShouldContain("receiveReturn → checkout.returnAsked → order.returnReceived → stock.restocked");
        chains.ShouldContain("addNote → order.noteAdded");
    }

    [Fact]
    public async Task A_page_of_a_stock_is_explained_by_the_orders_that_it_is_about()
    {
        var shop = await BusyAsync(31);
        var related = new RelatedEvents(new RawJournal(store.Journal), Dump.Codec, _limits);
        var events = await store.EventsOfAsync(StoreStreams.Of(StoreStreams.Stock, shop.Products[0]));
        for (var from = 0; from < events.Count; from += 5)
        {
            var page = events.Skip(from).Take(5).ToList();
            var causes = await related.CausesOfAsync(page, Ct);
            foreach (var stored in page) shop.Commands.ShouldContain(causes.Of(stored)[0].CommandId, stored.Type);
        }
    }

    [Fact]
    public async Task What_is_more_than_is_gone_through_is_said()
    {
        var shop = await BusyAsync(41);
        var recorder = Recorder(_limits with { Scanned = 3 });
        var whole = new List<bool>();
        foreach (var order in shop.Orders) whole.Add((await recorder.ReadAsync(order, Ct)).IsWhole);
        whole.ShouldContain(false);
    }

    [Fact]
    public async Task Of_an_order_that_was_never_begun_there_is_nothing() =>
        (await Recorder(_limits).ReadAsync(store.NewId(), Ct)).Events.ShouldBeEmpty();

    private FlightRecorder Recorder(HistoryLimits limits) => new(new RawJournal(store.Journal), store.Journal, Dump.Codec, Some.Names, limits);

    private static bool IsOf(StoredEvent stored, Guid order, BusyShop shop) =>
        stored.Stream.EndsWith($"-{order:N}", StringComparison.Ordinal)
        || (shop.CartOf.TryGetValue(order, out var cart) && stored.Stream == StoreStreams.Of(StoreStreams.Cart, cart) && HasStarted(order, shop))
        || (!stored.Stream.StartsWith("cart-", StringComparison.Ordinal) && System.Text.Encoding.UTF8.GetString(stored.Payload.Span).Contains($"\"orderId\":\"{order}\"", StringComparison.Ordinal));

    private static bool HasStarted(Guid order, BusyShop shop) => shop.Started.Contains(order);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private async Task<BusyShop> BusyAsync(int seed)
    {
        var shop = new BusyShop(store, seed);
        await shop.OpenAsync();
        for (var i = 0; i < 300; i++) await shop.StepAsync();
        await store.DeactivateAllAsync();
        var all = await store.Journal.ReadAllAsync(0, int.MaxValue, Ct);
        foreach (var order in shop.Orders)
            if (all.Any(e => e.Stream == StoreStreams.Of(StoreStreams.Checkout, order))) shop.Started.Add(order);
        return shop;
    }
}
