using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Payments;
using OrleansStore.Grains.Payments;
using OrleansStore.Grains.Tests.Checkout;
using OrleansStore.Grains.Tests.Cluster;
using OrleansStore.Journal.Memory;

namespace OrleansStore.Grains.Tests.Payments;

public sealed class PaymentGrainTests(StoreCluster store)
{
    private static readonly Money Total = new(1_000, Some.Currency);
    private static readonly PaymentChoice TimesOut = new(PaymentChoice.Card, "card_timeout");

    private readonly Guid _order = store.NewId();

    private IPaymentGrain Payment => store.Grains.GetGrain<IPaymentGrain>(_order);

    private IEnumerable<PaymentState> Ledger => store.Ledger.Read().Where(e => e.OrderId == _order).Select(e => e.State);

    [Fact]
    public async Task A_payment_is_promised_taken_and_given_back_in_parts()
    {
        (await AuthoriseAsync(1)).State.ShouldBe(AttemptState.Authorised);
        (await CaptureAsync(1)).State.ShouldBe(AttemptState.Captured);
        (await RefundAsync(1, 400)).Value.ShouldNotBeNull().ShouldSatisfyAllConditions(v => v.Refunded.ShouldBe(400), v => v.Refunds[0].State.ShouldBe(RefundState.Refunded));
        (await RefundAsync(1, 400)).Value.ShouldNotBeNull().Refunded.ShouldBe(400);
        (await RefundAsync(2, 601)).Error.ShouldNotBeNull().Code.ShouldBe("refundTooLarge");
        (await RefundAsync(3, 600)).Value.ShouldNotBeNull().Attempt(1).ShouldNotBeNull().HasMoney.ShouldBeFalse();
        Ledger.ShouldBe([PaymentState.Authorised, PaymentState.Captured, PaymentState.Refunded, PaymentState.Refunded]);

        await store.DeactivateAsync(Payment);
        (await Payment.Get()).Value.ShouldNotBeNull().ShouldSatisfyAllConditions(v => v.Captured.ShouldBe(1_000), v => v.Refunded.ShouldBe(1_000));
        (await store.NamesOfAsync($"payment-{_order:N}")).ShouldBe(
            ["payment.authorised.v1", "payment.captured.v1", "payment.refundAsked.v1", "payment.refunded.v1", "payment.refundAsked.v1", "payment.refunded.v1"]);
    }

