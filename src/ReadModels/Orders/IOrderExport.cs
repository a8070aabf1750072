using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Orders;

/// <summary>Reads all orders of a time, a stretch at a time.</summary>
public interface IOrderExport
{
    /// <summary>The next orders, oldest first.</summary>
    /// <param name="after">Where the last stretch ended; 0 for the first.</param>
    /// <returns>A stretch; an empty one need not be the last.</returns>
    ValueTask<ExportStretch<OrderSummary>> ReadAsync(OrderExportQuery query, long after, CancellationToken cancellation = default);
}

/// <summary>Which orders to export.</summary>
/// <param name="From">Placed at this time or later; null for all.</param>
/// <param name="To">Placed before this time; null for all.</param>
public sealed record OrderExportQuery(DateTimeOffset? From, DateTimeOffset? To, OrderStatus? Status);

/// <summary>Reads the orders' table.</summary>
internal sealed class OrderExport(ReadModelDatabase database) : IOrderExport
{
    public ValueTask<ExportStretch<OrderSummary>> ReadAsync(OrderExportQuery query, long after, CancellationToken cancellation = default) => database.ReadAsync(OrderTables.Projection, db =>
    {
        // There is no index by time: so many rows are looked at, whether they are wanted or not, and then others have their turn.
        var select = db.Statement($"SELECT {OrderQueries.Columns} FROM @orders WHERE position > ?1 ORDER BY position LIMIT ?2")
            .Bind(1, after).Bind(2, ReadModelLimits.ExportRows);
        var rows = new List<OrderSummary>();
        var (seen, last) = (0, after);
        while (select.Step())
        {
            (seen, last) = (seen + 1, select.Int64(0));
            var order = OrderQueries.Read(select);
            if (!(order.CreatedAt < query.From) && !(order.CreatedAt >= query.To) && (query.Status is null || order.Status == query.Status)) rows.Add(order);
        }

        return new ExportStretch<OrderSummary>(rows, seen < ReadModelLimits.ExportRows ? null : last);
    }, cancellation);
}
