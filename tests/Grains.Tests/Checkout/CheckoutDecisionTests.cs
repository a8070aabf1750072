using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Checkout;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Checkout;
using OrleansStore.Grains.Journaling;
using OrleansStore.Grains.Orders;

namespace OrleansStore.Grains.Tests.Checkout;

public sealed class CheckoutDecisionTests
{
    private static readonly StartCheckout Start =
        new(Some.Command(), Some.Customer, "eva@example.org", null, [new CartItem(Some.Lamp, 2)], Some.Address, Some.Later);

    private static readonly PayCheckout Pay = new(Some.Command(2), Some.Card, null);
    private static readonly CheckoutStarted Started = new(Some.Draft(), null);
    private static readonly CheckoutEvent[] Idle = [Started, new CheckoutPlaced()];

    [Fact]
    public void Who_has_seen_an_old_version_of_the_order_begins_nothing()
    {
        Spec.Checkout(Idle).When(s => CheckoutDecisions.Pay(s, Order(), Pay with { ExpectedVersion = 7 })).ThenRefused("versionMismatch");
        Spec.Checkout(Idle).When(s => CheckoutDecisions.Cancel(s, Order(), new CancelOrder(Some.Command(), "late", 7))).ThenRefused("versionMismatch");
        Spec.Checkout(Idle).When(s => CheckoutDecisions.ChangeItem(s, Order(), null, new ChangeOrderItem(Some.Command(), Some.Lamp, 1, 7)))
            .ThenRefused("versionMismatch");
        Spec.Checkout(Idle).When(s => CheckoutDecisions.Pay(s, Order(), Pay with { ExpectedVersion = 1 })).Then(new CheckoutPaymentAsked(1, Some.Card, 3_998));
    }

    [Fact]
    public void A_line_is_taken_off_whole()
    {
        Spec.Checkout(Idle)
            .When(s => CheckoutDecisions.ChangeItem(s, Order(Some.LampLine(), Some.ChairLine()), null, new ChangeOrderItem(Some.Command(), Some.Lamp, null)))
            .Then(new CheckoutLineAsked(Some.LampLine(0), 2));
        Spec.Checkout(Idle)
            .When(s => CheckoutDecisions.ChangeItem(s, Order(), null, new ChangeOrderItem(Some.Command(), Some.Chair, null)))
            .ThenRefused(OrderErrors.LineNotFound(Some.Chair));
    }

    [Fact]
    public void A_checkout_starts_once()
    {
        var started = Spec.Checkout().When(s => CheckoutDecisions.Start(s, Some.Draft(), null)).Then(Started);
        started.IsOpen.ShouldBeTrue();
        started.StartedBy.ShouldBe(Start.Context.CommandId);
        Spec.Checkout(Idle).When(s => CheckoutDecisions.Start(s, Some.Draft(), null)).ThenRefused(CheckoutErrors.OtherContent());
    }

    [Fact]
    public void Only_a_card_counts_as_a_first_attempt_to_pay()
    {
        Spec.Checkout(new CheckoutStarted(Some.Draft(Some.Card), null)).State.Attempts.ShouldBe(1);
        Spec.Checkout(Started).State.Attempts.ShouldBe(0);
    }

    [Fact]
    public void A_repeat_asks_for_the_same()
    {
        var state = Spec.Checkout(Started).State;
        CheckoutDecisions.IsSame(state, Start).ShouldBeTrue();
        StartCheckout[] others =
        [
            Start with { Context = Some.Command(9) },
            Start with { CustomerId = null },
            Start with { Email = "adam@example.org" },
            Start with { CartId = Some.Cart },
            Start with { Items = [new CartItem(Some.Lamp, 3)] },
            Start with { Items = [new CartItem(Some.Lamp, 2), new CartItem(Some.Chair, 1)] },
            Start with { ShippingAddress = Some.Address with { Street = "Seestraße 2" } },
            Start with { Payment = Some.Card },
        ];
        others.ShouldAllBe(other => !CheckoutDecisions.IsSame(state, other));
    }

    [Fact]
    public void A_cart_may_have_changed_before_its_order_is_asked_for_again()
    {
        var state = Spec.Checkout(new CheckoutStarted(Some.Draft(), Some.Cart)).State;
        CheckoutDecisions.IsSame(state, Start with { CartId = Some.Cart, Items = [] }).ShouldBeTrue();
    }