    [Fact]
    public async Task A_promise_whose_record_was_lost_is_asked_for_again_and_taken_once()
    {
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == $"payment-{_order:N}"))
        {
            (await AuthoriseAsync(1)).State.ShouldBe(AttemptState.Authorised);
            await store.DeactivateAsync(Payment);
        }

        (await Payment.Capture(new CapturePayment(store.NewCommand(), 1))).Error.ShouldNotBeNull().Code.ShouldBe("paymentNotFound");
        await AuthoriseAsync(1);
        (await CaptureAsync(1)).State.ShouldBe(AttemptState.Captured);
        Ledger.ShouldBe([PaymentState.Authorised, PaymentState.Captured]);
    }

    [Fact]
    public async Task What_the_provider_says_nothing_to_stays_asked()
    {
        var silent = new SilentGateway(store.Gateway);
        await using var alone = new PaymentCluster(silent);
        await alone.InitializeAsync();
        var payment = alone.Grains.GetGrain<IPaymentGrain>(_order);
        silent.IsSilent = true;
        var asked = await payment.Authorise(new AuthorisePayment(store.NewCommand(), 1, Total, Some.Card));
        asked.Value.ShouldNotBeNull().Attempt(1).ShouldNotBeNull().State.ShouldBe(AttemptState.Asked);
        (await payment.Void(new VoidPayment(store.NewCommand(), 1))).Value.ShouldNotBeNull().Attempt(1).ShouldNotBeNull().State.ShouldBe(AttemptState.Asked);
        (await payment.Void(new VoidPayment(store.NewCommand(), 2))).Error.ShouldNotBeNull().Code.ShouldBe("paymentUnanswered");

        silent.IsSilent = false;
        (await payment.Void(new VoidPayment(store.NewCommand(), 1))).Value.ShouldNotBeNull().Attempt(1).ShouldNotBeNull().State.ShouldBe(AttemptState.Voided);
        silent.Asked.Select(r => r.AskedAt is null).Distinct().ShouldBe([true, false]);
    }

    [Fact]
    public async Task What_a_crash_made_forget_that_it_was_asked_is_as_old_as_the_work_behind_it()
    {
        var silent = new SilentGateway(store.Gateway) { IsSilent = true };
        await using var alone = new PaymentCluster(silent);
        await alone.InitializeAsync();
        var payment = alone.Grains.GetGrain<IPaymentGrain>(_order);
        var since = alone.Time.GetUtcNow().AddDays(-1);
        await payment.Authorise(new AuthorisePayment(store.NewCommand(), 1, Total, Some.Card, since));
        await payment.Void(new VoidPayment(store.NewCommand(), 1));
        silent.Asked.Select(r => r.AskedAt).Distinct().ShouldBe([since]);

        (silent.IsSilent, since) = (false, alone.Time.GetUtcNow());
        silent.Asked.Clear();
        var purchase = await Purchase.NewAsync(alone);
        (await purchase.Checkout.Start(purchase.Start(Some.Card))).Error.ShouldBeNull();
        silent.Asked.ShouldHaveSingleItem().AskedAt.ShouldBe(since);
    }

    [Fact]
    public async Task What_nobody_has_heard_of_is_given_up_for_ever()
    {
        (await VoidAsync(1)).State.ShouldBe(AttemptState.Voided);
        (await AuthoriseAsync(1)).State.ShouldBe(AttemptState.Voided);
        Ledger.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_promise_that_came_after_it_was_given_up_is_given_back()
    {
        (await VoidAsync(1)).State.ShouldBe(AttemptState.Voided);
        var late = await store.Gateway.AuthoriseAsync(new PaymentRequest($"{_order:N}/1", _order, Total, "card_ok"));
        (await ObserveAsync(AttemptState.Authorised, late.PaymentId)).Value.ShouldNotBeNull().Attempt(1).ShouldNotBeNull().State.ShouldBe(AttemptState.Voided);
        Ledger.ShouldBe([PaymentState.Authorised, PaymentState.Voided]);
    }

    [Fact]
    public async Task A_newer_attempt_takes_its_money_only_when_the_older_promise_is_given_up()
    {
        await AuthoriseAsync(1);
        await AuthoriseAsync(2);
        (await Payment.Capture(new CapturePayment(store.NewCommand(), 1))).Error.ShouldNotBeNull().Code.ShouldBe("otherPromise");
        (await CaptureAsync(2)).State.ShouldBe(AttemptState.Captured);
        Ledger.ShouldBe([PaymentState.Authorised, PaymentState.Authorised, PaymentState.Voided, PaymentState.Captured]);
        (await Payment.Authorise(new AuthorisePayment(store.NewCommand(), 3, Total, Some.Card))).Error.ShouldNotBeNull().Code.ShouldBe("alreadyPaid");
    }

    [Fact]
    public async Task What_the_provider_tells_before_it_answers_and_again_afterwards_is_one_capture()
    {
        var id = $"pay_{_order:N}_1";
        (await ObserveAsync(AttemptState.Captured, id)).Value.ShouldNotBeNull().Captured.ShouldBe(1_000);
        (await ObserveAsync(AttemptState.Authorised, id)).Value.ShouldNotBeNull().Captured.ShouldBe(1_000);
        (await ObserveAsync(AttemptState.Captured, id)).Value.ShouldNotBeNull().Captured.ShouldBe(1_000);
        (await CaptureAsync(1)).State.ShouldBe(AttemptState.Captured);
        (await store.NamesOfAsync($"payment-{_order:N}")).ShouldBe(["payment.captured.v1"]);
    }

    [Fact]
    public async Task What_the_provider_tells_has_the_checkout_go_on()
    {
        var purchase = await Purchase.NewAsync(store);
        using (store.Faults.Before(FateBeforeWrite.Unavailable, w => w.Target == $"order-{purchase.OrderId:N}"))
            await Should.ThrowAsync<StorageUnavailableException>(() => purchase.Checkout.Start(purchase.Start(TimesOut)));
        await purchase.ObserveAsync(AttemptState.Authorised);
        (await purchase.Order.Get()).Error.ShouldNotBeNull("that was no news");

        await purchase.ObserveAsync(AttemptState.Captured);
        (await purchase.ShowAsync()).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(OrderStatus.Paid), o => o.Payment.Status.ShouldBe(PaymentStatus.Captured));
    }

    private async Task<PaymentAttempt> AuthoriseAsync(int attempt) =>
        Attempt(await Payment.Authorise(new AuthorisePayment(store.NewCommand(), attempt, Total, Some.Card)), attempt);

    private async Task<PaymentAttempt> CaptureAsync(int attempt) => Attempt(await Payment.Capture(new CapturePayment(store.NewCommand(), attempt)), attempt);

    private async Task<PaymentAttempt> VoidAsync(int attempt) => Attempt(await Payment.Void(new VoidPayment(store.NewCommand(), attempt)), attempt);

    private Task<Result<PaymentView>> RefundAsync(int number, long amount) =>
        Payment.Refund(new RefundPayment(store.NewCommand(), number, amount, "broken"));

    private Task<Result<PaymentView>> ObserveAsync(AttemptState state, string paymentId) =>
        Payment.Observe(new ObservePayment(store.NewCommand(), 1, Total, paymentId, state));

    private static PaymentAttempt Attempt(Result<PaymentView> answer, int attempt)
    {
        answer.Error.ShouldBeNull();
        return answer.Value.ShouldNotBeNull().Attempt(attempt).ShouldNotBeNull();
    }

    /// <summary>A store whose way to the gateway is this one.</summary>
    private sealed class PaymentCluster(IPaymentGateway gateway) : StoreCluster
    {
        protected override IPaymentGateway WrapGateway(IPaymentGateway inner) => gateway;
    }

    /// <summary>A gateway that does what it is asked and says nothing while it is silent.</summary>
    private sealed class SilentGateway(IPaymentGateway inner) : IPaymentGateway
    {
        public bool IsSilent { get; set; }

        public List<PaymentRequest> Asked { get; } = [];

        public Task<PaymentAnswer> AuthoriseAsync(PaymentRequest request)
        {
            Asked.Add(request);
            return SayAsync(inner.AuthoriseAsync(request));
        }

        public Task<PaymentAnswer> CaptureAsync(PaymentReference payment) => SayAsync(inner.CaptureAsync(payment));

        public Task<PaymentAnswer> VoidAsync(PaymentReference payment) => SayAsync(inner.VoidAsync(payment));

        public Task<RefundAnswer> RefundAsync(RefundRequest request) => SayAsync(inner.RefundAsync(request));

        public Task<FoundPayment?> FindAsync(string key, string? paymentId) => SayAsync(inner.FindAsync(key, paymentId));

        private async Task<T> SayAsync<T>(Task<T> answer)
        {
            var said = await answer;
            return IsSilent ? throw new PaymentOutcomeUnknownException("Silence.") : said;
        }
    }
}
