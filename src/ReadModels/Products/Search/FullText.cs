using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>The full-text index over <c>@texts</c>: FTS5 on SQLite, a GIN index of tsvectors on PostgreSQL. Both hold the words as they are given.</summary>
internal static class FullText
{
    // PostgreSQL's index is on this very expression; no parser and no dictionary comes between.
    private const string Vector = "array_to_tsvector(string_to_array(btrim(words), ' '))";

    private const int TextsAtOnce = 50;

    private static readonly string WordsSql = $"SELECT position, words FROM @texts WHERE position IN ({Parameters.List(1, TextsAtOnce)})";

    public static void Create(TableSet tables) => tables.Execute(tables.IsPostgres
        ? $"CREATE INDEX @by_words ON @texts USING gin ({Vector}) WITH (fastupdate = off)"
        : """
          CREATE VIRTUAL TABLE @search USING fts5(
              words, content = '@texts', content_rowid = 'position', detail = none, columnsize = 0, tokenize = 'ascii', prefix = '3 4')
          """);

    /// <summary>Writes a product's words.</summary>
    /// <param name="before">The words that are indexed; null for none.</param>
    /// <param name="after">Null when it is found no more.</param>
    public static void Write(TableSet tables, long position, string? before, string? after)
    {
        if (before == after) return;
        if (before is not null && !tables.IsPostgres)
            tables.Statement("INSERT INTO @search(@search, rowid, words) VALUES ('delete', ?1, ?2)").Bind(1, position).BindText(2, before).Run();
        if (after is null)
        {
            tables.Statement("DELETE FROM @texts WHERE position = ?1").Bind(1, position).Run();
            return;
        }

        tables.Statement("INSERT INTO @texts VALUES (?1, ?2) ON CONFLICT (position) DO UPDATE SET words = excluded.words").Bind(1, position).BindText(2, after).Run();
        if (!tables.IsPostgres)
            tables.Statement("INSERT INTO @search(rowid, words) VALUES (?1, ?2)").Bind(1, position).BindText(2, after).Run();
    }

    /// <summary>Whether anything matches.</summary>
    public static bool Any(TableSet tables, string match)
    {
        var found = tables.Statement(tables.IsPostgres
            ? $"SELECT 1 FROM @texts WHERE {Vector} @@ CAST(?1 AS tsquery) LIMIT 1"
            : "SELECT 1 FROM @search WHERE @search MATCH ?1 LIMIT 1").BindText(1, match);
        if (!found.Step()) return false;
        found.Reset();
        return true;
    }

    /// <summary>How many match; counts no further than this. Without anything to look up, as many as that: it may be all.</summary>
    public static long Count(TableSet tables, string match, int atMost)
    {
        if (match.Length == 0) return atMost;
        var count = tables.Statement(tables.IsPostgres
            ? $"SELECT count(*) FROM (SELECT 1 FROM @texts WHERE {Vector} @@ CAST(?1 AS tsquery) LIMIT ?2) m"
            : "SELECT count(*) FROM (SELECT 1 FROM @search WHERE @search MATCH ?1 LIMIT ?2) m").BindText(1, match).Bind(2, atMost);
        count.Step();
        var counted = count.Int64(0);
        count.Reset();
        return counted;
    }

    /// <summary>The words of products.</summary>
    public static Dictionary<long, string> Words(TableSet tables, IReadOnlyList<long> positions)
    {
        var words = new Dictionary<long, string>(positions.Count);
        foreach (var chunk in positions.Chunk(TextsAtOnce))
        {
            var select = tables.Statement(WordsSql);
            Parameters.Bind(select, 1, TextsAtOnce, chunk);
            while (select.Step()) words[select.Int64(0)] = select.Text(1);
        }

        return words;
    }

    /// <summary>Products that match, and that the numbers asked for let through; on SQLite of the newest that match.</summary>
    /// <param name="atMost">Products that match and are looked at.</param>
    /// <param name="filter">Its prices, stars and stock; texts are read only of what they let through.</param>
    /// <param name="sort">Where their place in the order is to be read from, where that is a table of its own.</param>
    public static List<Found> Read(TableSet tables, string match, int atMost, bool withText, CatalogQuery filter, CatalogSort sort)
    {
        if (match.Length == 0) return [];
        var inner = tables.IsPostgres
            ? $"SELECT position{(withText ? ", words" : "")} FROM @texts WHERE {Vector} @@ CAST(?1 AS tsquery) LIMIT ?2"
            : "SELECT rowid AS position FROM @search WHERE @search MATCH ?1 ORDER BY rowid DESC LIMIT ?2";
        var (column, table, on) = sort switch
        {
            CatalogSort.Name => (", o.name", " CROSS JOIN @names o", " AND o.position = e.position"),
            CatalogSort.Popular => (", o.sold", " CROSS JOIN @sales o", " AND o.position = e.position"),
            _ => (", 0", "", ""),
        };
        var words = !withText ? "" : tables.IsPostgres ? ", m.words" : ", x.words";
        var texts = withText && !tables.IsPostgres ? (" CROSS JOIN @texts x", " AND x.position = e.position") : ("", "");
        var select = tables.Statement(
            $"SELECT {Listed.Columns}{column}{words} FROM ({inner}) m CROSS JOIN @entries e{table}{texts.Item1} "
            + $"WHERE e.position = m.position AND e.price >= ?3 AND e.price <= ?4 AND e.in_stock >= ?5 AND e.rating >= ?6{on}{texts.Item2}")
            .BindText(1, match).Bind(2, atMost)
            .Bind(3, filter.MinPrice ?? 0).Bind(4, filter.MaxPrice ?? long.MaxValue).Bind(5, filter.InStockOnly ? 1 : 0).Bind(6, filter.MinRating);
        var found = new List<Found>();
        while (select.Step())
        {
            var listed = Listed.Read(select);
            found.Add(new Found(listed, Place.Of(select, sort, listed), withText ? select.Text(Listed.ColumnCount + 1) : null));
        }

        return found;
    }
}
