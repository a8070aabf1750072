using System.Collections.Concurrent;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Contracts.Webhooks;
using OrleansStore.Grains.Outbound;
using OrleansStore.Grains.Webhooks;
using OrleansStore.Journal;
using OrleansStore.Silo.Webhooks;

namespace OrleansStore.Silo.Outbound;

/// <summary>A receiver that is set up by configuration.</summary>
/// <param name="Name">See <see cref="OutboundNames"/>.</param>
public sealed record ConfiguredReceiver(string Name, IOutboundReceiver Receiver);

/// <summary>The receivers that are configured, and the subscriptions of integrators.</summary>
internal sealed class OutboundReceivers(
    IEnumerable<ConfiguredReceiver> configured, IGrainFactory grains, IDurableRows rows, PublicEvents events, WebhookHttp http, IIdSource ids)
    : IOutboundReceivers
{
    private readonly Dictionary<string, IOutboundReceiver> _configured = configured.ToDictionary(c => c.Name, c => c.Receiver, StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, WebhookReceiver> _webhooks = new();

    /// <summary>The names of all that are configured.</summary>
    public IReadOnlyCollection<string> Configured => _configured.Keys;

    /// <inheritdoc/>
    public async Task<IOutboundReceiver?> FindAsync(string name)
    {
        if (!OutboundNames.TryWebhook(name, out var id)) return _configured.GetValueOrDefault(name);
        var webhook = (await grains.GetGrain<IWebhooksGrain>(IWebhooksGrain.Key).Get(id)).Value;
        if (webhook is not { Active: true } || await WebhookSecrets.ReadAsync(rows, id) is not { } secret)
        {
            _webhooks.TryRemove(id, out _);
            return null;
        }

        // The same one as long as nothing changed: what was made for it stays good.
        if (_webhooks.TryGetValue(id, out var known) && known.Version == webhook.Version) return known;
        return _webhooks[id] = new WebhookReceiver(webhook, secret, events, http, grains, ids);
    }
}
