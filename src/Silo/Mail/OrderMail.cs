using OrleansStore.Contracts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Grains.Outbound;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Orders;
using OrleansStore.Silo.Configuration;
using OrleansStore.Silo.Tokens;

namespace OrleansStore.Silo.Mail;

/// <summary>Tells buyers by e-mail what becomes of their orders.</summary>
internal sealed class OrderMail(
    OrderHistory history, EventCodec codec, IJournal journal, IGrainFactory grains, IMailTransport transport, MailTemplates templates, OrderTokens tokens, StoreOptions options,
    TimeProvider time)
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
            StableId.Of(stored.EventId, "mail"), stored.EventId, stored.Position, stored.Stream, update.Event, new News(update, (OrderEvent)codec.Read(stored)));
    }

    /// <inheritdoc/>
    public async Task<DeliveryOutcome> DeliverAsync(OutboundMessage message, CancellationToken cancellation)
    {
        var news = (News)message.Body!;
        if ((await grains.GetGrain<IOrderGrain>(news.Update.OrderId).Get()).Value is not { } order) return DeliveryOutcome.Delivered;
        return await RecipientAsync(order) is { } to
            ? await transport.SendAsync(templates.Render(TextOf(news), message.Id, to, Values(news, order)), cancellation)
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
        if (order.Email == PersonalData.Erased) return null;
        if (order.Email is not null || order.CustomerId is not { } customer) return order.Email;
        return (await grains.GetGrain<ICustomerGrain>(customer).Get()).Value?.Email;
    }

    private static string TextOf(News news) => news.Event switch
    {
        OrderShipped { Parcels: { Length: > 1 } } => "order.shipped.parcels",
        OrderDelivered { Partial: true } => "order.delivered.partial",
        OrderReturnReceived { All: false } => "order.returned.partial",
        _ => news.Update.Event,
    };

    private static string Parcels(News news, OrderView order) =>
        string.Join('\n', Moved(news, order).SelectMany(s => s.Parcels).Select(p => $"{p.Carrier} {p.TrackingNumber}"));

    /// <summary>What it is about, where that is not the whole order.</summary>
    private static string Pieces(News news, OrderView order)
    {
        var moved = Moved(news, order).ToList();
        IEnumerable<OrderPieces> pieces = news.Event is OrderReturnReceived back ? order.Returns.Where(r => r.Number == back.Number).SelectMany(r => r.Items)
            : moved.Count < order.Shipments.Length ? moved.SelectMany(s => s.Items)
            : [];
        return string.Join('\n', pieces.Select(p => $"{p.Quantity} × {order.Items.FirstOrDefault(i => i.ProductId == p.ProductId)?.Name}"));
    }

    /// <summary>The shipments that left or arrived in that moment.</summary>
    private static IEnumerable<ShipmentView> Moved(News news, OrderView order) => news.Event switch
    {
        OrderShipped => order.Shipments.Where(s => s.ShippedAt == news.Update.At),
        OrderDelivered { Shipment: { } number } => order.Shipments.Where(s => s.Number == number),
        OrderDelivered => order.Shipments.Where(s => s.DeliveredAt == news.Update.At),
        _ => [],
    };

    private MailValues Values(News news, OrderView order)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["number"] = order.Number,
            ["total"] = Format(order.Total),
            ["carrier"] = news.Update.Carrier ?? "",
            ["tracking"] = news.Update.TrackingNumber ?? "",
            ["reason"] = news.Update.Reason ?? "",
            ["parcels"] = Parcels(news, order),
            ["pieces"] = Pieces(news, order),
            ["amount"] = Format(news.Event is OrderRefunded refunded ? order.Total with { Amount = refunded.Amount } : order.Total),
        };
        return new MailValues(texts, [.. Lines(order)], Link(order));
    }

    /// <summary>Where the order is looked at; a guest's link opens it, and what does so stands where no server gets it to log.</summary>
    private string? Link(OrderView order) =>
        options.PublicUrl is { } url ? $"{url}/orders/{order.Id}{(order.CustomerId is null ? $"#token={tokens.Issue(order.Id)}" : "")}" : null;

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

    private sealed record News(OrderUpdate Update, OrderEvent Event);
}
