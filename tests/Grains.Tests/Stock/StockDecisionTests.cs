using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Stock;

namespace OrleansStore.Grains.Tests.Stock;

public sealed class StockDecisionTests
{
    private static readonly StockReceived Ten = new(10);

    [Fact]
    public void Received_pieces_are_available() =>
        Spec.Stock().When(s => StockDecisions.Receive(s, 1, new ReceiveStock(Some.Command(2), 10))).Then(Ten).Available.ShouldBe(10);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(StockLimits.Movement + 1)]
    public void A_movement_has_a_sensible_quantity(int quantity)
    {
        Spec.Stock(Ten).When(s => StockDecisions.Receive(s, 1, new ReceiveStock(Some.Command(2), quantity)))
            .ThenRefused(StockErrors.InvalidQuantity(quantity));
        Spec.Stock(Ten).When(s => StockDecisions.Restock(s, new RestockStock(Some.Command(), Some.Order, quantity, Some.Now, false)))
            .ThenRefused(StockErrors.InvalidQuantity(quantity));
    }

    [Fact]
    public void A_count_is_corrected_up_and_down()
    {
        Spec.Stock(Ten).When(s => Adjust(s, 3)).Then(new StockAdjusted(3, "counted")).Available.ShouldBe(13);
        Spec.Stock(Ten).When(s => Adjust(s, -10)).Then(new StockAdjusted(-10, "counted"), new StockOut()).Available.ShouldBe(0);
    }

    [Fact]
    public void A_correction_takes_no_more_than_is_available()
    {
        Spec.Stock(Ten).When(s => Adjust(s, -11)).ThenRefused(StockErrors.BelowZero(10));
        Spec.Stock(Ten, new StockHeld(Some.Order, 4)).When(s => Adjust(s, -7)).ThenRefused(StockErrors.BelowZero(6));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(StockLimits.Movement + 1)]
    [InlineData(-StockLimits.Movement - 1)]
    public void A_correction_has_a_sensible_size(int delta) =>
        Spec.Stock(Ten).When(s => Adjust(s, delta)).ThenRefused(StockErrors.InvalidQuantity(delta));

    [Fact]
    public void A_correction_needs_a_reason() =>
        Spec.Stock(Ten).When(s => StockDecisions.Adjust(s, 1, new AdjustStock(Some.Command(2), 1, " "))).ThenRefused(StockErrors.ReasonMissing());

    [Fact]
    public void A_hold_takes_from_what_is_available()
    {
        var stock = Spec.Stock(Ten).When(s => Hold(s, 4)).Then(new StockHeld(Some.Order, 4));
        stock.Available.ShouldBe(6);
        stock.Held.ShouldBe(4);
    }

    [Fact]
    public void A_hold_is_refused_when_too_few_are_available()
    {
        Spec.Stock(Ten).When(s => Hold(s, 11)).ThenRefused(StockErrors.OutOfStock(Some.Lamp, 11, 10));
        Spec.Stock(Ten, new StockHeld(Some.Id(9), 8)).When(s => Hold(s, 3)).ThenRefused(StockErrors.OutOfStock(Some.Lamp, 3, 2));
    }

    [Fact]
    public void A_hold_is_made_larger_smaller_and_given_up()
    {
        var held = Spec.Stock(Ten, new StockHeld(Some.Order, 4));
        held.When(s => Hold(s, 10)).Then(new StockHeld(Some.Order, 10, Added: 6), new StockOut()).Available.ShouldBe(0);
        held.When(s => Hold(s, 1)).Then(new StockHeld(Some.Order, 1, Added: -3)).Available.ShouldBe(9);
        var none = held.When(s => Hold(s, 0)).Then(new StockHeld(Some.Order, 0, Added: -4));
        none.Holds.ShouldBeEmpty();
        none.Available.ShouldBe(10);
    }

    [Fact]
    public void An_order_that_holds_some_can_have_those_and_the_available_ones() =>
        Spec.Stock(Ten, new StockHeld(Some.Order, 4)).When(s => Hold(s, 11)).ThenRefused(StockErrors.OutOfStock(Some.Lamp, 11, 10));

    [Fact]
    public void The_same_hold_again_is_done_already()
    {
        Spec.Stock(Ten, new StockHeld(Some.Order, 4)).When(s => Hold(s, 4)).ThenNothing();
        Spec.Stock(Ten).When(s => Hold(s, 0)).ThenNothing();
    }

    [Fact]
    public void A_straggling_hold_of_a_settled_order_is_refused()
    {
        Spec.Stock(Ten, new StockHeld(Some.Order, 4), new StockSold(Some.Order, 4)).When(s => Hold(s, 4))
            .ThenRefused(StockErrors.AlreadySettled(Some.Order));
        Spec.Stock(Ten, new StockHeld(Some.Order, 4), new StockReleased(Some.Order, 4)).When(s => Hold(s, 4))
            .ThenRefused(StockErrors.AlreadySettled(Some.Order));
    }

    [Fact]
    public void A_refused_hold_that_comes_again_finds_its_order_over_when_there_are_pieces()
    {
        Spec.Stock(Ten).When(s => Hold(s, 11)).ThenRefused(StockErrors.OutOfStock(Some.Lamp, 11, 10));
        var stock = Spec.Stock(Ten).When(s => StockDecisions.Release(s, Settle())).Then(new StockReleased(Some.Order, 0));
        (stock.Available, stock.Held).ShouldBe((10, 0));
        StockDecisions.Release(stock, Settle()).Events.ShouldBeEmpty();
        Spec.Stock(Ten, new StockReleased(Some.Order, 0), new StockReceived(5)).When(s => Hold(s, 11))
            .ThenRefused(StockErrors.AlreadySettled(Some.Order));
    }

    [Fact]
    public void A_hold_with_a_number_is_carried_out_once_and_counts_for_all_that_have_an_older_one()
    {
        Spec.Stock(Ten).When(s => Hold(s, 4, 6)).Then(new StockHeld(Some.Order, 4, 6)).NumberOf(Some.Order).ShouldBe(6);
        var held = Spec.Stock(Ten, new StockHeld(Some.Order, 4, 6));
        held.When(s => Hold(s, 4, 6)).ThenNothing();
        held.When(s => Hold(s, 5, 5)).ThenRefused(StockErrors.Overtaken(Some.Order));
        held.When(s => Hold(s, 4, 5)).ThenRefused(StockErrors.Overtaken(Some.Order));
        held.When(s => Hold(s, 2, 7)).Then(new StockHeld(Some.Order, 2, 7, -2)).Available.ShouldBe(8);
        held.When(s => StockDecisions.Hold(s, Some.Lamp, new HoldStock(Some.Command(), Some.Id(9), 1, 1))).Then(new StockHeld(Some.Id(9), 1, 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void A_refusal_is_written_down_as_a_hold_of_what_is_held_and_stays_one(int before)
    {
        StockEvent[] given = before == 0 ? [Ten] : [Ten, new StockHeld(Some.Order, before, 2)];
        Spec.Stock(given).When(s => Hold(s, 11, 4)).ThenRefused(StockErrors.OutOfStock(Some.Lamp, 11, 10));
        var stock = Spec.Stock(given).When(s => Hold(s, before, 4)).Then(new StockHeld(Some.Order, before, 4, before == 0 ? null : 0));
        (stock.Available, stock.Held).ShouldBe((10 - before, before));

        var later = Spec.Stock([.. given, new StockHeld(Some.Order, before, 4), new StockReceived(5)]);
        later.When(s => Hold(s, 11, 4)).ThenRefused(StockErrors.WasOutOfStock(Some.Lamp, 11));
        later.When(s => Hold(s, before, 4)).ThenNothing();
        later.When(s => Hold(s, 11, 6)).Then(new StockHeld(Some.Order, 11, 6, before == 0 ? null : 11 - before), new StockLow(4, 10)).Held.ShouldBe(11);
    }

    [Fact]
    public void A_refusal_that_comes_after_the_goods_were_found_takes_nothing_back() =>
        Spec.Stock(Ten, new StockHeld(Some.Order, 9, 4)).When(s => Hold(s, 2, 4)).ThenRefused(StockErrors.WasOutOfStock(Some.Lamp, 2));

    [Fact]
    public void The_number_outlives_the_hold()
    {
        var stock = Spec.Stock(Ten, new StockHeld(Some.Order, 4, 2), new StockHeld(Some.Order, 0, 5));
        stock.State.Holds.ShouldBeEmpty();
        stock.When(s => Hold(s, 4, 2)).ThenRefused(StockErrors.Overtaken(Some.Order));
        stock.When(s => Hold(s, 4, 6)).Then(new StockHeld(Some.Order, 4, 6));
    }

    [Fact]
    public void A_hold_without_a_number_takes_no_number_back() =>
        Spec.Stock(Ten, new StockHeld(Some.Order, 4, 6), new StockHeld(Some.Order, 5)).State.NumberOf(Some.Order).ShouldBe(6);

    [Fact]
    public void A_stock_remembers_the_newest_numbers_of_a_bounded_number_of_orders_that_hold_nothing()
    {
        var events = Enumerable.Range(0, StockLimits.Remembered + 10).Select(i => new StockHeld(Some.Id(100 + i), 0, 2));
        var stock = Spec.Stock([Ten, .. events, new StockHeld(Some.Id(110), 0, 4)]).State;
        stock.Empty.Length.ShouldBe(StockLimits.Remembered);
        stock.Empty[^1].ShouldBe(new EmptyHold(Some.Id(110), 4));
        stock.NumberOf(Some.Id(109)).ShouldBe(0);
        stock.NumberOf(Some.Id(111)).ShouldBe(2);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(StockLimits.Movement + 1)]
    public void A_hold_has_a_sensible_quantity(int quantity) =>
        Spec.Stock(Ten).When(s => Hold(s, quantity)).ThenRefused(StockErrors.InvalidQuantity(quantity));

    [Fact]
    public void A_hold_is_sold_once()
    {
        var stock = Spec.Stock(Ten, new StockHeld(Some.Order, 4)).When(s => StockDecisions.Sell(s, Settle())).Then(new StockSold(Some.Order, 4));
        stock.Sold.ShouldBe(4);
        stock.Available.ShouldBe(6);
        StockDecisions.Sell(stock, Settle()).Events.ShouldBeEmpty();
        StockDecisions.Release(stock, Settle()).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_hold_is_given_back_once()
    {
        var stock = Spec.Stock(Ten, new StockHeld(Some.Order, 4)).When(s => StockDecisions.Release(s, Settle())).Then(new StockReleased(Some.Order, 4));
        stock.Available.ShouldBe(10);
        StockDecisions.Release(stock, Settle()).Events.ShouldBeEmpty();
        StockDecisions.Sell(stock, Settle()).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Pieces_that_come_back_are_available_again()
    {
        var stock = Spec.Stock(Ten, new StockHeld(Some.Order, 4), new StockSold(Some.Order, 4))
            .When(s => StockDecisions.Restock(s, new RestockStock(Some.Command(), Some.Order, 4, Some.Now, false)))
            .Then(new StockRestocked(Some.Order, 4));
        stock.Available.ShouldBe(10);
        stock.Returned.ShouldBe(4);
        stock.Sold.ShouldBe(4);
        StockDecisions.Restock(stock, new RestockStock(Some.Command(), Some.Order, 4, Some.Now, false)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_receipt_and_a_correction_are_made_once_a_command()
    {
        Spec.Stock(Ten).When(s => StockDecisions.Receive(s, 1, new ReceiveStock(Some.Command(), 10))).ThenNothing();
        Spec.Stock(new StockAdjusted(3, "counted")).When(s => StockDecisions.Adjust(s, 1, new AdjustStock(Some.Command(), 3, "counted"))).ThenNothing();
    }

    [Fact]
    public void Who_has_seen_an_old_version_moves_nothing()
    {
        Spec.Stock(Ten).When(s => StockDecisions.Receive(s, 2, new ReceiveStock(Some.Command(2), 1, ExpectedVersion: 1))).ThenRefused("versionMismatch");
        Spec.Stock(Ten).When(s => StockDecisions.Adjust(s, 2, new AdjustStock(Some.Command(2), 1, "counted", ExpectedVersion: 1))).ThenRefused("versionMismatch");
        Spec.Stock(Ten).When(s => StockDecisions.Receive(s, 2, new ReceiveStock(Some.Command(2), 10, ExpectedVersion: 2))).Then(Ten);
    }

    [Fact]
    public void A_stock_remembers_a_bounded_number_of_receipts_and_corrections() =>
        Spec.Stock([.. Enumerable.Repeat(Ten, StockLimits.Remembered + 10)]).State.Moved.Length.ShouldBe(StockLimits.Remembered);

    [Fact]
    public void A_stock_remembers_a_bounded_number_of_settled_orders()
    {
        var events = new List<StockEvent> { new StockReceived(1_000) };
        for (var order = 0; order < StockLimits.Remembered + 10; order++)
        {
            events.Add(new StockHeld(Some.Id(100 + order), 1));
            events.Add(new StockSold(Some.Id(100 + order), 1));
        }

        var stock = Spec.Stock([.. events]).State;
        stock.Settled.Length.ShouldBe(StockLimits.Remembered);
        stock.Settled[^1].ShouldBe(Some.Id(100 + StockLimits.Remembered + 9));
        stock.Settled[0].ShouldBe(Some.Id(110));
    }

    private static Decision<StockEvent> Adjust(StockState state, int delta) =>
        StockDecisions.Adjust(state, 1, new AdjustStock(Some.Command(2), delta, "counted"));

    private static Decision<StockEvent> Hold(StockState state, int quantity, int? number = null) =>
        StockDecisions.Hold(state, Some.Lamp, new HoldStock(Some.Command(), Some.Order, quantity, number));

    private static SettleStock Settle() => new(Some.Command(), Some.Order);
}
