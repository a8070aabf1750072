using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Payments;
using OrleansStore.Grains.Payments;

namespace OrleansStore.Silo.Payments.Stripe;

/// <summary>Something that Stripe told of one of the store's payments.</summary>
public sealed record StripeNote(Guid OrderId, ObservePayment Command);

/// <summary>Reads what Stripe tells by itself.</summary>
public static class StripeEvents
{
    /// <summary>What is told of a payment of this store; null for anything else.</summary>
    /// <param name="body">An event whose signature was checked.</param>
    /// <param name="store">The store's name in metadata.</param>
    /// <exception cref="JsonException">It is no event.</exception>
    public static StripeNote? Read(ReadOnlySpan<byte> body, string store)
    {
        if (JsonSerializer.Deserialize(body, StripeJson.Default.StripeEvent) is not { Id: { Length: > 0 } id, Type: { } type } told)
            throw new JsonException("An event has an id and a type.");
        if (told.Data is not { Object: { ValueKind: JsonValueKind.Object } about }) return null;
        var context = ContextOf(id);
        return type switch
        {
            "payment_intent.amount_capturable_updated" or "payment_intent.succeeded" or "payment_intent.payment_failed" or "payment_intent.canceled" =>
                OfIntent(context, store, Read(about, StripeJson.Default.PaymentIntent)),
            "charge.refunded" => OfCharge(context, store, Read(about, StripeJson.Default.Charge)),
            "refund.failed" or "refund.updated" or "charge.refund.updated" => OfRefund(context, store, Read(about, StripeJson.Default.StripeRefund)),
            _ => null,
        };
    }

    private static StripeNote? OfIntent(CommandContext context, string store, PaymentIntent intent)
    {
        if (PaymentOf(intent.Metadata, store) is not var (order, attempt) || StripeAnswers.Of(intent) is not { } answer) return null;
        var state = answer.State switch
        {
            PaymentState.Authorised => AttemptState.Authorised,
            PaymentState.Declined => AttemptState.Declined,
            PaymentState.Voided => AttemptState.Voided,
            _ => AttemptState.Captured,
        };
        return new(order, new(context, attempt, StripeAnswers.AmountOf(intent), intent.Id, state, answer.Reason, answer.Refunded));
    }

    private static StripeNote? OfCharge(CommandContext context, string store, Charge charge)
    {
        if (PaymentOf(charge.Metadata, store) is not var (order, attempt) || charge.PaymentIntent is not { } id) return null;
        var amount = new Money(charge.Amount, charge.Currency.ToUpperInvariant());
        return new(order, new(context, attempt, amount, id, AttemptState.Captured, Refunded: charge.AmountRefunded));
    }

    private static StripeNote? OfRefund(CommandContext context, string store, StripeRefund refund)
    {
        if (refund.Status is not ("failed" or "canceled") || PaymentOf(refund.Metadata, store) is not var (order, attempt)) return null;
        if (!int.TryParse(refund.Metadata!.GetValueOrDefault(StripeAnswers.RefundNumber), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var amount = new Money(refund.Amount, refund.Currency.ToUpperInvariant());
        return new(order, new(context, attempt, amount, refund.PaymentIntent ?? "", AttemptState.Captured, refund.FailureReason ?? refund.Status, FailedRefund: number));
    }

    private static T Read<T>(JsonElement about, JsonTypeInfo<T> type)
        where T : class => about.Deserialize(type) ?? throw new JsonException("An event is about something.");

    /// <summary>The order and the attempt that metadata name, if they are this store's.</summary>
    private static (Guid Order, int Attempt)? PaymentOf(Dictionary<string, string>? metadata, string store)
    {
        if (metadata?.GetValueOrDefault(StripeAnswers.Store) != store || metadata.GetValueOrDefault(StripeAnswers.PaymentKey) is not { } key) return null;
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && Guid.TryParseExact(key.AsSpan(0, slash), "N", out var order)
            && int.TryParse(key.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var attempt) && attempt > 0
            ? (order, attempt)
            : null;
    }

    /// <summary>The same event is the same command: a repeat of it changes nothing.</summary>
    private static CommandContext ContextOf(string eventId)
    {
        var id = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes("stripe:" + eventId)).AsSpan(0, 16));
        return new CommandContext(id, id, Actors.System);
    }
}
