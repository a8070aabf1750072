using System.Collections.Immutable;

namespace OrleansStore.Contracts.Webhooks;

/// <summary>What can happen to subscriptions.</summary>
[GenerateSerializer, Immutable, Alias("store.webhookEvent")]
public abstract record WebhookEvent;

/// <summary>An address was subscribed.</summary>
[GenerateSerializer, Immutable, Alias("webhook.created.v1")]
public sealed record WebhookCreated(Guid Id, string Url, ImmutableArray<string> Events, string? Description) : WebhookEvent;

/// <summary>A subscription was changed; what is null stayed.</summary>
[GenerateSerializer, Immutable, Alias("webhook.changed.v1")]
public sealed record WebhookChanged(Guid Id, string? Url, ImmutableArray<string>? Events, string? Description, bool? Active) : WebhookEvent;

/// <summary>Nothing reached it for days.</summary>
[GenerateSerializer, Immutable, Alias("webhook.disabled.v1")]
public sealed record WebhookDisabled(Guid Id, DateTimeOffset FailingSince) : WebhookEvent;

/// <summary>A subscription was ended.</summary>
[GenerateSerializer, Immutable, Alias("webhook.deleted.v1")]
public sealed record WebhookDeleted(Guid Id) : WebhookEvent;
