using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Stock;
using OrleansStore.Grains.Tests.Cluster;

namespace OrleansStore.Grains.Tests.Stock;

public sealed class LowStockTests(StoreCluster store)
{
    private static readonly StockReceived Twenty = new(20);

    [Fact]
    public void A_stock_that_falls_to_its_threshold_says_so_in_the_same_breath()
    {
        Spec.Stock(Twenty).When(s => Hold(s, 9)).Then(new StockHeld(Some.Order, 9));
        Spec.Stock(Twenty).When(s => Hold(s, 10)).Then(new StockHeld(Some.Order, 10), new StockLow(10, 10));
        Spec.Stock(Twenty).When(s => Hold(s, 20)).Then(new StockHeld(Some.Order, 20), new StockLow(0, 10), new StockOut());
        Spec.Stock(Twenty).When(s => Adjust(s, -15)).Then(new StockAdjusted(-15, "counted"), new StockLow(5, 10));
    }

    [Fact]
    public void It_says_so_once_until_it_was_above_it()
    {
        var low = Spec.Stock(Twenty, new StockHeld(Some.Order, 12), new StockLow(8, 10));
        low.When(s => Adjust(s, -1)).Then(new StockAdjusted(-1, "counted"));
        low.When(s => Adjust(s, -8)).Then(new StockAdjusted(-8, "counted"), new StockOut());
        Spec.Fold<StockState, StockEvent>(low.State, [new StockReceived(2)]).IsLow.ShouldBeTrue();
        var above = Spec.Fold<StockState, StockEvent>(low.State, [new StockReceived(3)]);
        above.IsLow.ShouldBeFalse();
        Adjust(above, -1).Events.ShouldBe([new StockAdjusted(-1, "counted"), new StockLow(10, 10)]);
    }

    [Fact]
    public void One_that_never_had_more_does_not_run_low()
    {
        Spec.Stock(new StockReceived(5)).When(s => Adjust(s, -2)).Then(new StockAdjusted(-2, "counted"));
        Spec.Stock(new StockReceived(5)).When(s => Adjust(s, -5)).Then(new StockAdjusted(-5, "counted"), new StockOut());
    }

    [Fact]
    public void A_threshold_is_set_and_makes_it_low_at_once()
    {
        Spec.Stock(Twenty).When(s => Configure(s, 30)).Then(new StockConfigured(30, null), new StockLow(20, 30)).IsLow.ShouldBeTrue();
        Spec.Stock(Twenty).When(s => Configure(s, 5)).Then(new StockConfigured(5, null)).IsLow.ShouldBeFalse();
        Spec.Stock(Twenty).When(s => Configure(s, 10)).ThenNothing();
        Spec.Stock(Twenty).When(s => Configure(s, -1)).ThenRefused("invalidQuantity");
        Spec.Stock(Twenty).When(s => StockDecisions.Configure(s, 2, new ConfigureStock(Some.Command(2), 5, null, 1))).ThenRefused("versionMismatch");
    }

    [Fact]
    public async Task The_ledger_adds_up_page_by_page()
    {
        var product = await store.NewProductAsync(0);
        var stock = store.Stock(product);
        (await stock.Configure(new ConfigureStock(store.NewCommand(), 3, true))).Error.ShouldBeNull();
        var chance = new Random(7);
        for (var i = 0; i < 150; i++)
        {
            var (order, pieces) = (store.NewId(), chance.Next(1, 5));
            await stock.Receive(new ReceiveStock(store.NewCommand(), chance.Next(1, 4)));
            await stock.Hold(new HoldStock(store.NewCommand(), order, pieces, 1));
            var settle = new SettleStock(store.NewCommand(), order);
            await (chance.Next(3) == 0 ? stock.Release(settle) : stock.Sell(settle));
        }

        var movements = new List<StockMovement>();
        for (var more = true; more;)
        {
            var page = (await stock.GetLedger(movements.Count == 0 ? 0 : movements[^1].Version, 37)).Value.ShouldNotBeNull();
            page.Movements.Length.ShouldBeLessThanOrEqualTo(37);
            movements.AddRange(page.Movements);
            more = page.More;
        }

        var view = await store.StockOfAsync(product);
        movements.Select(m => m.Version).ShouldBe(Enumerable.Range(1, view.Version));
        foreach (var m in movements) (m.Received + m.Adjusted + m.Returned).ShouldBe(m.Available + m.Held + m.Sold, $"version {m.Version}");
        foreach (var m in movements) Math.Min(m.Available, m.Backordered).ShouldBe(0, $"version {m.Version}");
        var last = movements[^1];
        (last.Available, last.Held, last.Sold, last.Backordered).ShouldBe((view.Available, view.Held, view.Sold, view.Backordered));
        movements.Where(m => m.Kind == "received").Sum(m => m.Quantity).ShouldBe(view.Received);

        // Any page by itself, without those before it.
        (await stock.GetLedger(10, 5)).Value!.Movements.ShouldBe(movements.Skip(10).Take(5));
        (await stock.GetLedger(view.Version, 5)).Value!.ShouldSatisfyAllConditions(l => l.Movements.ShouldBeEmpty(), l => l.More.ShouldBeFalse());
    }

    private static Decision<StockEvent> Hold(StockState state, int quantity) =>
        StockDecisions.Hold(state, Some.Lamp, new HoldStock(Some.Command(2), Some.Order, quantity));

    private static Decision<StockEvent> Adjust(StockState state, int delta) =>
        StockDecisions.Adjust(state, 1, new AdjustStock(Some.Command(2), delta, "counted"));

    private static Decision<StockEvent> Configure(StockState state, int threshold) =>
        StockDecisions.Configure(state, 1, new ConfigureStock(Some.Command(2), threshold, null));
}
