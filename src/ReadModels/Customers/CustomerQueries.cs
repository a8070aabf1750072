using System.Text;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Customers;

/// <summary>Reads the accounts' table.</summary>
internal sealed class CustomerQueries(ReadModelDatabase database) : ICustomerQueries
{
    public async ValueTask<CustomerIdPage> ListAsync(CustomerListQuery query, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, ReadModelLimits.PageSize);
        var below = ListCursor.Decode(query.Cursor);
        var (items, next) = await database.ReadAsync(CustomerTables.Projection, tables => List(tables, query, below), cancellation);
        return new CustomerIdPage(items, next);
    }

    private static (IReadOnlyList<Guid> Items, string? Next) List(TableSet tables, CustomerListQuery query, long below)
    {
        // Each combination is a statement of its own, of which there are few.
        var sql = new StringBuilder("SELECT position, id FROM @customers WHERE position < ?1");
        if (query.Role is not null) sql.Append(" AND role = ?3");
        if (query.Group is not null) sql.Append(" AND grouped = ?4");
        if (query.From is not null) sql.Append(" AND created >= ?5");
        if (query.To is not null) sql.Append(" AND created < ?6");
        var select = tables.Statement(sql.Append(" ORDER BY position DESC LIMIT ?2").ToString()).Bind(1, below).Bind(2, query.Limit + 1);
        if (query.Role is { } role) select.Bind(3, (int)role);
        if (query.Group is { } group) select.BindText(4, group);
        if (query.From is { } from) select.Bind(5, from.UtcTicks);
        if (query.To is { } to) select.Bind(6, to.UtcTicks);
        return ListCursor.ReadPage(select, query.Limit, row => row.Id(1));
    }
}
