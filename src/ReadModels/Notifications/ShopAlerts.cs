using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansStore.Contracts;
using OrleansStore.Journal;

namespace OrleansStore.ReadModels.Notifications;

/// <summary>What those who run the shop are told of.</summary>
public static class ShopAlerts
{
    /// <summary>The stored names of the events that are alerts.</summary>
    public static IReadOnlyCollection<string> EventTypes { get; } =
        ["stock.low.v1", "stock.out.v1", "reconciliation.differed.v1", "webhook.disabled.v1", "payment.refundFailed.v1"];

    /// <summary>The alert that an event is; null when it is none.</summary>
    /// <remarks>Fields are looked for by name, and those that are missing are left out: an alert is better than none.</remarks>
    public static Notification? TryRead(StoredEvent stored)
    {
        if (!EventTypes.Contains(stored.Type)) return null;
        var alert = new Notification($"{stored.Position}", stored.Position, PublicName(stored.Type), stored.Time);
        using var document = JsonDocument.Parse(stored.Payload);
        var json = document.RootElement;
        if (StoreStreams.TryKeyOf(StoreStreams.Stock, stored.Stream, out var product)) alert = alert with { ProductId = product };
        if (StoreStreams.TryKeyOf(StoreStreams.Payment, stored.Stream, out var order)) alert = alert with { OrderId = order };
        if (json.TryGetProperty("reason", out var reason) && reason.ValueKind == JsonValueKind.String) alert = alert with { Reason = reason.GetString() };
        if (json.TryGetProperty("difference", out var difference)) alert = WithDifference(alert, difference);
        if (json.TryGetProperty("available", out var available) && available.TryGetInt64(out var pieces)) alert = alert with { Available = pieces };
        if (json.TryGetProperty("threshold", out var threshold) && threshold.TryGetInt32(out var limit)) alert = alert with { Threshold = limit };
        return stored.Type == "webhook.disabled.v1" ? alert with { WebhookId = IdIn(json, "id") } : alert;
    }

    private static Notification WithDifference(Notification alert, JsonElement json)
    {
        alert = alert with { ProductId = IdIn(json, "productId"), OrderId = IdIn(json, "orderId") };
        return alert is { ProductId: { } product, OrderId: { } order }
            ? alert with { Difference = new(product, order, CountIn(json, "expectedHeld"), CountIn(json, "foundHeld"), CountIn(json, "expectedSold"), CountIn(json, "foundSold")) }
            : alert;
    }

    private static int CountIn(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.TryGetInt32(out var count) ? count : 0;

    private static Guid? IdIn(JsonElement json, string name) => json.TryGetProperty(name, out var value) && value.TryGetGuid(out var id) ? id : null;

    private static string PublicName(string type) => type[..type.LastIndexOf('.')];
}

/// <summary>How alerts are kept.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Notification))]
internal sealed partial class NotificationJson : JsonSerializerContext;
