using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Notifications;
using OrleansStore.ReadModels.Orders;

namespace OrleansStore.Silo.Outbound;

/// <summary>Turns the journal's events into those that are told outside; most events are nobody else's business.</summary>
public sealed class PublicEvents(OrderHistory orders, EventCodec codec, Shop shop)
{
    /// <summary>The public event, or null when there is none.</summary>
    /// <exception cref="UnknownEventException">This version of the program cannot read it.</exception>
    public async ValueTask<PublicEvent?> ReadAsync(StoredEvent stored, CancellationToken cancellation)
    {
        if (StoreStreams.TryKeyOf(StoreStreams.Order, stored.Stream, out var orderId)) return await ReadOrderAsync(stored, orderId, cancellation);
        if (StoreStreams.TryKeyOf(StoreStreams.Stock, stored.Stream, out var low) && ShopAlerts.TryRead(stored) is { } alert)
            return New(stored, alert.Type, null, new PublicEventData(ProductId: low, Available: alert.Available, Threshold: alert.Threshold));
        return stored.Type switch
        {
            "product.created.v1" => ReadProduct(stored),
            "stock.held.v1" or "stock.released.v1" => ReadStock(stored),
            _ => null,
        };
    }

    private async ValueTask<PublicEvent> ReadOrderAsync(StoredEvent stored, Guid orderId, CancellationToken cancellation)
    {
        var update = await orders.ReadAsync(stored, cancellation);
        var data = PublicEventData.Of(update);
        data = codec.Read(stored) switch
        {
            OrderPlaced e => data with
            {
                Items = [.. e.Lines.Select(l => new PublicEventItem(l.ProductId, l.Sku, l.Name, l.Quantity, new Money(l.UnitPrice, e.Currency)))],
                Amount = new Money(e.Pricing?.Total ?? e.Lines.Sum(l => l.UnitPrice * l.Quantity), e.Currency),
            },
            OrderPaid e => data with { Amount = new Money(e.Amount, shop.Currency) },
            OrderRefunded e => data with { Amount = new Money(e.Amount, shop.Currency) },
            _ => data,
        };
        return New(stored, update.Event, orderId, data);
    }

    private PublicEvent ReadProduct(StoredEvent stored)
    {
        var e = (ProductCreated)codec.Read(stored);
        var id = StoreStreams.KeyOf(StoreStreams.Product, stored.Stream);
        return New(stored, "product.added", null, new PublicEventData(
            ProductId: id, Sku: e.Sku, Name: e.Name, Category: e.Category, Price: new Money(e.Price, e.Currency)));
    }

    private PublicEvent? ReadStock(StoredEvent stored)
    {
        var product = StoreStreams.KeyOf(StoreStreams.Stock, stored.Stream);
        return codec.Read(stored) switch
        {
            StockHeld e => Moved(e.OrderId, e.Added ?? e.Quantity),
            StockReleased e => Moved(e.OrderId, -e.Quantity),
            _ => null,
        };

        PublicEvent? Moved(Guid orderId, int pieces) => pieces == 0 ? null : New(
            stored, pieces > 0 ? "stock.reserved" : "stock.released", orderId, new PublicEventData(OrderId: orderId, ProductId: product, Quantity: Math.Abs(pieces)));
    }

    private static PublicEvent New(StoredEvent stored, string type, Guid? orderId, PublicEventData data) =>
        new(stored.EventId, type, stored.Time, stored.Position, stored.Stream, orderId, data);
}
