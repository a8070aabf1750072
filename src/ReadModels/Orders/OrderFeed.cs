using OrleansStore.Journal;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Orders;

/// <summary>Reads feeds from the journal itself; the orders' table only tells which streams to look at.</summary>
internal sealed class OrderFeed(IJournal journal, OrderHistory history, ReadModelDatabase database, IReadModels readModels) : IOrderFeed
{
    private const int ScanChunk = 1_000;

    public async ValueTask<IReadOnlyList<OrderUpdate>> ReadOrderAsync(
        Guid orderId, int afterVersion, int maxCount, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterVersion);
        maxCount = PageSize(maxCount);
        var updates = new List<OrderUpdate>();
        await history.FoldAsync(orderId, history.Known(orderId, afterVersion), update =>
        {
            if (update.Version > afterVersion) updates.Add(update);
            return updates.Count < maxCount;
        }, cancellation);
        return updates;
    }

    public async ValueTask<FeedPage> ReadCustomerAsync(
        Guid customerId, long afterPosition, int maxCount, CancellationToken cancellation = default)
    {
        maxCount = PageSize(maxCount);
        await readModels.WaitForAsync(OrderTables.Projection, journal.Head, ReadModelLimits.FeedWait, cancellation);
        // What lies above is not surely in the index; the next stretch has it.
        var horizon = readModels.PositionOf(OrderTables.Projection);
        if (horizon <= afterPosition) return new FeedPage([], afterPosition);

        var updates = new List<OrderUpdate>();
        var more = false;
        for (long placed = 0, from = 0; !more || updates[^1].Position > placed; from = placed)
        {
            var orders = await database.ReadAsync(OrderTables.Projection, db => ActiveOrders(db, customerId, afterPosition, from, horizon), cancellation);
            foreach (var (orderId, _) in orders)
            {
                await history.FoldAsync(orderId, null, update =>
                {
                    if (update.Position > horizon) return false;
                    if (update.Position > afterPosition) updates.Add(update);
                    return true;
                }, cancellation);
            }

            updates.Sort((a, b) => a.Position.CompareTo(b.Position));
            more |= updates.Count > maxCount;
            if (more) updates.RemoveRange(maxCount, updates.Count - maxCount);
            if (orders.Count < ReadModelLimits.FeedOrders) break;
            // An order placed above all that is wanted has nothing to add, nor has any after it.
            placed = orders[^1].Placed;
        }

        return new FeedPage(updates, more ? updates[^1].Position : horizon);
    }

    public async ValueTask<FeedPage> ReadAllAsync(long afterPosition, int maxCount, CancellationToken cancellation = default)
    {
        maxCount = PageSize(maxCount);
        var updates = new List<OrderUpdate>();
        var position = afterPosition;
        for (var scanned = 0; scanned < ReadModelLimits.FeedScan;)
        {
            var events = await journal.ReadAllAsync(position, ScanChunk, cancellation);
            foreach (var stored in events)
            {
                position = stored.Position;
                if (!OrderUpdates.EventTypes.Contains(stored.Type)) continue;
                updates.Add(await ReadAsync(stored, cancellation));
                if (updates.Count == maxCount) return new FeedPage(updates, position);
            }

            scanned += events.Count;
            if (events.Count < ScanChunk || updates.Count > 0) break;
        }

        return new FeedPage(updates, position);
    }

    public ValueTask<OrderUpdate> ReadAsync(StoredEvent stored, CancellationToken cancellation = default) => history.ReadAsync(stored, cancellation);

    private static int PageSize(int maxCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxCount, 1);
        return Math.Min(maxCount, ReadModelLimits.FeedPageSize);
    }

    /// <summary>The customer's orders that had an event above the position, by age, from a place on.</summary>
    private static List<(Guid Id, long Placed)> ActiveOrders(TableSet tables, Guid customerId, long afterPosition, long placedAfter, long horizon)
    {
        var rows = tables.Statement(
            """
            SELECT id, position FROM @orders INDEXED BY @orders_by_activity
            WHERE customer = ?1 AND last_position > ?2 AND position > ?3 AND position <= ?4 ORDER BY position LIMIT ?5
            """)
            .Bind(1, customerId).Bind(2, afterPosition).Bind(3, placedAfter).Bind(4, horizon).Bind(5, ReadModelLimits.FeedOrders);
        var orders = new List<(Guid, long)>();
        while (rows.Step()) orders.Add((rows.Id(0), rows.Int64(1)));
        return orders;
    }
}
