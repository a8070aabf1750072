using OrleansStore.Contracts;
using OrleansStore.Grains.Payments;

namespace OrleansStore.Silo.Payments.Stripe;

/// <summary>What Stripe's words mean to the store.</summary>
internal static class StripeAnswers
{
    /// <summary>The reason of a card that asks its owner (3-D Secure), who is not there: the store has no page for that.</summary>
    public const string AuthenticationRequired = "authenticationRequired";

    /// <summary>The metadata that names the store.</summary>
    public const string Store = "store";

    /// <summary>The metadata that names order and attempt.</summary>
    public const string PaymentKey = "payment_key";

    /// <summary>The metadata that numbers a refund.</summary>
    public const string RefundNumber = "refund";

    /// <summary>Why a payment was cancelled that wanted its owner.</summary>
    public const string Abandoned = "abandoned";

    /// <summary>How a payment stands; null while it is on its way.</summary>
    public static PaymentAnswer? Of(PaymentIntent intent) => intent.Status switch
    {
        "requires_capture" => new(intent.Id, PaymentState.Authorised),
        "succeeded" => new(intent.Id, intent.Refunded >= intent.Amount ? PaymentState.Refunded : PaymentState.Captured, null, intent.Refunded),
        "canceled" when intent.CancellationReason == Abandoned => new(intent.Id, PaymentState.Declined, AuthenticationRequired),
        "canceled" => new(intent.Id, PaymentState.Voided),
        "requires_payment_method" => new(intent.Id, PaymentState.Declined, ReasonOf(intent.LastPaymentError)),
        "requires_action" or "requires_confirmation" => new(intent.Id, PaymentState.Declined, AuthenticationRequired),
        _ => null,
    };

    /// <summary>Why a card was declined, as the buyer may know it: not the bank's own reason, which may name a thief.</summary>
    public static string ReasonOf(StripeError? error) => error?.Code switch
    {
        null => "declined",
        "authentication_required" => AuthenticationRequired,
        var code => code,
    };

    /// <summary>What the payment is about.</summary>
    public static Money AmountOf(PaymentIntent intent) => new(intent.Amount, intent.Currency.ToUpperInvariant());
}
