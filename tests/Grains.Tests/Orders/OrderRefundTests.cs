using FsCheck;
using FsCheck.Fluent;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Pricing;
using OrleansStore.Grains.Orders;

namespace OrleansStore.Grains.Tests.Orders;

/// <summary>What is given back for pieces that come back, in any number of returns.</summary>
public sealed class OrderRefundTests
{
    [Fact]
    public void Whatever_comes_back_in_whatever_parts_the_shares_add_up_to_the_line_to_the_cent() => Prop.ForAll(
        Gen.Choose(1, 50).SelectMany(pieces => Gen.Choose(0, 100_000).SelectMany(total => Gen.Choose(1, 7).Select(step => (pieces, total, step)))).ToArbitrary(),
        run =>
        {
            var (pieces, total, step) = run;
            List<OrderEvent> events = [.. Delivered(pieces, total)];
            var given = 0L;
            for (var (left, number) = (pieces, 1); left > 0; left -= step, number++)
            {
                events.AddRange([new OrderReturnRequested(number, [new(Some.Lamp, Math.Min(left, step))], "broken"), new OrderReturnApproved(number)]);
                var order = View([.. events]);
                var amount = OrderRefunds.Of(order, order.Returns[^1]);
                amount.ShouldBeGreaterThanOrEqualTo(0);
                given += amount;
                events.Add(new OrderReturnReceived(number, amount, All: left <= step));
            }

            given.ShouldBe(total);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Never_more_is_given_back_than_is_left_of_the_payment()
    {
        OrderEvent[] events = [.. Delivered(2, 1_000), new OrderRefunded(900, 1, "late"), new OrderReturnRequested(1, [new(Some.Lamp, 1)], "broken")];
        var order = View(events);
        OrderRefunds.Left(order).ShouldBe(100);
        OrderRefunds.Of(order, order.Returns[0]).ShouldBe(100);
    }

    private static OrderEvent[] Delivered(int pieces, long total)
    {
        var subtotal = pieces * 1_999L;
        var pricing = new PriceBreakdown(
            Some.Currency,
            [new PricedLine(Some.Lamp, "light", pieces, 1_999, subtotal, Math.Max(0, subtotal - total), Math.Max(0, total - subtotal), total)],
            [],
            ShippingCharge.Unknown,
            [],
            subtotal,
            Math.Max(0, subtotal - total),
            0,
            Math.Max(0, total - subtotal),
            total);
        return
        [
            new OrderPlaced(Some.Customer, null, Some.Currency, [Some.LampLine(pieces)], Some.Address, pricing),
            new OrderPaid("pay_1", "card", total, Captured: true), new OrderShipped("T1", "DHL"), new OrderDelivered(),
        ];
    }

    private static OrderView View(OrderEvent[] events) => OrderViews.Show(Some.Order, events.Length, Spec.Fold(OrderState.Initial, events));
}
