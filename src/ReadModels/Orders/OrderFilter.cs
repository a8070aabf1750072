using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Orders;

/// <summary>What orders are found by: an index that leads to few of them, or along them in some order.</summary>
internal enum OrderPath
{
    /// <summary>In the order of the list.</summary>
    Sort,

    /// <summary>A customer's.</summary>
    Customer,

    /// <summary>Those of a status.</summary>
    Status,

    /// <summary>Those placed in a time.</summary>
    Time,

    /// <summary>Those that come to so much.</summary>
    Total,
}

/// <summary>The conditions of a list of orders, as SQL.</summary>
/// <remarks>
/// Conditions that nobody asked for are mostly there too, and let everything through: so there are few different statements,
/// and each is prepared once. A unary plus keeps the database from walking along another index than the one that is meant.
/// </remarks>
internal sealed class OrderFilter(OrderQuery query, IReadOnlyList<OrderWord> words)
{
    private static readonly string CodeBits = $"{OrderNumberKey.CodeBits}";
    private static readonly string CodeMask = $"{(1L << OrderNumberKey.CodeBits) - 1}";

    private bool IsByTime => OrderSorts.KeyOf(query.Sort) == OrderSorts.Created;

    private bool IsByTotal => OrderSorts.KeyOf(query.Sort) == OrderSorts.Total;

    /// <summary>What can be walked along in the order of the list: the narrowest that has an index.</summary>
    public OrderPath Walk => !IsByTime ? OrderPath.Sort : query.CustomerId is not null ? OrderPath.Customer : query.Status is not null ? OrderPath.Status : OrderPath.Sort;

    /// <summary>Whether a walk passes over orders that are not wanted.</summary>
    public bool PassesOver => words.Count > 0 || query.Currency is not null
        || (Walk != OrderPath.Customer && query.CustomerId is not null) || (Walk != OrderPath.Status && query.Status is not null)
        || (!IsByTime && HasTime) || (!IsByTotal && HasTotal);

    private bool HasTime => query.From is not null || query.To is not null;

    private bool HasTotal => query.MinTotal is not null || query.MaxTotal is not null;

    /// <summary>The positions of some orders among which all that are wanted are; worth while when they are few.</summary>
    public IEnumerable<Func<SqlArguments, string>> Candidates()
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = i;
            yield return arguments => PositionsOf(arguments, word);
        }

        if (Walk != OrderPath.Customer && query.CustomerId is not null) yield return arguments => $"SELECT position FROM @orders WHERE {Customer(arguments)}";
        if (!IsByTotal && HasTotal) yield return arguments => $"SELECT position FROM @orders WHERE {Totals(arguments, "")}";
        if (!IsByTime && HasTime) yield return arguments => $"SELECT position FROM @orders WHERE {Times(arguments, "")}";
        if (Walk != OrderPath.Status && query.Status is not null) yield return arguments => $"SELECT position FROM @orders WHERE {Status(arguments)}";
    }

    /// <summary>What the index of the walk has by itself.</summary>
    public string OfWalk(SqlArguments arguments) => Walk switch
    {
        OrderPath.Customer => $"{Customer(arguments)} AND {Times(arguments, "")}",
        OrderPath.Status => $"{Status(arguments)} AND {Times(arguments, "")}",
        _ when IsByTime => Times(arguments, ""),
        _ when IsByTotal => Totals(arguments, ""),
        _ => "TRUE",
    };

    /// <summary>All conditions.</summary>
    /// <param name="walking">Whether the index of the walk leads to the rows; else none may.</param>
    public string All(SqlArguments arguments, bool walking)
    {
        var conditions = new List<string>
        {
            Times(arguments, walking && IsByTime ? "" : "+"),
            Totals(arguments, walking && IsByTotal ? "" : "+"),
            $"({arguments.Of("currency", query.Currency ?? "")} = '' OR currency = {arguments.Of("currency", "")})",
        };
        // Bytes take no plus; without it SQLite would sort all orders of a customer who has very many.
        if (query.CustomerId is not null) conditions.Add(Customer(arguments, walking && Walk != OrderPath.Customer ? "coalesce(customer, NULL)" : "customer"));
        conditions.Add(walking && Walk == OrderPath.Status
            ? Status(arguments)
            : $"+status BETWEEN {arguments.Of("firstStatus", query.Status is { } first ? (long)first : 0)} AND {arguments.Of("lastStatus", query.Status is { } last ? (long)last : long.MaxValue)}");
        conditions.AddRange(words.Select((word, i) =>
            $"""
            (words LIKE {arguments.Of($"pattern{i}", word.Pattern)} ESCAPE '\' OR +number BETWEEN {arguments.Of($"first{i}", word.FirstNumber)} AND {arguments.Of($"last{i}", word.LastNumber)}
            OR (number & {CodeMask}) = {arguments.Of($"code{i}", word.Code)} OR id = {arguments.Of($"id{i}", word.Id ?? Guid.Empty)})
            """));
        return string.Join(" AND ", conditions);
    }

    /// <summary>Where a word may be found: among articles, parcels, numbers, codes of each day there is, and ids.</summary>
    private string PositionsOf(SqlArguments arguments, int i)
    {
        var word = words[i];
        var (from, end, code) = (arguments.Of($"from{i}", word.Prefix), arguments.Of($"end{i}", word.End), arguments.Of($"code{i}", word.Code));
        return $"""
            SELECT o.position FROM @article_words AS w CROSS JOIN @article_orders AS o WHERE w.word >= {from} AND w.word < {end} AND o.article = w.article
            UNION ALL SELECT position FROM @parcels WHERE word >= {from} AND word < {end}
            UNION ALL SELECT position FROM @orders WHERE number >= {arguments.Of($"first{i}", word.FirstNumber)} AND number <= {arguments.Of($"last{i}", word.LastNumber)}
            UNION ALL SELECT position FROM @orders WHERE id = {arguments.Of($"id{i}", word.Id ?? Guid.Empty)}
            UNION ALL SELECT o.position FROM (
                WITH RECURSIVE days(d) AS (
                    SELECT max(number) >> {CodeBits} FROM @orders WHERE {code} >= 0
                    UNION ALL SELECT (SELECT max(number) >> {CodeBits} FROM @orders WHERE number < (days.d << {CodeBits})) FROM days WHERE days.d IS NOT NULL)
                SELECT d FROM days WHERE d IS NOT NULL
            ) AS found CROSS JOIN @orders AS o WHERE o.number = ((found.d << {CodeBits}) | {code})
            """;
    }

    private string Customer(SqlArguments arguments, string column = "customer") => $"{column} = {arguments.Of("customer", query.CustomerId!.Value)}";

    private string Status(SqlArguments arguments) => $"status = {arguments.Of("status", (long)query.Status!.Value)}";

    private string Times(SqlArguments arguments, string plus) =>
        $"{plus}created >= {arguments.Of("from", query.From?.UtcTicks ?? long.MinValue)} AND {plus}created < {arguments.Of("to", query.To?.UtcTicks ?? long.MaxValue)}";

    private string Totals(SqlArguments arguments, string plus) =>
        $"{plus}total >= {arguments.Of("least", query.MinTotal ?? long.MinValue)} AND {plus}total <= {arguments.Of("most", query.MaxTotal ?? long.MaxValue)}";
}
