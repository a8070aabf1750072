using OrleansStore.Grains.Payments;

namespace OrleansStore.Grains.Tests.Payments;

public sealed class SimulatedPaymentGatewayTests
{
    private static readonly PaymentRequest Request = new("order/1", Some.Order, new Money(3_998, Some.Currency), "card_ok");

    private static readonly PaymentReference Payment = new(Request.Key, "pay_order_1");

    private readonly MemoryPaymentLedger _ledger = new();
    private readonly ManualTime _time = new();

    private IEnumerable<PaymentState> Ledger => _ledger.Read().Select(e => e.State);

    [Fact]
    public async Task A_payment_is_promised_taken_and_given_back()
    {
        var gateway = Gateway();
        (await gateway.AuthoriseAsync(Request)).State.ShouldBe(PaymentState.Authorised);
        (await gateway.CaptureAsync(Payment)).State.ShouldBe(PaymentState.Captured);
        (await gateway.RefundAsync(Refund())).ShouldBe(new RefundAnswer(true));
        (await gateway.FindAsync(Request.Key, null)).ShouldNotBeNull().Answer.State.ShouldBe(PaymentState.Refunded);
        Ledger.ShouldBe([PaymentState.Authorised, PaymentState.Captured, PaymentState.Refunded]);
        _ledger.Read().ShouldAllBe(e => e.OrderId == Some.Order && e.Amount == Request.Amount && e.At == _time.GetUtcNow());
    }

    [Fact]
    public async Task A_promise_can_be_given_up_and_then_not_taken()
    {
        var gateway = Gateway();
        await gateway.AuthoriseAsync(Request);
        (await gateway.VoidAsync(Payment)).State.ShouldBe(PaymentState.Voided);
        (await gateway.CaptureAsync(Payment)).State.ShouldBe(PaymentState.Voided);
        Ledger.ShouldBe([PaymentState.Authorised, PaymentState.Voided]);
    }

    [Fact]
    public async Task The_same_key_again_gets_the_same_answer_and_is_not_charged_again()
    {
        var gateway = Gateway();
        var first = await gateway.AuthoriseAsync(Request);
        (await gateway.AuthoriseAsync(Request with { Amount = new Money(1, Some.Currency) })).ShouldBe(first);
        await gateway.CaptureAsync(Payment);
        (await gateway.CaptureAsync(Payment)).State.ShouldBe(PaymentState.Captured);
        (await gateway.AuthoriseAsync(Request)).PaymentId.ShouldBe(first.PaymentId);
        Ledger.ShouldBe([PaymentState.Authorised, PaymentState.Captured]);
    }

    [Fact]
    public async Task What_was_taken_is_given_back_in_parts_each_once_and_never_more()
    {
        var gateway = Gateway();
        await gateway.AuthoriseAsync(Request);
        (await gateway.RefundAsync(Refund(1, 1))).Done.ShouldBeFalse();
        await gateway.CaptureAsync(Payment);
        (await gateway.RefundAsync(Refund(1, 1_000))).Done.ShouldBeTrue();
        (await gateway.RefundAsync(Refund(1, 1_000))).Done.ShouldBeTrue();
        (await gateway.RefundAsync(Refund(2, 2_999))).ShouldBe(new RefundAnswer(false, "amount_too_large"));
        (await gateway.CaptureAsync(Payment)).ShouldBe(new PaymentAnswer("pay_order_1", PaymentState.Captured, null, 1_000));
        (await gateway.RefundAsync(Refund(3, 2_998))).Done.ShouldBeTrue();
        (await gateway.CaptureAsync(Payment)).ShouldBe(new PaymentAnswer("pay_order_1", PaymentState.Refunded, null, 3_998));
        _ledger.Read().Where(e => e.State == PaymentState.Refunded).Select(e => (e.Refund, e.Amount.Amount)).ShouldBe([("order/refund/1", 1_000), ("order/refund/3", 2_998)]);
    }

    [Fact]
    public async Task Another_attempt_is_another_payment()
    {
        var gateway = Gateway();
        var first = await gateway.AuthoriseAsync(Request);
        (await gateway.AuthoriseAsync(Request with { Key = "order/2" })).PaymentId.ShouldNotBe(first.PaymentId);
    }

