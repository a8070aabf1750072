using OrleansStore.Contracts.Payments;
using OrleansStore.Grains.Payments;

namespace OrleansStore.Grains.Tests.Payments;

public sealed class PaymentDecisionTests
{
    private static readonly PaymentCaptured Captured = new(1, 1_000, Some.Currency, "pay_1");

    [Fact]
    public void An_attempt_stays_what_it_was_first_asked_for() => Spec.Payment(new PaymentAuthorised(1, 1_000, Some.Currency, "pay_1"))
        .When(account => PaymentDecisions.Authorise(account, Authorise(1, 999)))
        .ThenRefused(PaymentErrors.OtherAmount(1));

    [Fact]
    public void An_order_is_not_paid_again_while_somebody_has_paid() => Spec.Payment(Captured)
        .When(account => PaymentDecisions.Authorise(account, Authorise(2, 1_000)))
        .ThenRefused(PaymentErrors.AlreadyPaid(1));

    [Fact]
    public void Once_all_was_given_back_the_order_can_be_paid_again() => Spec.Payment(Captured, new PaymentRefundAsked(1, 1, 1_000, "broken"))
        .When(account => PaymentDecisions.Authorise(account, Authorise(2, 1_000)))
        .ThenNothing();

    [Fact]
    public void There_are_so_many_attempts_and_no_more() => Spec.Payment([.. Enumerable.Range(1, PaymentLimits.Attempts).Select(n => new PaymentVoided(n, null))])
        .When(account => PaymentDecisions.Authorise(account, Authorise(PaymentLimits.Attempts + 1, 1_000)))
        .ThenRefused("tooManyPayments");

    [Fact]
    public void There_are_so_many_refunds_and_no_more() => Spec.Payment([Captured, .. Enumerable.Range(1, PaymentLimits.Refunds).Select(n => new PaymentRefundAsked(n, 1, 1, "broken"))])
        .When(account => PaymentDecisions.Refund(account, Refund(PaymentLimits.Refunds + 1, 1)))
        .ThenRefused("tooManyPayments");

    [Fact]
    public void What_is_refunded_counts_before_the_provider_has_answered() => Spec.Payment(Captured, new PaymentRefundAsked(1, 1, 700, "broken"))
        .When(account => PaymentDecisions.Refund(account, Refund(2, 301)))
        .ThenRefused(PaymentErrors.RefundTooLarge(300));

    [Fact]
    public void What_could_not_be_refunded_can_be_refunded_anew() => Spec.Payment(Captured, new PaymentRefundAsked(1, 1, 700, "broken"), new PaymentRefundFailed(1, "closed"))
        .When(account => PaymentDecisions.Refund(account, Refund(2, 1_000)))
        .Then(new PaymentRefundAsked(2, 1, 1_000, "broken"));

    [Fact]
    public void What_was_given_back_elsewhere_cannot_be_given_back_again() => Spec.Payment(Captured, new PaymentRefundedElsewhere(1, 900))
        .When(account => PaymentDecisions.Refund(account, Refund(1, 101)))
        .ThenRefused(PaymentErrors.RefundTooLarge(100));

    [Fact]
    public void The_stores_own_refunds_are_not_taken_for_those_of_others() => Spec.Payment(Captured, new PaymentRefundAsked(1, 1, 700, "broken"))
        .When(account => PaymentDecisions.Told(account, 1, new Money(1_000, Some.Currency), new PaymentAnswer("pay_1", PaymentState.Captured, Refunded: 800)))
        .Then(new PaymentRefundedElsewhere(1, 100));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(1, -5)]
    public void A_refund_has_a_number_and_an_amount(int number, long amount) => Spec.Payment(Captured)
        .When(account => PaymentDecisions.Refund(account, Refund(number, amount)))
        .ThenRefused(PaymentErrors.InvalidRefund());

    private static AuthorisePayment Authorise(int attempt, long amount) => new(Some.Command(), attempt, new Money(amount, Some.Currency), Some.Card);

    private static RefundPayment Refund(int number, long amount) => new(Some.Command(), number, amount, "broken");
}
