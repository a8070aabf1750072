using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Contracts.Payments;

namespace OrleansStore.Api.Tests.Payments;

/// <summary>A shop that is paid by Stripe, over HTTP on both sides, with all that may go wrong between them.</summary>
public sealed class StripeTests : IDisposable
{
    private const string Card = "pm_card_visa";

    private readonly StripeShop _shop;

    public StripeTests(StripeShop shop)
    {
        _shop = shop;
        Stripe.Heal();
    }

    private FakeStripe Stripe => _shop.Stripe;

    public void Dispose() => Stripe.Heal();

    [Fact]
    public async Task A_card_is_authorised_and_captured_once_and_the_order_is_paid()
    {
        var (order, intent) = await BuyAsync();
        order["payment"].GetProperty("status").GetString().ShouldBe("captured");
        intent.ShouldSatisfyAllConditions(
            i => i.Status.ShouldBe("succeeded"), i => i.Captures.ShouldBe(1), i => i.Amount.ShouldBe(1_250), i => i.PaymentKey.ShouldBe($"{order.Id:N}/1"), i => i.Store.ShouldBe("store"));
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclined", "card_declined")]
    [InlineData("pm_card_authenticationRequired", "authenticationRequired")]
    [InlineData("pm_of_nobody", "resource_missing")]
    [InlineData(null, "paymentMethodMissing")]
    public async Task A_card_that_is_declined_leaves_the_order_payable(string? token, string reason)
    {
        var buyer = await _shop.NewCustomerAsync();
        var declined = (await buyer.Order(await _shop.NewProductAsync(), token: token)).MustBeProblem(402, "paymentDeclined");
        var id = declined["orderId"].GetGuid();
        (await buyer.Get($"/orders/{id}"))["payment"].GetProperty("failureReason").GetString().ShouldBe(reason);

        (await buyer.Post($"/orders/{id}/pay", new { method = "card", token = Card })).MustBe(200)["status"].GetString().ShouldBe("paid");
        Stripe.Of(id).Sum(i => i.Captures).ShouldBe(1);
        // What asked its owner must not go through later.
        Stripe.Of(id).ShouldAllBe(i => i.Status == "succeeded" || i.Status == "canceled" || i.Error == "card_declined");
    }

    public static TheoryData<string, StripeFault> Troubles()
    {
        var troubles = new TheoryData<string, StripeFault>();
        foreach (var verb in new[] { "create", "capture" })
            foreach (var fault in Enum.GetValues<StripeFault>())
                troubles.Add(verb, fault);
        return troubles;
    }

    [Theory]
    [MemberData(nameof(Troubles))]
    public async Task Whatever_goes_wrong_with_a_call_the_card_is_charged_once(string verb, StripeFault fault)
    {
        Stripe.Fault(verb, fault);
        var (order, intent) = await BuyAsync();
        order["status"].GetString().ShouldBe("paid");
        intent.Captures.ShouldBe(1);
    }

    [Theory]
    [InlineData(StripeTelling.First)]
    [InlineData(StripeTelling.Thrice)]
    public async Task What_is_told_before_the_answer_and_again_is_one_capture(StripeTelling telling)
    {
        Stripe.Telling = telling;
        var (order, intent) = await BuyAsync();
        order["status"].GetString().ShouldBe("paid");
        intent.Captures.ShouldBe(1);
        await Patience.UntilAsync(() => Stripe.Told.Count == (telling == StripeTelling.First ? 2 : 6));
        Stripe.Told.ShouldAllBe(status => status == 200);
        (await PaymentAsync(order.Id)).Version.ShouldBe(2);
    }

    [Fact]
    public async Task What_is_told_late_and_newest_first_changes_nothing()
    {
        Stripe.Telling = StripeTelling.Later;
        var (order, _) = await BuyAsync();
        await Stripe.TellAsync();
        Stripe.Told.ShouldBe([200, 200]);
        (await PaymentAsync(order.Id)).ShouldSatisfyAllConditions(p => p.Version.ShouldBe(2), p => p.Captured.ShouldBe(1_250), p => p.Refunded.ShouldBe(0));
    }

    [Fact]
    public async Task What_the_answer_did_not_tell_a_webhook_does()
    {
        (Stripe.Telling, Stripe.IsIndexed) = (StripeTelling.Later, false);
        Stripe.Fault("create", [.. Enumerable.Repeat(StripeFault.TimesOutAfterwards, 20)]);
        var buyer = await _shop.NewCustomerAsync();
        var before = Stripe.Newest;
        var placing = buyer.Order(await _shop.NewProductAsync(), token: Card);
        await Patience.UntilAsync(() => Stripe.Newest != before);
        var id = Guid.ParseExact(Stripe.Newest!.PaymentKey.Split('/')[0], "N");
        await Stripe.TellAsync();

        (await placing).Status.ShouldBeOneOf(201, 202);
        await Patience.UntilAsync(async () => (await buyer.Get($"/orders/{id}")) is { Status: 200 } order && order["status"].GetString() == "paid");
        Stripe.Of(id).Single().Captures.ShouldBe(1);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(StripeFault.TimesOutAfterwards)]
    [InlineData(StripeFault.FailsAfterwards)]
    [InlineData(StripeFault.Fails)]
    public async Task A_paid_order_that_is_cancelled_is_refunded_once(StripeFault? fault)
    {
        var (order, intent) = await BuyAsync();
        if (fault is { } trouble) Stripe.Fault("refund", trouble);
        (await _shop.Admin.Post($"/orders/{order.Id}/cancel", new { reason = "changed my mind" })).Status.ShouldBeOneOf(200, 202);
        await Patience.UntilAsync(async () => (await _shop.Admin.Get($"/orders/{order.Id}"))["payment"].GetProperty("status").GetString() == "refunded");
        intent.Refunds.ShouldHaveSingleItem().Amount.ShouldBe(1_250);
    }

    [Fact]
    public async Task A_refund_whose_answer_was_lost_a_day_ago_is_not_made_twice()
    {
        var (order, intent) = await BuyAsync();
        var payment = _shop.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaymentGrain>(order.Id);
        var id = Guid.NewGuid();
        var refund = new RefundPayment(new(id, id, "test"), 1, 100, "broken");
        Stripe.Fault("refund", [.. Enumerable.Repeat(StripeFault.TimesOutAfterwards, 6)]);
        (await payment.Refund(refund)).Value.ShouldNotBeNull().Refunds[0].State.ShouldBe(RefundState.Asked);

        Stripe.Fault("refund");
        Stripe.ForgetKeys();
        (await payment.Refund(refund)).Value.ShouldNotBeNull().Refunds[0].State.ShouldBe(RefundState.Refunded);
        intent.Refunds.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Money_that_was_taken_for_an_order_that_is_cancelled_is_given_back()
    {
        var (id, intent) = await CancelledAsync();
        await Stripe.DoAsync(intent, i => (i.Status, i.Captures) = ("succeeded", 1), "payment_intent.succeeded");
        Stripe.Told.ShouldBe([200]);
        intent.Refunded.ShouldBe(intent.Amount);
        (await PaymentAsync(id)).ShouldSatisfyAllConditions(p => p.Captured.ShouldBe(1_250), p => p.Refunded.ShouldBe(1_250));
    }

    [Fact]
    public async Task Money_that_could_not_be_given_back_is_given_back_under_a_fresh_number()
    {
        var (id, intent) = await CancelledAsync();
        await Stripe.DoAsync(intent, i => (i.Status, i.Captures) = ("succeeded", 1), "payment_intent.succeeded");
        for (var turn = 1; turn <= 6; turn++)
        {
            intent.Refunds.Count.ShouldBe(Math.Min(turn, 5));
            intent.Refunds[^1].Status = "failed";
            (await Stripe.TellAsync(Stripe.Event("refund.failed", intent.Refunds[^1].Show()))).ShouldBe(200);
        }

        (await PaymentAsync(id)).Refunds.Select(r => (r.Number, r.State)).ShouldBe(
            Enumerable.Range(1, 5).Select(turn => ((turn * 2_000_000) + 1, RefundState.Failed)));
    }

    [Fact]
    public async Task A_note_of_money_given_back_that_was_overtaken_by_its_failure_is_not_taken_for_somebody_elses()
    {
        var (order, intent) = await BuyAsync();
        var payment = _shop.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaymentGrain>(order.Id);
        var id = Guid.NewGuid();
        (await payment.Refund(new RefundPayment(new(id, id, "test"), 1, 1_000, "broken"))).Error.ShouldBeNull();
        var overtaken = Stripe.Event("charge.refunded", intent.ShowCharge());
        intent.Refunds[0].Status = "failed";
        (await Stripe.TellAsync(Stripe.Event("refund.failed", intent.Refunds[0].Show()))).ShouldBe(200);
        (await Stripe.TellAsync(overtaken)).ShouldBe(200);
        (await PaymentAsync(order.Id)).ShouldSatisfyAllConditions(p => p.Refunds[0].State.ShouldBe(RefundState.Failed), p => p.Refunded.ShouldBe(0));
    }

    [Fact]
    public async Task A_promise_that_came_for_an_order_that_is_cancelled_is_given_up()
    {
        var (_, intent) = await CancelledAsync();
        await Stripe.DoAsync(intent, i => i.Status = "requires_capture", "payment_intent.amount_capturable_updated");
        Stripe.Told.ShouldBe([200]);
        intent.Status.ShouldBe("canceled");
    }

    [Theory]
    [InlineData("requires_capture", "payment_intent.amount_capturable_updated")]
    [InlineData("succeeded", "payment_intent.succeeded")]
    public async Task A_second_payment_under_one_key_leaves_nothing_behind(string status, string type)
    {
        var (order, intent) = await BuyAsync();
        var second = Stripe.MakeAgain(intent, status);
        (await Stripe.TellAsync(Stripe.Event(type, second.Show()))).ShouldBe(200);
        (await Stripe.TellAsync(Stripe.Event("charge.refunded", second.ShowCharge()))).ShouldBe(200);
        if (status == "succeeded") second.Refunds.ShouldHaveSingleItem().Amount.ShouldBe(second.Amount);
        else second.Status.ShouldBe("canceled");
        intent.Refunded.ShouldBe(0);
        (await PaymentAsync(order.Id)).ShouldSatisfyAllConditions(p => p.Captured.ShouldBe(1_250), p => p.Refunded.ShouldBe(0), p => p.Version.ShouldBe(2));
    }

    [Fact]
    public async Task A_webhook_that_cannot_be_acted_on_now_is_told_again()
    {
        var (id, intent) = await CancelledAsync();
        (intent.Status, intent.Captures) = ("succeeded", 1);
        var told = Stripe.Event("payment_intent.succeeded", intent.Show());
        Stripe.Fault("refund", [.. Enumerable.Repeat(StripeFault.Refuses, 6)]);
        (await Stripe.TellAsync(told)).ShouldBe(503);
        intent.Refunded.ShouldBe(0);

        // Stripe tells again and again, until it is answered that all is well.
        await Patience.UntilAsync(async () => await Stripe.TellAsync(told) == 200);
        intent.Refunded.ShouldBe(intent.Amount);
        intent.Refunds.Count.ShouldBe(1);
        (await PaymentAsync(id)).Refunds.ShouldHaveSingleItem().State.ShouldBe(RefundState.Refunded);
    }

    [Fact]
    public async Task What_is_given_back_by_hand_and_what_could_not_be_is_written_down()
    {
        var (order, intent) = await BuyAsync();
        await Stripe.DoAsync(intent, i => i.ByHand = 250, "charge.refunded");
        (await PaymentAsync(order.Id)).Attempt(1).ShouldNotBeNull().Refunded.ShouldBe(250);

        var payment = _shop.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaymentGrain>(order.Id);
        var id = Guid.NewGuid();
        (await payment.Refund(new RefundPayment(new(id, id, "test"), 1, 1_000, "broken"))).Error.ShouldBeNull();
        (await payment.Refund(new RefundPayment(new(id, id, "test"), 2, 1, "broken"))).Error.ShouldNotBeNull().Code.ShouldBe("refundTooLarge");
        intent.Refunds[0].Status = "failed";
        (await Stripe.TellAsync(Stripe.Event("refund.failed", intent.Refunds[0].Show()))).ShouldBe(200);
        (await PaymentAsync(order.Id)).ShouldSatisfyAllConditions(p => p.Refunds[0].State.ShouldBe(RefundState.Failed), p => p.Refunded.ShouldBe(250));
    }

    [Fact]
    public async Task What_is_not_signed_by_Stripe_now_is_refused()
    {
        var told = Stripe.Event("payment_intent.succeeded", new { id = "pi_1" });
        (await Stripe.TellAsync(told, secret: "whsec_of_somebody_else")).ShouldBe(400);
        (await Stripe.TellAsync(told, secondsAgo: 330)).ShouldBe(400);
        (await Stripe.TellAsync(told, secondsAgo: -330)).ShouldBe(400);
        (await Stripe.TellAsync(told, signature: "")).ShouldBe(400);
        (await Stripe.TellAsync(told, signature: "t=,v1=")).ShouldBe(400);
        (await Stripe.TellAsync(told, signature: "t=99999999999999999999,v1=00")).ShouldBe(400);
        (await Stripe.TellAsync(told, secondsAgo: 200)).ShouldBe(200);
        (await _shop.Guest.Post("/payments/webhooks/stripe", new { id = "evt_1" })).MustBeProblem(400, "invalidSignature");
    }

    [Theory]
    [InlineData("""{"id":"evt_a","type":"customer.created","data":{"object":{"id":"cus_1"}}}""", 200)]
    [InlineData("""{"id":"evt_b","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","status":"succeeded","metadata":{"store":"another","payment_key":"a/1"}}}}""", 200)]
    [InlineData("""{"id":"evt_c","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","status":"succeeded","metadata":{"store":"store","payment_key":"nonsense"}}}}""", 200)]
    [InlineData("""{"id":"evt_d","type":"payment_intent.succeeded","data":{"object":{"id":"pi_1","status":"succeeded","metadata":{}}}}""", 200)]
    [InlineData("""{"id":"evt_e","type":"payment_intent.succeeded"}""", 200)]
    [InlineData("""{"type":"payment_intent.succeeded"}""", 400)]
    [InlineData("""{"id":""", 400)]
    public async Task What_is_no_business_of_the_store_is_taken_and_what_is_no_event_is_refused(string body, int status) =>
        (await Stripe.TellAsync(body)).ShouldBe(status);

    private async Task<(Reply Order, FakeIntent Intent)> BuyAsync()
    {
        var buyer = await _shop.NewCustomerAsync();
        var placed = (await buyer.Order(await _shop.NewProductAsync(), token: Card)).MustBe(201);
        return (placed, Stripe.Of(placed.Id).ShouldHaveSingleItem());
    }

    /// <summary>An order whose card was declined, and which was then cancelled.</summary>
    private async Task<(Guid Order, FakeIntent Intent)> CancelledAsync()
    {
        var buyer = await _shop.NewCustomerAsync();
        var id = (await buyer.Order(await _shop.NewProductAsync(), token: "pm_card_visa_chargeDeclined")).MustBe(402)["orderId"].GetGuid();
        (await buyer.Post($"/orders/{id}/cancel", new { reason = "changed my mind" })).MustBe(200);
        return (id, Stripe.Of(id).ShouldHaveSingleItem());
    }

    private async Task<PaymentView> PaymentAsync(Guid order) =>
        (await _shop.Services.GetRequiredService<IGrainFactory>().GetGrain<IPaymentGrain>(order).Get()).Value.ShouldNotBeNull();

}

/// <summary>A shop whose payments are simulated.</summary>
public sealed class WithoutStripeTests(Shop shop)
{
    [Fact]
    public async Task A_shop_that_is_not_paid_by_Stripe_has_no_such_address() =>
        (await shop.Guest.Post("/payments/webhooks/stripe", new { id = "evt_1" })).MustBeProblem(404, "notFound");
}
