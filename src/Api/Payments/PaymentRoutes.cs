using OrleansStore.Api.Access;
using OrleansStore.Api.Http;

namespace OrleansStore.Api.Payments;

/// <summary>The addresses that payment providers call.</summary>
internal static class PaymentRoutes
{
    public static void MapPayments(this Routes routes, StripeWebhook stripe) =>
        routes.Tagged("Payments").RawPost("/payments/webhooks/stripe", stripe.TakeAsync)
            .Heeds("Stripe-Signature").Answers<WebhookTaken>().For(Policy.Public).Says("Stripe tells how a payment stands (signed)");
}

/// <summary>What Stripe is answered.</summary>
/// <param name="Received">It is stored, or no business of this store.</param>
public sealed record WebhookTaken(bool Received);