    [Fact]
    public void Methods_are_card_and_later_and_later_pays_nothing()
    {
        CheckoutDecisions.Check(Start).ShouldBeNull();
        CheckoutDecisions.Check(Start with { Payment = Some.Card }).ShouldBeNull();
        CheckoutDecisions.Check(Start with { Payment = new PaymentChoice("shells") }).ShouldBe(CheckoutErrors.UnknownMethod("shells"));
        CheckoutDecisions.Check(Start with { Payment = new PaymentChoice(PaymentChoice.Card, new string('x', CheckoutLimits.Token + 1)) })
            .ShouldBe(OrderErrors.InvalidText("token", CheckoutLimits.Token));
        Spec.Checkout(Idle).When(s => CheckoutDecisions.Pay(s, Order(), Pay with { Payment = Some.Later }))
            .ThenRefused(CheckoutErrors.UnknownMethod(PaymentChoice.Later));
    }

    [Fact]
    public void A_pending_order_is_paid_with_its_total_and_a_new_attempt()
    {
        Spec.Checkout(Idle).When(s => CheckoutDecisions.Pay(s, Order(), Pay)).Then(new CheckoutPaymentAsked(1, Some.Card, 3_998));
        CheckoutEvent[] declined = [new CheckoutStarted(Some.Draft(Some.Card), null), new CheckoutPaymentDeclined(Some.Order, "card_declined")];
        Spec.Checkout(declined).When(s => CheckoutDecisions.Pay(s, Order(), Pay)).Then(new CheckoutPaymentAsked(2, Some.Card, 3_998));
    }

    [Fact]
    public void Another_amount_or_currency_is_refused()
    {
        var total = new Money(3_998, Some.Currency);
        Spec.Checkout(Idle).When(s => CheckoutDecisions.Pay(s, Order(), Pay with { Amount = total })).Then(new CheckoutPaymentAsked(1, Some.Card, 3_998));
        Spec.Checkout(Idle).When(s => CheckoutDecisions.Pay(s, Order(), Pay with { Amount = total with { Amount = 3_997 } }))
            .ThenRefused(CheckoutErrors.WrongAmount(total));
        Spec.Checkout(Idle).When(s => CheckoutDecisions.Pay(s, Order(), Pay with { Amount = total with { Currency = "USD" } }))
            .ThenRefused(CheckoutErrors.WrongAmount(total));
    }

    [Theory]
    [InlineData(OrderStatus.Pending, true, true, true)]
    [InlineData(OrderStatus.Paid, false, true, false)]
    [InlineData(OrderStatus.PartiallyShipped, false, false, false)]
    [InlineData(OrderStatus.Shipped, false, false, false)]
    [InlineData(OrderStatus.Delivered, false, false, false)]
    [InlineData(OrderStatus.Returned, false, false, false)]
    [InlineData(OrderStatus.Expired, false, false, false)]
    [InlineData(OrderStatus.Cancelled, false, false, false)]
    public void The_orders_status_decides_what_may_begin(OrderStatus status, bool pay, bool cancel, bool change)
    {
        var state = Spec.Checkout(Idle).State;
        var order = Order() with { Status = status };
        (CheckoutDecisions.Pay(state, order, Pay).Error is null).ShouldBe(pay);
        (CheckoutDecisions.Cancel(state, order, new CancelOrder(Some.Command(), "late")).Error is null).ShouldBe(cancel);
        (CheckoutDecisions.ChangeItem(state, order, null, new ChangeOrderItem(Some.Command(), Some.Lamp, 1)).Error is null).ShouldBe(change);
    }

    [Fact]
    public void Nothing_begins_while_something_is_open()
    {
        Spec.Checkout(Started).When(s => CheckoutDecisions.Pay(s, Order(), Pay)).ThenRefused(CheckoutErrors.Busy());
        Spec.Checkout(Started).When(s => CheckoutDecisions.Cancel(s, Order(), new CancelOrder(Some.Command(), "late"))).ThenRefused(CheckoutErrors.Busy());
        Spec.Checkout(Started).When(s => Change(s, 1)).ThenRefused(CheckoutErrors.Busy());
    }

    [Fact]
    public void Cancelling_needs_a_reason()
    {
        Spec.Checkout(Idle).When(s => CheckoutDecisions.Cancel(s, Order(), new CancelOrder(Some.Command(), "late")))
            .Then(new CheckoutCancelAsked("late"));
        Spec.Checkout(Idle).When(s => CheckoutDecisions.Cancel(s, Order(), new CancelOrder(Some.Command(), "")))
            .ThenRefused(OrderErrors.InvalidText("reason", OrderLimits.Text));
    }

    [Fact]
    public void A_line_that_is_there_keeps_the_price_it_was_ordered_at()
    {
        Spec.Checkout(Idle).When(s => Change(s, 3, offer: Some.LampLine(1) with { UnitPrice = 1 }))
            .Then(new CheckoutLineAsked(Some.LampLine(5), 2));
        Spec.Checkout(Idle).When(s => Change(s, -1)).Then(new CheckoutLineAsked(Some.LampLine(1), 2));
    }

