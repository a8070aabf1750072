using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Webhooks;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Webhooks;

/// <summary>All subscriptions, oldest first.</summary>
[GenerateSerializer, Immutable, Alias("store.webhooksState")]
public sealed record WebhooksState(ImmutableArray<WebhookView> Webhooks) : IAggregate<WebhooksState, WebhookEvent>
{
    /// <inheritdoc/>
    public static WebhooksState Initial { get; } = new([]);

    /// <inheritdoc/>
    public static string SnapshotType => "webhooks.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<WebhooksState> SnapshotJson => GrainStates.Default.WebhooksState;

    /// <summary>A subscription, or null.</summary>
    public WebhookView? Find(Guid id) => Webhooks.FirstOrDefault(w => w.Id == id);

    /// <inheritdoc/>
    public static WebhooksState Evolve(WebhooksState state, WebhookEvent @event, in EventMeta meta)
    {
        var at = meta.Time;
        return @event switch
        {
            WebhookCreated e => state with { Webhooks = state.Webhooks.Add(new(e.Id, e.Url, e.Events, e.Description, true, null, at, at, 1)) },
            WebhookChanged e => state.Set(e.Id, at, w => w with
            {
                Url = e.Url ?? w.Url,
                Events = e.Events ?? w.Events,
                Description = e.Description ?? w.Description,
                Active = e.Active ?? w.Active,
                DisabledSince = e.Active is true ? null : w.DisabledSince,
            }),
            WebhookDisabled e => state.Set(e.Id, at, w => w with { Active = false, DisabledSince = e.FailingSince }),
            WebhookDeleted e => state with { Webhooks = state.Webhooks.RemoveAll(w => w.Id == e.Id) },
            _ => state,
        };
    }

    private WebhooksState Set(Guid id, DateTimeOffset at, Func<WebhookView, WebhookView> change) => this with
    {
        Webhooks = [.. Webhooks.Select(w => w.Id == id ? change(w) with { UpdatedAt = at, Version = w.Version + 1 } : w)],
    };
}
