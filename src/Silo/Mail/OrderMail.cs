using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Outbound;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Orders;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Mail;

/// <summary>Tells buyers by e-mail what becomes of their orders.</summary>
internal sealed class OrderMail(
    OrderHistory history, EventCodec codec, IJournal journal, IGrainFactory grains, IMailTransport transport, MailTemplates templates, StoreOptions options, TimeProvider time)
    : IOutboundReceiver
{
    /// <summary>News that is older is none any more: e-mail may have been off for a while.</summary>
    private static readonly TimeSpan Stale = TimeSpan.FromDays(3);

    private static readonly HashSet<string> Told = new(StringComparer.Ordinal)
    {
        "order.created", "payment.completed", "order.shipped", "order.delivered", "order.cancelled", "order.expired", "order.returned", "payment.refunded",
    };

    /// <inheritdoc/>
    public int Parallel => 4;

    /// <inheritdoc/>
    public async ValueTask<OutboundMessage?> ReadAsync(StoredEvent stored, CancellationToken cancellation)
    {
        if (!StoreStreams.TryKeyOf(StoreStreams.Order, stored.Stream, out _) || stored.Time < time.GetUtcNow() - Stale) return null;
        var update = await history.ReadAsync(stored, cancellation);
        if (!Told.Contains(update.Event) || await IsRefusedAsync(stored, cancellation)) return null;
        return new OutboundMessage(
            StableId.Of(stored.EventId, "mail"), stored.EventId, stored.Position, stored.Stream, update.Event, new News(update, codec.Read(stored) as OrderRefunded));
    }

    /// <inheritdoc/>
    public async Task<DeliveryOutcome> DeliverAsync(OutboundMessage message, CancellationToken cancellation)
    {
        var news = (News)message.Body!;
        if ((await grains.GetGrain<IOrderGrain>(news.Update.OrderId).Get()).Value is not { } order) return DeliveryOutcome.Delivered;
        return await RecipientAsync(order) is { } to
            ? await transport.SendAsync(templates.Render(message.Type, message.Id, to, Values(news, order)), cancellation)
            : DeliveryOutcome.Delivered;
    }

    /// <summary>Refused in the moment it was placed: the buyer was told so in the answer, and there never was an order to speak of.</summary>
    private async ValueTask<bool> IsRefusedAsync(StoredEvent stored, CancellationToken cancellation)
    {
        if (stored.Version > 2) return false;
        var first = await journal.ReadStreamAsync(stored.Stream, 0, 2, cancellation);
        return first is [var placed, { Type: "order.cancelled.v1" } end] && end.CausationId == placed.CausationId;
    }

    private async Task<string?> RecipientAsync(OrderView order)
    {
        if (order.Email is not null || order.CustomerId is not { } customer) return order.Email;
        return (await grains.GetGrain<ICustomerGrain>(customer).Get()).Value?.Email;
    }

    private MailValues Values(News news, OrderView order)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = order.Number,
            ["total"] = Format(order.Total),
            ["carrier"] = news.Update.Carrier ?? "",
            ["tracking"] = news.Update.TrackingNumber ?? "",
            ["reason"] = news.Update.Reason ?? "",
            ["amount"] = Format(news.Refunded is { } refunded ? order.Total with { Amount = refunded.Amount } : order.Total),
        };
        return new MailValues(texts, [.. Lines(order)], options.PublicUrl is { } url ? $"{url}/orders/{order.Id}" : null);
    }

    private IEnumerable<MailLine> Lines(OrderView order)
    {
        foreach (var item in order.Items) yield return new MailLine($"{item.Quantity} × {item.Name}", Format(item.LineTotal));
        if (order.Discount.Amount != 0) yield return new MailLine(Word("Discount", "Rabatt"), Format(order.Discount with { Amount = -order.Discount.Amount }));
        if (order.Shipping.Amount != 0) yield return new MailLine(Word("Shipping", "Versand"), Format(order.Shipping));
        if (order.Tax.Amount != 0) yield return new MailLine(Word("Tax", "Steuer"), Format(order.Tax));
        yield return new MailLine(Word("Total", "Summe"), Format(order.Total));
    }

    private string Word(string english, string german) => templates.Language == StoreLanguage.De ? german : english;

    private string Format(Money money) => Amounts.Format(money, templates.Language);

    private sealed record News(OrderUpdate Update, OrderRefunded? Refunded);
}
