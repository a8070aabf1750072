using System.Collections.Immutable;
using OrleansStore.Contracts.Webhooks;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Webhooks;

/// <summary>What may be done with subscriptions.</summary>
public static class WebhookDecisions
{
    /// <summary>While there is room; the same id again is a repeat.</summary>
    public static Decision<WebhookEvent> Create(WebhooksState state, CreateWebhook command)
    {
        if (state.Find(command.Id) is not null) return Decision<WebhookEvent>.Nothing;
        if (state.Webhooks.Length >= WebhookLimits.Subscriptions) return WebhookErrors.TooMany();
        if (CheckUrl(command.Url) is { } wrong) return wrong;
        return CheckEvents(command.Events) is { } unknown
            ? unknown
            : new WebhookCreated(command.Id, command.Url, command.Events, command.Description);
    }

    /// <summary>What is named is changed.</summary>
    public static Decision<WebhookEvent> Change(WebhooksState state, ChangeWebhook command)
    {
        if (state.Find(command.Id) is not { } webhook) return WebhookErrors.NotFound(command.Id);
        if (Versions.Check(command.ExpectedVersion, webhook.Version) is { } stale) return stale;
        if (command.Url is { } url && CheckUrl(url) is { } wrong) return wrong;
        if (command.Events is { } events && CheckEvents(events) is { } unknown) return unknown;
        return command is { Url: null, Events: null, Description: null, Active: null }
            ? Decision<WebhookEvent>.Nothing
            : new WebhookChanged(command.Id, command.Url, command.Events, command.Description, command.Active);
    }

    /// <summary>Once; what is not there is gone already.</summary>
    public static Decision<WebhookEvent> Delete(WebhooksState state, Guid id) =>
        state.Find(id) is null ? WebhookErrors.NotFound(id) : new WebhookDeleted(id);

    /// <summary>While it is active.</summary>
    public static Decision<WebhookEvent> Disable(WebhooksState state, DisableWebhook command) =>
        state.Find(command.Id) is { Active: true } ? new WebhookDisabled(command.Id, command.FailingSince) : Decision<WebhookEvent>.Nothing;

    // Whether it leads to a place that may be called is looked at by who calls, each time.
    private static StoreError? CheckUrl(string url) =>
        url.Length <= WebhookLimits.Url && Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? null
            : WebhookErrors.InvalidUrl($"'url' must be an address of at most {WebhookLimits.Url} characters that begins with https://.");

    private static StoreError? CheckEvents(ImmutableArray<string> events) =>
        events is { IsDefaultOrEmpty: false } && events.All(e => e == WebhookEventNames.All || WebhookEventNames.Known.Contains(e))
            ? null
            : WebhookErrors.InvalidEvents();
}
