using System.Text.Json;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Orders;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Notifications;

/// <summary>Makes an inbox of the customer's orders as the feed tells them, and of the rows of <see cref="NotificationProjection"/>.</summary>
internal sealed class NotificationQueries(IOrderFeed feed, ReadModelDatabase database) : INotificationQueries
{
    /// <summary>What of an order a customer is told unasked; the rest is for who looks at the order.</summary>
    private static readonly HashSet<string> Told = new(StringComparer.Ordinal)
    {
        "order.created", "payment.completed", "payment.failed", "payment.refunded", "order.shipped", "order.delivered", "order.cancelled",
        "order.expired", "order.returnRequested", "order.returnApproved", "order.returnRejected", "order.returned",
    };

    public async ValueTask<NotificationPage> ReadAsync(
        Guid customerId, bool isAdmin, long afterPosition, int limit, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ReadModelLimits.PageSize);
        var items = new List<Notification>();
        var position = afterPosition;
        while (true)
        {
            var page = await feed.ReadCustomerAsync(customerId, position, ReadModelLimits.FeedPageSize, cancellation);
            var (from, to) = (position, page.Position);
            var told = page.Updates.Where(u => Told.Contains(u.Event)).Take(limit + 1).ToList();
            var orders = told.Count == 0 ? [] : await database.ReadAsync(OrderTables.Projection, db => told.ConvertAll(u => Of(db, u)), cancellation);
            items.AddRange(await database.ReadAsync(NotificationProjection.ProjectionName, db => Merge(db, customerId, isAdmin, orders, from, to, limit), cancellation));
            position = to;
            if (items.Count > limit)
            {
                items.RemoveRange(limit, items.Count - limit);
                return new NotificationPage(items, items[^1].Position);
            }

            if (items.Count == limit || page.Updates.Count == 0) return new NotificationPage(items, position);
        }
    }

    private static List<Notification> Merge(TableSet tables, Guid customerId, bool isAdmin, List<Notification> orders, long after, long upTo, int limit)
    {
        var items = orders.ToList();
        items.AddRange(Products(tables, customerId, after, upTo, limit + 1));
        if (isAdmin) items.AddRange(Alerts(tables, after, upTo, limit + 1));
        items.Sort((a, b) => a.Position.CompareTo(b.Position));
        return items;
    }

    private static Notification Of(TableSet tables, OrderUpdate update) => new(
        $"{update.Position}", update.Position, update.Event, update.At, update.OrderId, NumberOf(tables, update.OrderId), update.Status,
        update.TrackingNumber, update.Carrier, update.Reason, Partial: update.Partial, Parcels: update.Parcels);

    private static string? NumberOf(TableSet tables, Guid orderId)
    {
        var row = tables.Statement("SELECT created FROM @orders WHERE id = ?1").Bind(1, orderId);
        if (!row.Step()) return null;
        var placed = new DateTimeOffset(row.Int64(0), TimeSpan.Zero);
        row.Reset();
        return OrderNumber.Of(orderId, placed);
    }

    private static IEnumerable<Notification> Products(TableSet tables, Guid customerId, long after, long upTo, int limit)
    {
        // The interests are few; of each, the products are found by the index.
        var rows = tables.Statement(
            """
            SELECT p.position, p.id, p.label, p.sku, p.name, p.price, p.currency, p.at
            FROM @interests i CROSS JOIN @new_products p
            WHERE p.category = i.category AND p.position > i.since AND p.position < i.until AND i.customer = ?1 AND p.position > ?2 AND p.position <= ?3 ORDER BY p.position LIMIT ?4
            """)
            .Bind(1, customerId).Bind(2, after).Bind(3, upTo).Bind(4, limit);
        while (rows.Step())
        {
            yield return new Notification($"{rows.Int64(0)}", rows.Int64(0), "product.added", new DateTimeOffset(rows.Int64(7), TimeSpan.Zero))
            {
                ProductId = rows.Id(1),
                Category = rows.Text(2),
                Sku = rows.Text(3),
                Name = rows.Text(4),
                Price = new Money(rows.Int64(5), rows.Text(6)),
            };
        }
    }

    private static IEnumerable<Notification> Alerts(TableSet tables, long after, long upTo, int limit)
    {
        var rows = tables.Statement("SELECT alert FROM @alerts WHERE position > ?1 AND position <= ?2 ORDER BY position LIMIT ?3")
            .Bind(1, after).Bind(2, upTo).Bind(3, limit);
        while (rows.Step()) yield return JsonSerializer.Deserialize(rows.Blob(0), NotificationJson.Default.Notification)!;
    }
}
