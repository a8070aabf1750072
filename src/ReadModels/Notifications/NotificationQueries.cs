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
            items.AddRange(database.Read(db => Merge(db, customerId, isAdmin, page, from, to, limit)));
            position = to;
            if (items.Count > limit)
            {
                items.RemoveRange(limit, items.Count - limit);
                return new NotificationPage(items, items[^1].Position);
            }

            if (items.Count == limit || page.Updates.Count == 0) return new NotificationPage(items, position);
        }
    }

    private static List<Notification> Merge(SqliteDatabase database, Guid customerId, bool isAdmin, FeedPage page, long after, long upTo, int limit)
    {
        var items = page.Updates.Where(u => Told.Contains(u.Event)).Take(limit + 1).Select(u => Of(database, u)).ToList();
        items.AddRange(Products(database, customerId, after, upTo, limit + 1));
        if (isAdmin) items.AddRange(Alerts(database, after, upTo, limit + 1));
        items.Sort((a, b) => a.Position.CompareTo(b.Position));
        return items;
    }

    private static Notification Of(SqliteDatabase database, OrderUpdate update) => new(
        $"{update.Position}", update.Position, update.Event, update.At, update.OrderId, NumberOf(database, update.OrderId), update.Status,
        update.TrackingNumber, update.Carrier, update.Reason, Partial: update.Partial, Parcels: update.Parcels);

    private static string? NumberOf(SqliteDatabase database, Guid orderId)
    {
        var row = database.Statement("SELECT created FROM orders WHERE id = ?1").Bind(1, orderId);
        if (!row.Step()) return null;
        var placed = new DateTimeOffset(row.Int64(0), TimeSpan.Zero);
        row.Reset();
        return OrderNumber.Of(orderId, placed);
    }

    private static IEnumerable<Notification> Products(SqliteDatabase database, Guid customerId, long after, long upTo, int limit)
    {
        // The interests are few; of each, the products are found by the index.
        var rows = database.Statement(
            """
            SELECT p.position, p.id, p.label, p.sku, p.name, p.price, p.currency, p.at
            FROM interests i CROSS JOIN new_products p ON p.category = i.category AND p.position > i.since AND p.position < i.until
            WHERE i.customer = ?1 AND p.position > ?2 AND p.position <= ?3 ORDER BY p.position LIMIT ?4
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

    private static IEnumerable<Notification> Alerts(SqliteDatabase database, long after, long upTo, int limit)
    {
        var rows = database.Statement("SELECT alert FROM alerts WHERE position > ?1 AND position <= ?2 ORDER BY position LIMIT ?3")
            .Bind(1, after).Bind(2, upTo).Bind(3, limit);
        while (rows.Step()) yield return JsonSerializer.Deserialize(rows.Blob(0), NotificationJson.Default.Notification)!;
    }
}
