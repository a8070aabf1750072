using OrleansStore.Api.Http;
using OrleansStore.Contracts.Webhooks;

namespace OrleansStore.Api.Webhooks;

/// <summary>Subscribes an address.</summary>
/// <param name="Events">Public names, or <c>*</c> for all.</param>
/// <param name="Secret">What messages are signed with; made by the store when it is absent.</param>
public sealed record CreateWebhookRequest(string? Url, string[]? Events, string? Description, string? Secret) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.Text("url", Url, WebhookLimits.Url).OptionalText("description", Description, WebhookLimits.Description)
            .OptionalText("secret", Secret, WebhookLimits.LongestSecret, WebhookLimits.ShortestSecret)
            .Required("events", Events);
        WebhookEvents.Check(checks, Events);
    }
}

/// <summary>Changes a subscription; what is absent stays.</summary>
public sealed record ChangeWebhookRequest(string? Url, string[]? Events, string? Description, bool? Active) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks)
    {
        checks.OptionalText("url", Url, WebhookLimits.Url).OptionalText("description", Description, WebhookLimits.Description, min: 0);
        WebhookEvents.Check(checks, Events);
    }
}

/// <summary>Has everything from a position told again.</summary>
public sealed record ReplayWebhookRequest(long? FromPosition) : IInput
{
    /// <inheritdoc/>
    public void Check(Checks checks) => checks.Range("fromPosition", FromPosition, 1, long.MaxValue);
}

/// <summary>Checks of the events that are named.</summary>
file static class WebhookEvents
{
    public static void Check(Checks checks, string[]? events)
    {
        if (events is null) return;
        if (events.Length is 0 || events.Length > WebhookEventNames.Known.Length) checks.Fail("events", $"From 1 to {WebhookEventNames.Known.Length}.");
        for (var i = 0; i < Math.Min(events.Length, WebhookEventNames.Known.Length); i++)
            if (events[i] != WebhookEventNames.All && !WebhookEventNames.Known.Contains(events[i]))
                checks.Fail($"events[{i}]", $"Must be one of {string.Join(", ", WebhookEventNames.Known)}; or {WebhookEventNames.All} for all.");
    }
}
