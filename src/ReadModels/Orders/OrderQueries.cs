using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Orders;

/// <summary>Reads the orders' tables.</summary>
internal sealed class OrderQueries(ReadModelDatabase database) : IOrderQueries
{
    public ValueTask<OrderPage> ListAsync(OrderQuery query, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, ReadModelLimits.PageSize);
        var words = OrderWords.Asked(query.Text);
        if (words.Count > ReadModelLimits.OrderWords) throw new ArgumentException($"At most {ReadModelLimits.OrderWords} words.", nameof(query));
        var cursor = OrderCursor.Decode(query.Cursor, query.Sort);
        return database.ReadAsync(OrderTables.Projection, tables => new OrderSearch(tables, query, words).Read(cursor), cancellation);
    }
}

/// <summary>Finds one page of orders.</summary>
/// <remarks>
/// When something that is asked for leads to few orders, those are looked at and sorted. Else the index in the order of the list
/// is walked along, a stretch at a time, and not further than a page may go: so a page costs the same with any number of orders.
/// </remarks>
internal sealed class OrderSearch(TableSet tables, OrderQuery query, IReadOnlyList<OrderWord> words)
{
    private const string Columns = "position, id, customer, status, total, currency, pieces, version, created, updated";
    private const int KeyColumn = 10;

    private readonly OrderFilter _filter = new(query, words);
    private readonly string _key = OrderSorts.KeyOf(query.Sort);
    private readonly bool _rising = OrderSorts.IsRising(query.Sort);

    public OrderPage Read(OrderCursor cursor)
    {
        if (!_filter.PassesOver) return Walk(cursor, stretches: 1, passesOver: false);
        return FindFew() is { } few ? ReadFew(few, cursor) : Walk(cursor, ReadModelLimits.OrderStretches, passesOver: true);
    }

    /// <summary>What leads to the fewest orders, if those are few.</summary>
    private Func<SqlArguments, string>? FindFew()
    {
        Func<SqlArguments, string>? best = null;
        var fewest = ReadModelLimits.FewOrders + 1L;
        foreach (var candidate in _filter.Candidates())
        {
            var arguments = new SqlArguments();
            var count = arguments.Bind(tables.Statement(
                $"SELECT count(*) FROM (SELECT position FROM ({candidate(arguments)}) AS found LIMIT {ReadModelLimits.FewOrders + 1}) AS counted"));
            count.Step();
            var found = count.Int64(0);
            count.Reset();
            if (found < fewest) (best, fewest) = (candidate, found);
        }

        return best;
    }

    private OrderPage ReadFew(Func<SqlArguments, string> few, OrderCursor cursor)
    {
        var arguments = new SqlArguments();
        var sql =
            $"""
            SELECT {Columns}, {_key}
            FROM (SELECT DISTINCT position AS found FROM ({few(arguments)}) AS every LIMIT {ReadModelLimits.FewOrders}) AS few CROSS JOIN @orders
            WHERE position = few.found AND {_filter.All(arguments, walking: false)} AND {After(arguments, cursor)}
            {Sorted("+")} LIMIT {arguments.Of("limit", query.Limit + 1L)}
            """;
        var (items, last) = Take(arguments.Bind(tables.Statement(sql)), query.Limit);
        return new OrderPage(items, last?.Encode(query.Sort));
    }

    private OrderPage Walk(OrderCursor cursor, int stretches, bool passesOver)
    {
        var items = new List<OrderSummary>();
        for (var stretch = 0; stretch < stretches; stretch++)
        {
            var end = passesOver ? FindEnd(cursor) : null;
            var arguments = new SqlArguments();
            var until = end is { } some ? $" AND ({_key}, position) {(_rising ? "<=" : ">=")} ({arguments.Of("endKey", some.Key)}, {arguments.Of("endPosition", some.Position)})" : "";
            var sql =
                $"""
                SELECT {Columns}, {_key} FROM @orders
                WHERE {_filter.All(arguments, walking: true)} AND {After(arguments, cursor)}{until}
                {Sorted("")} LIMIT {arguments.Of("limit", query.Limit - items.Count + 1L)}
                """;
            var (found, last) = Take(arguments.Bind(tables.Statement(sql)), query.Limit - items.Count);
            items.AddRange(found);
            if (last is { } full) return new OrderPage(items, full.Encode(query.Sort));
            if (end is not { } next) return new OrderPage(items, null);
            cursor = next;
            if (items.Count == query.Limit) break;
        }

        return new OrderPage(items, cursor.Encode(query.Sort));
    }

    /// <summary>The last row of the stretch after a cursor, wanted or not; null when it is the last stretch.</summary>
    private OrderCursor? FindEnd(OrderCursor cursor)
    {
        var arguments = new SqlArguments();
        var sql =
            $"""
            SELECT {_key}, position FROM @orders WHERE {_filter.OfWalk(arguments)} AND {After(arguments, cursor)}
            {Sorted("")} LIMIT 1 OFFSET {ReadModelLimits.OrderStretch - 1}
            """;
        var row = arguments.Bind(tables.Statement(sql));
        if (!row.Step()) return null;
        var end = new OrderCursor(row.Int64(0), row.Int64(1));
        row.Reset();
        return end;
    }

    private string After(SqlArguments arguments, OrderCursor cursor) =>
        $"({_key}, position) {(_rising ? ">" : "<")} ({arguments.Of("key", cursor.Key)}, {arguments.Of("position", cursor.Position)})";

    private string Sorted(string plus)
    {
        var direction = _rising ? "" : " DESC";
        return $"ORDER BY {plus}{_key}{direction}, {plus}position{direction}";
    }

    /// <summary>The rows that there is room for, and the last one of them when there are more.</summary>
    private static (List<OrderSummary> Items, OrderCursor? Last) Take(RowStatement rows, int room)
    {
        var items = new List<OrderSummary>();
        OrderCursor last = default;
        while (rows.Step())
        {
            if (items.Count == room)
            {
                rows.Reset();
                return (items, last);
            }

            last = new OrderCursor(rows.Int64(KeyColumn), rows.Int64(0));
            items.Add(ReadRow(rows));
        }

        return (items, null);
    }

    private static OrderSummary ReadRow(RowStatement row)
    {
        var id = row.Id(1);
        var created = new DateTimeOffset(row.Int64(8), TimeSpan.Zero);
        return new OrderSummary(
            id, OrderNumber.Of(id, created), row.IdOrNull(2), (OrderStatus)row.Int32(3), new Money(row.Int64(4), row.Text(5)),
            row.Int32(6), row.Int32(7), created, new DateTimeOffset(row.Int64(9), TimeSpan.Zero));
    }
}
