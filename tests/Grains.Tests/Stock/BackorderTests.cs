using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Stock;

namespace OrleansStore.Grains.Tests.Stock;

public sealed class BackorderTests
{
    private static readonly Guid First = Some.Id(101);
    private static readonly Guid Second = Some.Id(102);
    private static readonly StockConfigured Allowed = new(null, true);

    [Fact]
    public void Without_the_flag_nothing_is_held_beyond_what_is_available() =>
        Spec.Stock(new StockReceived(2)).When(s => Hold(s, First, 3)).ThenRefused("outOfStock");

    [Fact]
    public void With_the_flag_it_is_and_what_is_missing_is_counted_apart()
    {
        var stock = Spec.Stock(Allowed, new StockReceived(2)).When(s => Hold(s, First, 5)).Then(new StockHeld(First, 5), new StockOut());
        (stock.Available, stock.Held, stock.Backordered(), stock.HoldOf(First)).ShouldBe((0, 2, 3, 5));
    }

    [Fact]
    public void Receipts_go_to_those_who_wait_longest()
    {
        var stock = Spec.Stock(Allowed, new StockReceived(1), new StockHeld(First, 3), new StockHeld(Second, 2), new StockReceived(3)).State;
        stock.Backorders.ShouldBe([new Backorder(Second, 1, false)]);
        (stock.Available, stock.Held).ShouldBe((0, 4));
        stock = Spec.Fold<StockState, StockEvent>(stock, [new StockReceived(5)]);
        (stock.Available, stock.Held, stock.Backordered()).ShouldBe((4, 5, 0));
    }

    [Fact]
    public void What_is_given_back_goes_to_those_who_wait()
    {
        var stock = Spec.Stock(Allowed, new StockReceived(3), new StockHeld(First, 3), new StockHeld(Second, 2), new StockReleased(First, 3)).State;
        (stock.Available, stock.Held, stock.Backordered()).ShouldBe((1, 2, 0));
        stock = Spec.Stock(Allowed, new StockReceived(3), new StockHeld(First, 3), new StockHeld(Second, 2), new StockHeld(First, 2)).State;
        (stock.Available, stock.Held, stock.Backordered()).ShouldBe((0, 3, 1));
    }

    [Fact]
    public void What_a_paid_order_waits_for_is_sold_when_it_comes_in()
    {
        var stock = Spec.Stock(Allowed, new StockReceived(2), new StockHeld(First, 5), new StockSold(First, 5)).State;
        (stock.Held, stock.Sold, stock.Backordered()).ShouldBe((0, 2, 3));
        stock = Spec.Fold<StockState, StockEvent>(stock, [new StockReceived(4)]);
        (stock.Available, stock.Sold, stock.Backordered()).ShouldBe((1, 5, 0));
    }

    [Fact]
    public void What_a_cancelled_order_never_got_does_not_come_back()
    {
        var stock = Spec.Stock(Allowed, new StockReceived(2), new StockHeld(First, 5), new StockSold(First, 5), new StockRestocked(First, 5)).State;
        (stock.Available, stock.Sold, stock.Returned, stock.Backordered()).ShouldBe((2, 2, 2, 0));
    }

    [Fact]
    public void What_a_buyer_sends_back_was_there_and_goes_to_who_waits()
    {
        var stock = Spec.Stock(Allowed, new StockReceived(2), new StockHeld(First, 5), new StockSold(First, 5), new StockRestocked(First, 1, Return: 1)).State;
        (stock.Available, stock.Sold, stock.Returned, stock.Backordered()).ShouldBe((0, 3, 1, 2));
    }

    [Fact]
    public void A_hold_that_is_made_smaller_gives_up_first_what_is_not_there()
    {
        var stock = Spec.Stock(Allowed, new StockReceived(2), new StockHeld(First, 5), new StockHeld(First, 3)).State;
        (stock.Held, stock.Backordered()).ShouldBe((2, 1));
        stock = Spec.Fold<StockState, StockEvent>(stock, [new StockHeld(First, 1)]);
        (stock.Available, stock.Held, stock.Backordered()).ShouldBe((1, 1, 0));
    }

    [Fact]
    public void Turned_off_again_it_takes_no_more_but_keeps_its_word()
    {
        var stock = Spec.Stock(Allowed, new StockHeld(First, 2), new StockConfigured(null, false));
        stock.When(s => Hold(s, Second, 1)).ThenRefused("outOfStock");
        Spec.Fold<StockState, StockEvent>(stock.State, [new StockReceived(2)]).Held.ShouldBe(2);
    }

    [Fact]
    public void So_many_wait_and_no_more()
    {
        StockEvent[] waiting = [Allowed, .. Enumerable.Range(0, StockLimits.Backorders).Select(i => new StockHeld(Some.Id(1_000 + i), 1))];
        var full = Spec.Stock(waiting);
        full.When(s => Hold(s, First, 1)).ThenRefused("outOfStock");
        full.When(s => Hold(s, Some.Id(1_000), 2)).Then(new StockHeld(Some.Id(1_000), 2, Added: 1));
    }

    private static Decision<StockEvent> Hold(StockState state, Guid order, int quantity) =>
        StockDecisions.Hold(state, Some.Lamp, new HoldStock(Some.Command(2), order, quantity));
}
