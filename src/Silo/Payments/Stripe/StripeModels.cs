using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansStore.Silo.Payments.Stripe;

/// <summary>A payment as Stripe has it; of its many members those that the store needs.</summary>
internal sealed record PaymentIntent
{
    public string Id { get; init; } = "";

    public string Status { get; init; } = "";

    public long Amount { get; init; }

    public string Currency { get; init; } = "";

    public string? CancellationReason { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }

    public StripeError? LastPaymentError { get; init; }

    /// <summary>The charge's id, or the charge where it was asked for.</summary>
    public JsonElement LatestCharge { get; init; }

    /// <summary>What was given back of it.</summary>
    public long Refunded => LatestCharge.ValueKind == JsonValueKind.Object && LatestCharge.TryGetProperty("amount_refunded", out var refunded)
        && refunded.TryGetInt64(out var amount) ? amount : 0;
}

/// <summary>Money taken.</summary>
internal sealed record Charge
{
    public string? PaymentIntent { get; init; }

    public long Amount { get; init; }

    public long AmountRefunded { get; init; }

    public string Currency { get; init; } = "";

    public Dictionary<string, string>? Metadata { get; init; }
}

/// <summary>Money given back.</summary>
internal sealed record StripeRefund
{
    public string Id { get; init; } = "";

    public string Status { get; init; } = "";

    public long Amount { get; init; }

    public string Currency { get; init; } = "";

    public string? PaymentIntent { get; init; }

    public string? FailureReason { get; init; }

    public Dictionary<string, string>? Metadata { get; init; }
}

/// <summary>Why not.</summary>
internal sealed record StripeError
{
    public string? Type { get; init; }

    public string? Code { get; init; }

    public PaymentIntent? PaymentIntent { get; init; }
}

/// <summary>The body of an answer that is not 200.</summary>
internal sealed record StripeFailure(StripeError? Error);

/// <summary>What a search found.</summary>
internal sealed record FoundIntents(IReadOnlyList<PaymentIntent>? Data);

/// <summary>Refunds of a payment, newest first, and whether there are older ones.</summary>
internal sealed record FoundRefunds(IReadOnlyList<StripeRefund>? Data, bool HasMore);

/// <summary>What Stripe tells by itself.</summary>
internal sealed record StripeEvent(string Id, string Type, StripeEventData? Data);

/// <summary>What a <see cref="StripeEvent"/> is about, as it was then.</summary>
internal sealed record StripeEventData(JsonElement Object);

/// <summary>How Stripe writes JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PaymentIntent))]
[JsonSerializable(typeof(Charge))]
[JsonSerializable(typeof(StripeRefund))]
[JsonSerializable(typeof(StripeFailure))]
[JsonSerializable(typeof(FoundIntents))]
[JsonSerializable(typeof(FoundRefunds))]
[JsonSerializable(typeof(StripeEvent))]
internal sealed partial class StripeJson : JsonSerializerContext;
