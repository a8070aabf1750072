using System.Globalization;
using System.Text.RegularExpressions;

namespace OrleansStore.ReadModels.Storage.Postgres;

/// <summary>Turns the statements that are written for both databases into PostgreSQL's.</summary>
internal static partial class PostgresSql
{
    /// <summary>A statement; the planner finds an index by itself.</summary>
    /// <returns>The text, and the numbers of its parameters in the order in which PostgreSQL counts them: it knows no gaps.</returns>
    public static (string Text, int[] Parameters) Statement(string sql)
    {
        var numbers = new List<int>();
        var text = Parameters().Replace(IndexHint().Replace(sql, ""), match =>
        {
            var number = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
            if (!numbers.Contains(number)) numbers.Add(number);
            return $"${numbers.IndexOf(number) + 1}";
        });
        return (Numbers().Replace(text, "bigint"), [.. numbers]);
    }

    /// <summary>Tables: SQLite's integers have 64 bits and its texts are compared by their bytes.</summary>
    public static string Definition(string sql) => Words().Replace(sql, word => word.Value switch
    {
        "INTEGER" => "bigint",
        "BLOB" => "bytea",
        "REAL" => "double precision",
        "TEXT" => "text COLLATE \"C\"",
        _ => "",
    });

    [GeneratedRegex(@"\?(\d+)")]
    private static partial Regex Parameters();

    [GeneratedRegex(@"\bINDEXED BY \S+")]
    private static partial Regex IndexHint();

    [GeneratedRegex(@"\bINTEGER\b")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"\b(?:INTEGER|BLOB|REAL|TEXT|WITHOUT ROWID)\b")]
    private static partial Regex Words();
}
