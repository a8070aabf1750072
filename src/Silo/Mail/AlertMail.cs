using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Outbound;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Notifications;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Mail;

/// <summary>Tells the administrator by e-mail what must not wait until somebody looks.</summary>
internal sealed class AlertMail(IGrainFactory grains, IMailTransport transport, MailTemplates templates, StoreOptions options) : IOutboundReceiver
{
    /// <inheritdoc/>
    public int Parallel => 1;

    /// <inheritdoc/>
    public ValueTask<OutboundMessage?> ReadAsync(StoredEvent stored, CancellationToken cancellation) => new(ShopAlerts.TryRead(stored) is { } alert
        ? new OutboundMessage(StableId.Of(stored.EventId, "alerts"), stored.EventId, stored.Position, stored.Stream, alert.Type, alert)
        : null);

    /// <inheritdoc/>
    public async Task<DeliveryOutcome> DeliverAsync(OutboundMessage message, CancellationToken cancellation)
    {
        var alert = (Notification)message.Body!;
        var product = alert.ProductId is { } id ? (await grains.GetGrain<IProductGrain>(id).Get()).Value : null;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["name"] = product?.Name ?? alert.ProductId?.ToString() ?? "",
            ["sku"] = product?.Sku ?? "",
            ["available"] = $"{alert.Available}",
            ["order"] = $"{alert.OrderId}",
            ["reason"] = alert.Reason ?? "",
            ["webhook"] = $"{alert.WebhookId}",
            ["order"] = alert.OrderId is { } orderId ? await NumberOfAsync(orderId) : "",
            ["expectedHeld"] = $"{alert.Difference?.ExpectedHeld}",
            ["foundHeld"] = $"{alert.Difference?.FoundHeld}",
            ["expectedSold"] = $"{alert.Difference?.ExpectedSold}",
            ["foundSold"] = $"{alert.Difference?.FoundSold}",
        };
        var link = options.PublicUrl is { } url && alert.ProductId is not null ? $"{url}/products/{alert.ProductId}" : null;
        return await transport.SendAsync(templates.Render(alert.Type, message.Id, options.Admin.Email, new MailValues(texts, [], link)), cancellation);
    }

    /// <summary>What differs may be about an order that is not there.</summary>
    private async Task<string> NumberOfAsync(Guid orderId) => (await grains.GetGrain<IOrderGrain>(orderId).Get()).Value?.Number ?? $"{orderId}";
}
