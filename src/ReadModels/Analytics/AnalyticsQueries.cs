using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>Reads the tables of figures.</summary>
internal sealed class AnalyticsQueries(ReadModelDatabase database) : IAnalyticsQueries
{
    private const int MonthDays = 30;
    private const int DashboardProducts = 10;

    public ValueTask<long> PositionAsync(CancellationToken cancellation = default) =>
        database.ReadAsync(AnalyticsTables.Projection, tables => Counters.Read(tables, Counters.Position), cancellation);

    public ValueTask<Dashboard> DashboardAsync(DateTimeOffset now, CancellationToken cancellation = default) =>
        ReadAsync(tables => ReadDashboard(tables, now.ToUniversalTime()), cancellation);

    public ValueTask<SalesReport> SalesAsync(DateTimeOffset from, DateTimeOffset to, TimeBucket bucket, CancellationToken cancellation = default)
    {
        var starts = Starts(from, to, bucket);
        return ReadAsync(tables => ReadSales(tables, starts, bucket), cancellation);
    }

    public ValueTask<PopularReport> PopularAsync(
        DateTimeOffset from, DateTimeOffset to, PopularBy by, int limit, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ReadModelLimits.PageSize);
        var (first, end) = (TimeBucket.Day.StartOf(from), TimeBucket.Day.EndOf(to));
        var days = (end - first).Days;
        if (days is < 1 or > ReadModelLimits.PopularDays) throw new ArgumentException($"From 1 to {ReadModelLimits.PopularDays} days.", nameof(to));
        return ReadAsync(
            tables => new PopularReport(Counters.Read(tables, Counters.Position), first, end, ProductRows.Popular(tables, first, end, by, limit)),
            cancellation);
    }

    public ValueTask<CustomerFigures?> CustomerAsync(Guid customerId, CancellationToken cancellation = default) =>
        ReadAsync(tables => ReadCustomer(tables, customerId), cancellation);

    /// <summary>All figures are of one position, also in the rush of a busy shop.</summary>
    private ValueTask<T> ReadAsync<T>(Func<TableSet, T> read, CancellationToken cancellation) =>
        database.ReadAsync(AnalyticsTables.Projection, tables => tables.AtOnce(read), cancellation);

    /// <summary>The beginnings of the buckets, and the end of the last.</summary>
    private static List<DateTimeOffset> Starts(DateTimeOffset from, DateTimeOffset to, TimeBucket bucket)
    {
        var (first, count) = (bucket.StartOf(from), TimeBuckets.Count(bucket, from, to));
        return count is >= 1 and <= ReadModelLimits.ReportBuckets
            ? [.. Enumerable.Range(0, count + 1).Select(next => bucket.Add(first, next))]
            : throw new ArgumentException($"From 1 to {ReadModelLimits.ReportBuckets} buckets.", nameof(to));
    }

    private static SalesReport ReadSales(TableSet tables, List<DateTimeOffset> starts, TimeBucket bucket)
    {
        var periods = new PeriodSum[starts.Count - 1];
        for (var i = 0; i < periods.Length; i++) periods[i] = new PeriodSum(starts[i], starts[i + 1]);
        var total = new PeriodSum(starts[0], starts[^1]);
        // Only hours tell hours apart; all else is made of days, of which there are fewer.
        var unit = bucket == TimeBucket.Hour ? 1 : PeriodRows.HoursOfDay;
        var (first, end) = (TimeBuckets.HourOf(starts[0]), TimeBuckets.HourOf(starts[^1]));
        PeriodRows.ReadSales(tables, first, end, unit, (hour, currency, cell) =>
        {
            periods[IndexOf(hour)].Add(currency, cell);
            total.Add(currency, cell);
        });
        PeriodRows.ReadVisits(tables, first, end, unit, (hour, cell) =>
        {
            periods[IndexOf(hour)].Add(cell);
            total.Add(cell);
        });
        return new SalesReport(Counters.Read(tables, Counters.Position), bucket, total.Figures(), [.. periods.Select(p => p.Figures())]);

        int IndexOf(long hour)
        {
            var at = starts.BinarySearch(TimeBuckets.TimeOf(hour));
            return at >= 0 ? at : ~at - 1;
        }
    }

    private static Dashboard ReadDashboard(TableSet tables, DateTimeOffset now)
    {
        var today = TimeBucket.Day.StartOf(now);
        var (month, tomorrow) = (today.AddDays(1 - MonthDays), today.AddDays(1));
        var counters = Counters.Read(tables);
        return new Dashboard(
            counters[Counters.Position],
            now,
            PeriodRows.Sum(tables, today, tomorrow),
            PeriodRows.Sum(tables, month, tomorrow),
            PeriodRows.Sum(tables, PeriodRows.FindFirst(tables) ?? today, tomorrow),
            ReadStatuses(tables),
            counters[Counters.Accounts],
            counters[Counters.Products],
            new ShelfFigures(counters[Counters.Pieces], ReadWorth(tables)),
            ProductRows.Popular(tables, month, tomorrow, PopularBy.Pieces, DashboardProducts));
    }

    private static OrderedDictionary<string, long> ReadStatuses(TableSet tables)
    {
        var statuses = new OrderedDictionary<string, long>(Enum.GetValues<OrderStatus>().Select(s => KeyValuePair.Create(OrderErrors.Name(s), 0L)), StringComparer.Ordinal);
        var rows = tables.Statement("SELECT status, orders FROM @statuses");
        while (rows.Step()) statuses[OrderErrors.Name((OrderStatus)rows.Int32(0))] = rows.Int64(1);
        return statuses;
    }

    private static List<Money> ReadWorth(TableSet tables)
    {
        var worth = new List<Money>();
        var rows = tables.Statement("SELECT currency, worth FROM @worth ORDER BY currency");
        while (rows.Step()) worth.Add(new Money(rows.Int64(1), rows.Text(0)));
        return worth;
    }

    private static CustomerFigures? ReadCustomer(TableSet tables, Guid customer)
    {
        if (AccountTally.FindOpened(tables, customer) is not { } opened) return null;
        var sales = new List<CustomerSales>();
        var rows = tables.Statement(
            """
            SELECT currency, orders, paid, cancelled, expired, pieces, revenue, refunds, first_order, last_order
            FROM @customers WHERE customer = ?1 ORDER BY currency
            """).Bind(1, customer);
        while (rows.Step())
        {
            sales.Add(new CustomerSales(
                PeriodSum.Figures(rows.Text(0), SalesRows.Read(rows, 1)),
                new DateTimeOffset(rows.Int64(8), TimeSpan.Zero), new DateTimeOffset(rows.Int64(9), TimeSpan.Zero)));
        }

        return new CustomerFigures(Counters.Read(tables, Counters.Position), customer, new DateTimeOffset(opened, TimeSpan.Zero), sales);
    }
}
