using System.Text.RegularExpressions;

namespace OrleansStore.ReadModels.Storage;

/// <summary>One generation of a projection's tables, through one connection: two generations stand beside each other while one is rebuilt.</summary>
/// <remarks>In a statement <c>@products</c> is this projection's table or index <c>products</c>; the rest is SQL that SQLite and PostgreSQL both understand.</remarks>
internal sealed partial class TableSet(RowConnection connection, string projection, int generation)
{
    private readonly string _prefix = Prefix(projection, generation);
    private readonly Dictionary<string, (string Sql, RowStatement Statement)> _statements = new(StringComparer.Ordinal);

    /// <summary>Whether full text and the like are PostgreSQL's.</summary>
    public bool IsPostgres => connection.IsPostgres;

    /// <summary>The texts of the statements that were prepared.</summary>
    public IEnumerable<string> Prepared => _statements.Values.Select(s => s.Sql);

    /// <summary>The statement for the text; the same one for the same text, so it must be at its end before it is asked for again.</summary>
    public RowStatement Statement(string sql)
    {
        if (_statements.TryGetValue(sql, out var known)) return known.Statement;
        var named = Name(sql);
        var statement = connection.Statement(named);
        _statements[sql] = (named, statement);
        return statement;
    }

    /// <summary>Runs one or more statements once, now.</summary>
    public void Execute(string sql) => connection.Execute(Name(sql));

    /// <inheritdoc cref="RowConnection.AtOnce"/>
    public T AtOnce<T>(Func<TableSet, T> read) => connection.AtOnce(() => read(this));

    /// <summary>Drops the tables and all their indexes.</summary>
    public void Drop(IEnumerable<string> tables)
    {
        foreach (var table in tables) connection.Execute($"DROP TABLE IF EXISTS {_prefix}{table}");
    }

    private static string Prefix(string projection, int generation) => $"{projection.Replace('-', '_')}_{generation}_";

    private string Name(string sql) => Marks().Replace(sql, _prefix);

    [GeneratedRegex("@(?=[a-z])")]
    private static partial Regex Marks();
}
