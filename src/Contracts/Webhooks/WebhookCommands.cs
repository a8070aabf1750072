using System.Collections.Immutable;

namespace OrleansStore.Contracts.Webhooks;

/// <summary>Subscribes an address.</summary>
/// <param name="Id">Of the subscription; made by the caller, as a repeat has to name the same.</param>
/// <param name="Events">Public names, or <see cref="WebhookEventNames.All"/>.</param>
/// <param name="Secret">What deliveries are signed with; kept beside the journal, never in it.</param>
[GenerateSerializer, Immutable, Alias("store.createWebhook")]
public sealed record CreateWebhook(
    CommandContext Context, Guid Id, string Url, ImmutableArray<string> Events, string? Description, string Secret);

/// <summary>Changes a subscription; what is null stays.</summary>
[GenerateSerializer, Immutable, Alias("store.changeWebhook")]
public sealed record ChangeWebhook(
    CommandContext Context, Guid Id, int? ExpectedVersion, string? Url, ImmutableArray<string>? Events, string? Description, bool? Active);

/// <summary>Ends a subscription.</summary>
[GenerateSerializer, Immutable, Alias("store.deleteWebhook")]
public sealed record DeleteWebhook(CommandContext Context, Guid Id);

/// <summary>Nothing reached it since then.</summary>
[GenerateSerializer, Immutable, Alias("store.disableWebhook")]
public sealed record DisableWebhook(CommandContext Context, Guid Id, DateTimeOffset FailingSince);