    [Fact]
    public async Task A_card_that_is_declined_stays_declined()
    {
        var gateway = Gateway();
        var answer = await gateway.AuthoriseAsync(Request with { Token = "card_declined" });
        answer.ShouldBe(new PaymentAnswer("pay_order_1", PaymentState.Declined, "card_declined"));
        (await gateway.CaptureAsync(Payment)).State.ShouldBe(PaymentState.Declined);
        (await gateway.FindAsync(Request.Key, null)).ShouldNotBeNull().Answer.ShouldBe(answer);
    }

    [Fact]
    public async Task A_card_that_times_out_was_charged_all_the_same()
    {
        var gateway = Gateway();
        var request = Request with { Token = "card_timeout" };
        await Should.ThrowAsync<PaymentOutcomeUnknownException>(() => gateway.AuthoriseAsync(request));
        (await gateway.FindAsync(request.Key, null)).ShouldNotBeNull().Answer.State.ShouldBe(PaymentState.Authorised);
        await Should.ThrowAsync<PaymentOutcomeUnknownException>(() => gateway.AuthoriseAsync(request));
        Ledger.ShouldBe([PaymentState.Authorised]);
    }

    [Fact]
    public async Task An_unknown_key_is_not_found_and_cannot_be_moved()
    {
        (await Gateway().FindAsync("nobody/1", null)).ShouldBeNull();
        await Should.ThrowAsync<InvalidOperationException>(() => Gateway().CaptureAsync(new PaymentReference("nobody/1", "pay_1")));
    }

    [Fact]
    public async Task Chance_declines_its_share()
    {
        var gateway = Gateway(SimulatedPayments.Smooth with { DeclineRate = 0.25 }, 0.24, 0.25);
        (await gateway.AuthoriseAsync(Request)).State.ShouldBe(PaymentState.Declined);
        (await gateway.AuthoriseAsync(Request with { Key = "order/2" })).State.ShouldBe(PaymentState.Authorised);
    }

    [Fact]
    public async Task Chance_times_out_after_the_work_is_done()
    {
        var gateway = Gateway(SimulatedPayments.Smooth with { TimeoutRate = 0.5 }, 0.9, 0.1, 0.9);
        await gateway.AuthoriseAsync(Request);
        await Should.ThrowAsync<PaymentOutcomeUnknownException>(() => gateway.CaptureAsync(Payment));
        (await gateway.CaptureAsync(Payment)).State.ShouldBe(PaymentState.Captured);
        Ledger.ShouldBe([PaymentState.Authorised, PaymentState.Captured]);
    }

    [Fact]
    public async Task A_call_that_arrives_twice_is_carried_out_once()
    {
        var gateway = Gateway(SimulatedPayments.Smooth with { DuplicateRate = 1 }, 0, 0, 0);
        await gateway.AuthoriseAsync(Request);
        await gateway.CaptureAsync(Payment);
        await gateway.RefundAsync(Refund());
        Ledger.ShouldBe([PaymentState.Authorised, PaymentState.Captured, PaymentState.Refunded]);
    }

    [Fact]
    public async Task A_gateway_goes_on_from_its_ledger()
    {
        var before = Gateway();
        var answer = await before.AuthoriseAsync(Request);
        await before.CaptureAsync(Payment);

        var after = Gateway();
        (await after.FindAsync(Request.Key, null)).ShouldBe(new FoundPayment(Request.Amount, answer with { State = PaymentState.Captured }));
        await after.AuthoriseAsync(Request);
        await after.RefundAsync(Refund());
        Ledger.ShouldBe([PaymentState.Authorised, PaymentState.Captured, PaymentState.Refunded]);
    }

    private static RefundRequest Refund(int number = 1, long amount = 3_998) =>
        new($"order/refund/{number}", Payment, Some.Order, number, new Money(amount, Some.Currency), "changed my mind");

    private SimulatedPaymentGateway Gateway(SimulatedPayments? behaviour = null, params double[] chances) =>
        new(_ledger, behaviour ?? SimulatedPayments.Smooth, _time, new Chances(chances));

    /// <summary>These numbers and no more.</summary>
    private sealed class Chances(params double[] numbers) : IChance
    {
        private readonly Queue<double> _numbers = new(numbers);

        public double Next() => _numbers.Dequeue();
    }
}
