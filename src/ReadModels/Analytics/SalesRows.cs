using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>Adds what was counted to what stands in the tables.</summary>
internal static class SalesRows
{
    private const int CellColumns = 7;

    /// <param name="erased">Whose figures are not kept any more.</param>
    public static void Save(TableSet tables, SalesTally tally, IReadOnlySet<Guid> erased)
    {
        foreach (var ((hour, currency), cell) in tally.Hours)
        {
            Bind(tables.Statement(
                """
                INSERT INTO @sales(hour, currency, orders, paid, cancelled, expired, pieces, revenue, refunds)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                ON CONFLICT (hour, currency) DO UPDATE SET orders = @sales.orders + excluded.orders, paid = @sales.paid + excluded.paid,
                    cancelled = @sales.cancelled + excluded.cancelled, expired = @sales.expired + excluded.expired, pieces = @sales.pieces + excluded.pieces,
                    revenue = @sales.revenue + excluded.revenue, refunds = @sales.refunds + excluded.refunds
                """)
                .Bind(1, hour).BindText(2, currency), 3, cell).Run();
        }

        foreach (var ((day, product, currency), cell) in tally.Products)
        {
            tables.Statement(
                """
                INSERT INTO @product_days(day, product, currency, sold, returned, revenue) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                ON CONFLICT (day, product, currency) DO UPDATE SET sold = @product_days.sold + excluded.sold,
                    returned = @product_days.returned + excluded.returned, revenue = @product_days.revenue + excluded.revenue
                """)
                .Bind(1, day).Bind(2, product).BindText(3, currency).Bind(4, cell.Sold).Bind(5, cell.Returned).Bind(6, cell.Revenue).Run();
        }

        foreach (var ((customer, currency), cell) in tally.Customers)
            if (!erased.Contains(customer)) Save(tables, customer, currency, cell);

        for (var status = 0; status < tally.Statuses.Length; status++)
        {
            if (tally.Statuses[status] == 0) continue;
            tables.Statement("UPDATE @statuses SET orders = orders + ?2 WHERE status = ?1").Bind(1, (long)status).Bind(2, tally.Statuses[status]).Run();
        }
    }

    public static void Save(TableSet tables, VisitTally tally)
    {
        foreach (var (hour, cell) in tally.Hours)
        {
            tables.Statement(
                """
                INSERT INTO @visits(hour, carts, ordered, accounts) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (hour) DO UPDATE SET carts = @visits.carts + excluded.carts, ordered = @visits.ordered + excluded.ordered,
                    accounts = @visits.accounts + excluded.accounts
                """)
                .Bind(1, hour).Bind(2, cell.Carts).Bind(3, cell.Ordered).Bind(4, cell.Accounts).Run();
        }
    }

    /// <summary>An account that was erased in an earlier batch gets no row either: money may go back to it later.</summary>
    private static void Save(TableSet tables, Guid customer, string currency, in CustomerCell cell) => Bind(
        tables.Statement(
            """
            INSERT INTO @customers(customer, currency, orders, paid, cancelled, expired, pieces, revenue, refunds, first_order, last_order)
            SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11 WHERE NOT EXISTS (SELECT 1 FROM @erased WHERE id = ?1)
            ON CONFLICT (customer, currency) DO UPDATE SET orders = @customers.orders + excluded.orders, paid = @customers.paid + excluded.paid,
                cancelled = @customers.cancelled + excluded.cancelled, expired = @customers.expired + excluded.expired,
                pieces = @customers.pieces + excluded.pieces, revenue = @customers.revenue + excluded.revenue, refunds = @customers.refunds + excluded.refunds,
                first_order = CASE WHEN @customers.first_order = 0 OR (excluded.first_order > 0 AND excluded.first_order < @customers.first_order)
                    THEN excluded.first_order ELSE @customers.first_order END,
                last_order = CASE WHEN excluded.last_order > @customers.last_order THEN excluded.last_order ELSE @customers.last_order END
            """)
            .Bind(1, customer).BindText(2, currency), 3, cell.Sales)
        .Bind(3 + CellColumns, cell.FirstOrder).Bind(4 + CellColumns, cell.LastOrder).Run();

    private static RowStatement Bind(RowStatement statement, int first, in SalesCell cell) => statement
        .Bind(first, cell.Orders).Bind(first + 1, cell.PaidOrders).Bind(first + 2, cell.CancelledOrders).Bind(first + 3, cell.ExpiredOrders)
        .Bind(first + 4, cell.Pieces).Bind(first + 5, cell.Revenue).Bind(first + 6, cell.Refunds);

    /// <summary>The cell in seven columns of a row.</summary>
    public static SalesCell Read(RowStatement row, int first) => new()
    {
        Orders = row.Int64(first),
        PaidOrders = row.Int64(first + 1),
        CancelledOrders = row.Int64(first + 2),
        ExpiredOrders = row.Int64(first + 3),
        Pieces = row.Int64(first + 4),
        Revenue = row.Int64(first + 5),
        Refunds = row.Int64(first + 6),
    };
}