    [Fact]
    public void A_line_that_is_not_there_comes_at_todays_price() =>
        Spec.Checkout(Idle).When(s => Change(s, 2, Some.Chair, Some.ChairLine())).Then(new CheckoutLineAsked(Some.ChairLine(2), 0));

    [Fact]
    public void A_change_leaves_a_sensible_quantity()
    {
        Spec.Checkout(Idle).When(s => Change(s, 0)).ThenRefused(CheckoutErrors.InvalidChange(0));
        Spec.Checkout(Idle).When(s => Change(s, -3)).ThenRefused(CheckoutErrors.InvalidChange(-3));
        Spec.Checkout(Idle).When(s => Change(s, CartLimits.Quantity - 1)).ThenRefused(CheckoutErrors.InvalidChange(CartLimits.Quantity - 1));
        Spec.Checkout(Idle).When(s => Change(s, int.MaxValue)).ThenRefused(CheckoutErrors.InvalidChange(int.MaxValue));
        Spec.Checkout(Idle).When(s => Change(s, -1, Some.Chair)).ThenRefused(OrderErrors.LineNotFound(Some.Chair));
        Spec.Checkout(Idle).When(s => Change(s, -2)).ThenRefused(OrderErrors.LastLine());
    }

    [Fact]
    public void A_line_is_taken_out_while_another_stays() =>
        Spec.Checkout(Idle)
            .When(s => CheckoutDecisions.ChangeItem(s, Order(Some.LampLine(), Some.ChairLine()), null, new ChangeOrderItem(Some.Command(), Some.Lamp, -2)))
            .Then(new CheckoutLineAsked(Some.LampLine(0), 2));

    [Fact]
    public void An_order_has_a_limit_of_lines_and_of_money()
    {
        var full = Enumerable.Range(0, CartLimits.Lines).Select(i => Some.LampLine() with { ProductId = Some.Id(500 + i) }).ToArray();
        Spec.Checkout(Idle)
            .When(s => CheckoutDecisions.ChangeItem(s, Order(full), Some.ChairLine(), new ChangeOrderItem(Some.Command(), Some.Chair, 1)))
            .ThenRefused(CartErrors.TooManyLines());
        Spec.Checkout(Idle).When(s => Change(s, 1, Some.Chair, Some.ChairLine() with { UnitPrice = CheckoutLimits.Total }))
            .ThenRefused(CheckoutErrors.TooMuch());
    }

    [Fact]
    public void A_refusal_is_remembered_for_repeats_of_its_command_whatever_else_begins()
    {
        var (asking, other) = (Guid.NewGuid(), Guid.NewGuid());
        CheckoutEvent[] ends = [new CheckoutPaymentDeclined(Some.Lamp, "card_declined"), new CheckoutFinished(StockErrors.AlreadySettled(Some.Lamp))];
        foreach (var end in ends)
        {
            var state = Evolve(Evolve(CheckoutState.Initial, asking, Started), asking, end);
            state.IsOpen.ShouldBeFalse();
            var code = state.ErrorOf(asking).ShouldNotBeNull().Code;
            state = Evolve(Evolve(state, other, new CheckoutPaymentAsked(1, Some.Card, 3_998)), other, new CheckoutFinished());
            state.ErrorOf(asking).ShouldNotBeNull().Code.ShouldBe(code);
            state.ErrorOf(other).ShouldBeNull();
        }
    }

    [Fact]
    public void As_many_refusals_are_remembered_as_commands()
    {
        var ids = Enumerable.Range(0, 9).Select(_ => Guid.NewGuid()).ToArray();
        var state = ids.Aggregate(Evolve(CheckoutState.Initial, Guid.NewGuid(), Started), (s, id) => Evolve(s, id, new CheckoutFinished(CartErrors.Empty())));
        ids.Count(id => state.ErrorOf(id) is null).ShouldBe(1);
        state.ErrorOf(ids[0]).ShouldBeNull();
    }

    private static CheckoutState Evolve(CheckoutState state, Guid command, CheckoutEvent @event) =>
        CheckoutState.Evolve(state, @event, new EventMeta(command, command, Actors.Guest, Some.Now));

    private static Decision<CheckoutEvent> Change(CheckoutState state, int delta, Guid? product = null, OrderLine? offer = null) =>
        CheckoutDecisions.ChangeItem(state, Order(), offer, new ChangeOrderItem(Some.Command(), product ?? Some.Lamp, delta));

    private static OrderView Order(params OrderLine[] lines)
    {
        OrderEvent placed = new OrderPlaced(Some.Customer, null, Some.Currency, lines.Length == 0 ? [Some.LampLine()] : [.. lines], Some.Address);
        return OrderViews.Show(Some.Order, 1, Spec.Fold(OrderState.Initial, new[] { placed }));
    }

    private static Money Money(long amount) => new(amount, Some.Currency);
}
