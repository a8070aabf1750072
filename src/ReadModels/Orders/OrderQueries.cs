using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Orders;

/// <summary>Reads the orders' table.</summary>
internal sealed class OrderQueries(ReadModelDatabase database) : IOrderQueries
{
    /// <summary>What <see cref="Read"/> reads, the position first.</summary>
    public const string Columns = "position, id, customer, status, total, currency, pieces, version, created, updated";

    // An order never changes hands, so an owner once known is known for ever.
    public ValueTask<OrderPage> ListAsync(
        Guid? customerId, OrderStatus? status, int limit, string? cursor, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ReadModelLimits.PageSize);
        var below = ListCursor.Decode(cursor);
        return database.ReadAsync(OrderTables.Projection, db => List(db, customerId, status, limit, below), cancellation);
    }

    private static OrderPage List(TableSet tables, Guid? customerId, OrderStatus? status, int limit, long below)
    {
        // A unary plus keeps an index out: a customer has few orders, a status may have nearly all.
        var where = (customerId, status) switch
        {
            (null, null) => "",
            (null, _) => " AND status = ?4",
            (_, null) => " AND customer = ?3",
            _ => " AND customer = ?3 AND +status = ?4",
        };
        var select = tables.Statement(
            $"SELECT {Columns} FROM @orders WHERE position < ?1{where} ORDER BY position DESC LIMIT ?2")
            .Bind(1, below).Bind(2, limit + 1);
        if (customerId is not null) select.Bind(3, customerId);
        if (status is not null) select.Bind(4, (long)status);

        var (items, next) = ListCursor.ReadPage(select, limit, Read);
        return new OrderPage(items, next);
    }

    /// <summary>The order in a row of <see cref="Columns"/>.</summary>
    public static OrderSummary Read(RowStatement row)
    {
        var id = row.Id(1);
        var created = new DateTimeOffset(row.Int64(8), TimeSpan.Zero);
        return new OrderSummary(
            id, OrderNumber.Of(id, created), row.IdOrNull(2), (OrderStatus)row.Int32(3), new Money(row.Int64(4), row.Text(5)),
            row.Int32(6), row.Int32(7), created, new DateTimeOffset(row.Int64(9), TimeSpan.Zero));
    }
}
