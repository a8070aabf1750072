using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Recovery;
using OrleansStore.Journal;

namespace OrleansStore.Grains.Tests.Recovery;

public sealed class OpenCheckoutsTests
{
    private static readonly CheckoutStarted Started = new(Some.Draft(), null);

    private long _position;

    [Fact]
    public void A_checkout_is_open_until_it_ends()
    {
        var fold = new OpenCheckouts(0, []).Fold([Stored(Some.Order, Started)]);
        fold.Open.ShouldBe([Some.Order]);
        fold.Fold([Stored(Some.Order, new CheckoutPlaced())]).Open.ShouldBeEmpty();
    }

    [Fact]
    public void Every_event_of_a_checkout_either_opens_work_or_ends_it()
    {
        Ends(new CheckoutPlaced());
        Ends(new CheckoutFinished());
        Ends(new CheckoutPaymentDeclined(Some.Order, "card_declined"));
        Opens(new CheckoutRefused(CheckoutErrors.Busy()));
        Opens(new CheckoutPaymentAsked(1, Some.Card, 1));
        Opens(new CheckoutCancelAsked("late"));
        Opens(new CheckoutLineAsked(Some.LampLine(), 1));

        void Ends(CheckoutEvent e)
        {
            new OpenCheckouts(0, []).Fold([Stored(Some.Order, Started), Stored(Some.Order, e)]).Open.ShouldBeEmpty();
            Spec.Checkout(Started, e).State.IsOpen.ShouldBeFalse();
        }

        void Opens(CheckoutEvent e)
        {
            new OpenCheckouts(0, []).Fold([Stored(Some.Order, e)]).Open.ShouldBe([Some.Order]);
            Spec.Checkout(Started, e).State.IsOpen.ShouldBeTrue();
        }
    }

    [Fact]
    public void Other_streams_do_not_count_but_their_positions_do()
    {
        var fold = new OpenCheckouts(0, []).Fold([Stored(Some.Order, Started), Stored(Some.Lamp, new StockReceived(1), "stock")]);
        fold.Open.ShouldBe([Some.Order]);
        fold.Position.ShouldBe(2);
        fold.Fold([]).Position.ShouldBe(2);
    }

    [Fact]
    public void Checkouts_are_told_apart()
    {
        var fold = new OpenCheckouts(0, []).Fold(
            [Stored(Some.Id(1), Started), Stored(Some.Id(2), Started), Stored(Some.Id(1), new CheckoutFinished()), Stored(Some.Id(3), Started)]);
        fold.Open.ShouldBe([Some.Id(2), Some.Id(3)], ignoreOrder: true);
    }

    private StoredEvent Stored(Guid key, object body, string category = "checkout")
    {
        var (name, payload) = Dump.Codec.Write(body);
        return new StoredEvent(
            ++_position, StoreStreams.Of(category, key), 1, Some.Id(900), name, Some.Id(901), Some.Id(902), Actors.Guest, Some.Now, payload);
    }
}
