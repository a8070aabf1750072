using OrleansStore.Contracts;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Contracts.Webhooks;
using OrleansStore.Grains.Outbound;
using OrleansStore.Journal;
using OrleansStore.Silo.Outbound;

namespace OrleansStore.Silo.Webhooks;

/// <summary>One subscription of an integrator.</summary>
internal sealed class WebhookReceiver(WebhookView webhook, string secret, PublicEvents events, WebhookHttp http, IGrainFactory grains, IIdSource ids)
    : IOutboundReceiver
{
    private const string PingType = "webhook.ping";

    private readonly string _name = OutboundNames.Webhook(webhook.Id);

    /// <summary>The version of the subscription that this is.</summary>
    public int Version => webhook.Version;

    /// <inheritdoc/>
    public int Parallel => WebhookLimits.Parallel;

    /// <inheritdoc/>
    public async ValueTask<OutboundMessage?> ReadAsync(StoredEvent stored, CancellationToken cancellation) =>
        await events.ReadAsync(stored, cancellation) is { } e && webhook.Wants(e.Type)
            ? New(e, StableId.Of(e.EventId, _name))
            : null;

    /// <inheritdoc/>
    public Task<DeliveryOutcome> DeliverAsync(OutboundMessage message, CancellationToken cancellation)
    {
        var body = ((PublicEvent)message.Body!).Encode(message.Id);
        return body.Length > WebhookLimits.Body
            ? Task.FromResult(new DeliveryOutcome("too large", IsFinal: true))
            : http.SendAsync(webhook.Url, secret, message.Id, body, cancellation);
    }

    /// <inheritdoc/>
    public OutboundMessage? Ping(Guid id, DateTimeOffset now) =>
        New(new PublicEvent(id, PingType, now, 0, PingType, null, new PublicEventData()), id);

    /// <inheritdoc/>
    public async Task<bool> GiveUpAsync(DateTimeOffset failingSince)
    {
        var id = ids.NewId();
        await grains.GetGrain<IWebhooksGrain>(IWebhooksGrain.Key)
            .Disable(new DisableWebhook(new CommandContext(id, id, Actors.System), webhook.Id, failingSince));
        return true;
    }

    private static OutboundMessage New(PublicEvent e, Guid id) => new(id, e.EventId, e.Position, e.Lane, e.Type, e);
}
