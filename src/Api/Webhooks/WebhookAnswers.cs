using System.Collections.Immutable;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Contracts.Webhooks;

namespace OrleansStore.Api.Webhooks;

/// <summary>A new subscription with its secret, which is shown this once.</summary>
public sealed record NewWebhookAnswer(
    Guid Id, string Url, ImmutableArray<string> Events, string? Description, bool Active, string Secret, DateTimeOffset CreatedAt, int Version)
{
    /// <summary>The answer to a creation.</summary>
    public static NewWebhookAnswer Of(WebhookView webhook, string secret) =>
        new(webhook.Id, webhook.Url, webhook.Events, webhook.Description, webhook.Active, secret, webhook.CreatedAt, webhook.Version);
}

/// <summary>A page of attempts, newest first, and how the receiver does.</summary>
/// <param name="Position">Everything up to here was told, waits, or is a dead letter.</param>
/// <param name="NextTry">Set while the circuit is open.</param>
public sealed record DeliveryPage(
    IReadOnlyList<Delivery> Items,
    string? NextCursor,
    long Position,
    int Waiting,
    DateTimeOffset? FailingSince,
    DateTimeOffset? NextTry,
    ImmutableArray<DeadLetter> DeadLetters);
