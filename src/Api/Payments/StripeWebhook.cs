using System.Text.Json;
using OrleansStore.Api.Http;
using OrleansStore.Contracts.Payments;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Payments.Stripe;

namespace OrleansStore.Api.Payments;

/// <summary>What Stripe tells by itself. Nobody logs in here: the signature says who it is.</summary>
/// <remarks>
/// Anything but 200 has Stripe tell it again, for days. So 200 is said only when what was told is stored, and to what
/// is no business of this store.
/// </remarks>
internal sealed class StripeWebhook(IGrainFactory grains, StoreOptions options, TimeProvider time, Failures failures)
{
    /// <summary>Takes an event.</summary>
    public async Task<Answer> TakeAsync(HttpContext context)
    {
        var payments = options.Payments;
        if (payments.Provider != PaymentProvider.Stripe || payments.Stripe.WebhookSecret is not { } secret) return Problems.NotFound();
        try
        {
            var (body, unreadable) = await RequestBody.ReadAsync(context.Request, options.Limits.BodyBytes, time);
            if (unreadable is not null) return unreadable;
            return StripeSignature.IsValid(context.Request.Headers["Stripe-Signature"], body, secret, time.GetUtcNow())
                ? await TakeAsync(body)
                : PaymentProblems.InvalidSignature();
        }
        catch (JsonException)
        {
            return Problems.MalformedJson(null);
        }
        catch (Exception e)
        {
            return failures.Answer(e, "POST " + context.Request.Path, Replies.TraceId(context));
        }
    }

    private async Task<Answer> TakeAsync(byte[] body)
    {
        if (StripeEvents.Read(body, options.Cluster.Id) is not { } note) return Taken;
        var noted = await grains.GetGrain<IPaymentGrain>(note.OrderId).Observe(note.Command);
        return noted.Error is null ? Taken : PaymentProblems.NotTaken(noted.Error);
    }

    private static Answer Taken => new(200, "{\"received\":true}"u8.ToArray());
}
