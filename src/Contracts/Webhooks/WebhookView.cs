using System.Collections.Immutable;

namespace OrleansStore.Contracts.Webhooks;

/// <summary>A subscription; its secret is never shown again.</summary>
/// <param name="Active">Whether it is told anything.</param>
/// <param name="DisabledSince">Since when nothing had reached it when it was disabled; null unless it was.</param>
/// <param name="Version">Of this subscription.</param>
[GenerateSerializer, Immutable, Alias("store.webhookView")]
public sealed record WebhookView(
    Guid Id,
    string Url,
    ImmutableArray<string> Events,
    string? Description,
    bool Active,
    DateTimeOffset? DisabledSince,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version)
{
    /// <summary>Whether it wants to be told of an event.</summary>
    public bool Wants(string name) => Events.Contains(WebhookEventNames.All) || Events.Contains(name);
}

/// <summary>All subscriptions.</summary>
[GenerateSerializer, Immutable, Alias("store.webhookList")]
public sealed record WebhookList(ImmutableArray<WebhookView> Items);

/// <summary>The public names that can be subscribed to.</summary>
public static class WebhookEventNames
{
    /// <summary>Every event, also those that later versions add.</summary>
    public const string All = "*";

    /// <summary>The names, in the order of the documentation.</summary>
    public static ImmutableArray<string> Known { get; } =
    [
        "order.created", "order.itemAdded", "order.itemRemoved", "order.cancelled", "order.expired", "order.shipped",
        "order.delivered", "order.returnRequested", "order.returnApproved", "order.returnRejected", "order.returned", "order.noteAdded",
        "payment.processed", "payment.completed", "payment.failed", "payment.refunded",
        "stock.reserved", "stock.released", "stock.low", "stock.out", "product.added",
    ];
}
