using Microsoft.Extensions.Logging.Abstractions;
using OrleansStore.Contracts;
using OrleansStore.Grains.Payments;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Payments.Stripe;

namespace OrleansStore.Api.Tests.Payments;

/// <summary>The way to Stripe alone.</summary>
public sealed class StripePaymentGatewayTests : IAsyncLifetime
{
    private static readonly Guid Order = Guid.Parse("0190a1b2-0000-7000-8000-000000000001");
    private static readonly PaymentRequest Request = new($"{Order:N}/1", Order, new Money(1_250, "USD"), "pm_card_visa");

    private FakeStripe _stripe = null!;
    private HttpClient _http = new();

    public async ValueTask InitializeAsync() => _stripe = await FakeStripe.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _stripe.DisposeAsync();
    }

    [Fact]
    public async Task A_key_that_is_refused_leaves_the_outcome_open_and_is_not_told()
    {
        var e = await Should.ThrowAsync<PaymentOutcomeUnknownException>(() => Gateway("sk_of_somebody_else").AuthoriseAsync(Request));
        e.ToString().ShouldNotContain("sk_of_somebody_else");
        _stripe.Of(Order).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_there_leaves_the_outcome_open()
    {
        var gateway = Gateway();
        await _stripe.DisposeAsync();
        await Should.ThrowAsync<PaymentOutcomeUnknownException>(() => gateway.AuthoriseAsync(Request));
        await Should.ThrowAsync<PaymentOutcomeUnknownException>(() => gateway.FindAsync(Request.Key, null));
    }

    [Fact]
    public async Task The_same_key_tells_how_the_payment_stands_by_now()
    {
        var gateway = Gateway();
        var first = await gateway.AuthoriseAsync(Request);
        var payment = new PaymentReference(Request.Key, first.PaymentId);
        (await gateway.CaptureAsync(payment)).State.ShouldBe(PaymentState.Captured);
        (await gateway.AuthoriseAsync(Request)).ShouldBe(first with { State = PaymentState.Captured });
        (await gateway.CaptureAsync(payment)).State.ShouldBe(PaymentState.Captured);
        (await gateway.VoidAsync(payment)).State.ShouldBe(PaymentState.Captured);
        _stripe.Of(Order).ShouldHaveSingleItem().Captures.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_asked_for_more_than_a_day_ago_is_looked_for_before_it_is_asked_for_again()
    {
        var gateway = Gateway();
        var first = await gateway.AuthoriseAsync(Request);
        _stripe.ForgetKeys();
        (await gateway.AuthoriseAsync(Request with { AskedAt = DateTimeOffset.UtcNow.AddHours(-24) })).ShouldBe(first);
        _stripe.Of(Order).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_same_key_for_something_else_is_looked_up_and_not_made_twice()
    {
        var gateway = Gateway();
        var first = await gateway.AuthoriseAsync(Request);
        (await gateway.AuthoriseAsync(Request with { Amount = new Money(1, "USD") })).ShouldBe(first);
        _stripe.Of(Order).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_key_that_Stripe_failed_under_is_given_up_once_a_search_would_have_found_something()
    {
        var gateway = Gateway();
        _stripe.IsIndexed = false;
        _stripe.Fault("create", StripeFault.FailsAfterwards);
        await Should.ThrowAsync<PaymentOutcomeUnknownException>(() => gateway.AuthoriseAsync(Request));
        var late = Request with { AskedAt = DateTimeOffset.UtcNow.AddMinutes(-11) };
        (await gateway.AuthoriseAsync(late)).ShouldBe(new PaymentAnswer("", PaymentState.Declined, "providerFailed"));
        _stripe.IsIndexed = true;
        (await gateway.AuthoriseAsync(late)).State.ShouldBe(PaymentState.Authorised);
    }

    [Fact]
    public async Task A_refund_comes_once_whatever_key_it_was_made_under_and_never_to_more_than_was_taken()
    {
        var gateway = Gateway();
        var payment = new PaymentReference(Request.Key, (await gateway.AuthoriseAsync(Request)).PaymentId);
        await gateway.CaptureAsync(payment);
        _stripe.Fault("refund", StripeFault.FailsAfterwards);
        (await gateway.RefundAsync(Refund(1, 1_000))).Done.ShouldBeTrue();
        (await gateway.RefundAsync(Refund(1, 1_000))).Done.ShouldBeTrue();
        (await gateway.RefundAsync(Refund(2, 251))).ShouldBe(new RefundAnswer(false, "amount_too_large"));
        (await gateway.FindAsync(Request.Key, payment.PaymentId)).ShouldBe(new FoundPayment(Request.Amount, new PaymentAnswer(payment.PaymentId, PaymentState.Captured, null, 1_000)));
        _stripe.Of(Order).ShouldHaveSingleItem().Refunds.Count.ShouldBe(1);

        RefundRequest Refund(int number, long amount) => new($"{Order:N}/refund/{number}", payment, Order, number, new Money(amount, "USD"), "broken");
    }

    [Fact]
    public async Task A_refund_that_was_asked_for_before_is_looked_for_when_its_key_is_forgotten()
    {
        var gateway = Gateway();
        var payment = new PaymentReference(Request.Key, (await gateway.AuthoriseAsync(Request)).PaymentId);
        await gateway.CaptureAsync(payment);
        var first = new RefundRequest($"{Order:N}/refund/1", payment, Order, 1, new Money(2, "USD"), "broken");
        (await gateway.RefundAsync(first)).Done.ShouldBeTrue();
        // So many that the first is on the second page.
        for (var number = 2; number <= StripeLimits.Page + 1; number++)
            await gateway.RefundAsync(first with { Key = $"{Order:N}/refund/{number}", Number = number, Amount = new Money(1, "USD") });

        _stripe.ForgetKeys();
        var refunds = _stripe.Of(Order).ShouldHaveSingleItem().Refunds;
        (await gateway.RefundAsync(first with { MayBeDone = true })).ShouldBe(new RefundAnswer(true));
        refunds[0].Status = "failed";
        (await gateway.RefundAsync(first with { MayBeDone = true })).ShouldBe(new RefundAnswer(false, "expired_or_canceled_card"));
        refunds.Count.ShouldBe(StripeLimits.Page + 1);
    }

    [Fact]
    public void Secrets_are_not_printed() =>
        new StripeOptions { ApiKey = "sk_secret", WebhookSecret = "whsec_secret" }.ToString().ShouldNotContain("secret");

    private StripePaymentGateway Gateway(string key = FakeStripe.ApiKey)
    {
        var options = new StripeOptions { ApiBase = _stripe.Address, ApiKey = key, Timeout = TimeSpan.FromMilliseconds(500) };
        _http.Dispose();
        _http = new HttpClient();
        var client = new StripeClient(_http, options, TimeProvider.System, NullLogger<StripeClient>.Instance);
        return new StripePaymentGateway(client, "store", TimeProvider.System, NullLogger<StripePaymentGateway>.Instance);
    }
}
