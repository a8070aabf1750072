using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>Reads the figures of a time.</summary>
internal static class PeriodRows
{
    public const int HoursOfDay = 24;

    private const string Cells =
        """
        CAST(sum(orders) AS INTEGER), CAST(sum(paid) AS INTEGER), CAST(sum(cancelled) AS INTEGER), CAST(sum(expired) AS INTEGER),
        CAST(sum(pieces) AS INTEGER), CAST(sum(revenue) AS INTEGER), CAST(sum(refunds) AS INTEGER)
        """;

    private const string Visits = "CAST(sum(carts) AS INTEGER), CAST(sum(ordered) AS INTEGER), CAST(sum(accounts) AS INTEGER)";

    /// <summary>All that is in a time, as one.</summary>
    public static PeriodFigures Sum(TableSet tables, DateTimeOffset from, DateTimeOffset to)
    {
        var sum = new PeriodSum(from, to);
        var (first, end) = (TimeBuckets.HourOf(from), TimeBuckets.HourOf(to));
        var sales = tables.Statement($"SELECT currency, {Cells} FROM @sales WHERE hour >= ?1 AND hour < ?2 GROUP BY currency").Bind(1, first).Bind(2, end);
        while (sales.Step()) sum.Add(sales.Text(0), SalesRows.Read(sales, 1));
        var visits = tables.Statement($"SELECT {Visits} FROM @visits WHERE hour >= ?1 AND hour < ?2").Bind(1, first).Bind(2, end);
        while (visits.Step()) sum.Add(ReadVisits(visits, 0));
        return sum.Figures();
    }

    /// <summary>The first hour of which there are figures.</summary>
    public static DateTimeOffset? FindFirst(TableSet tables)
    {
        var row = tables.Statement("SELECT min(hour) FROM (SELECT min(hour) AS hour FROM @sales UNION ALL SELECT min(hour) FROM @visits) AS firsts");
        row.Step();
        var first = row.IsNull(0) ? default(long?) : row.Int64(0);
        row.Reset();
        return first is { } hour ? TimeBuckets.TimeOf(hour) : null;
    }

    /// <summary>Hands over the figures of sales for each so many hours.</summary>
    public static void ReadSales(TableSet tables, long first, long end, int unit, Action<long, string, SalesCell> take)
    {
        var rows = tables.Statement($"SELECT hour / {unit}, currency, {Cells} FROM @sales WHERE hour >= ?1 AND hour < ?2 GROUP BY hour / {unit}, currency")
            .Bind(1, first).Bind(2, end);
        while (rows.Step()) take(rows.Int64(0) * unit, rows.Text(1), SalesRows.Read(rows, 2));
    }

    /// <summary>Hands over the figures of carts and accounts for each so many hours.</summary>
    public static void ReadVisits(TableSet tables, long first, long end, int unit, Action<long, VisitCell> take)
    {
        var rows = tables.Statement($"SELECT hour / {unit}, {Visits} FROM @visits WHERE hour >= ?1 AND hour < ?2 GROUP BY hour / {unit}")
            .Bind(1, first).Bind(2, end);
        while (rows.Step()) take(rows.Int64(0) * unit, ReadVisits(rows, 1));
    }

    private static VisitCell ReadVisits(RowStatement row, int first) =>
        new() { Carts = row.Int64(first), Ordered = row.Int64(first + 1), Accounts = row.Int64(first + 2) };
}
