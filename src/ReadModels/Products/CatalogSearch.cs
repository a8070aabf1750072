using System.Text;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products;

/// <summary>Finds which products a list has.</summary>
internal static class CatalogSearch
{
    /// <exception cref="ArgumentException">The query is beyond a limit of <see cref="ReadModelLimits"/>.</exception>
    public static void Validate(CatalogQuery query)
    {
        if (query.Limit is < 1 or > ReadModelLimits.PageSize)
            throw new ArgumentOutOfRangeException(nameof(query), query.Limit, $"A page has from 1 to {ReadModelLimits.PageSize} products.");
        if (query.Search is { } search && (search.Length > ReadModelLimits.SearchCharacters || Words(search).Length > ReadModelLimits.SearchWords))
            throw new InvalidSearchException();
    }

    /// <summary>The ids of a page, newest first, and the cursor of the next.</summary>
    public static (Guid[] Ids, string? NextCursor) Find(TableSet tables, CatalogQuery query, long below)
    {
        var words = query.Search is null ? [] : Words(query.Search);
        var select = tables.Statement(Sql(query, words.Length)).Bind(1, below).Bind(2, query.Limit + 1);
        if (query.Category is not null) select.BindText(3, query.Category);
        if (query.Tag is not null) select.BindText(4, query.Tag);
        if (query.MinPrice is not null) select.Bind(5, query.MinPrice);
        if (query.MaxPrice is not null) select.Bind(6, query.MaxPrice);
        if (query.MinRating > 0) select.Bind(7, query.MinRating);
        for (var i = 0; i < words.Length; i++) select.BindText(8 + i, Pattern(words[i]));

        var ids = new List<Guid>(query.Limit);
        string? next = null;
        var last = 0L;
        while (select.Step())
        {
            if (ids.Count == query.Limit)
            {
                next = ListCursor.Encode(last);
                select.Reset();
                break;
            }

            last = select.Int64(0);
            ids.Add(select.Id(1));
        }

        return ([.. ids], next);
    }

    private static string Sql(CatalogQuery query, int words)
    {
        var sql = new StringBuilder("SELECT p.position, p.id FROM ");
        // CROSS JOIN fixes the order: the tag's few products first, then their rows.
        sql.Append(query.Tag is null ? "@products p" : "@tags t CROSS JOIN @products p");
        if (query.InStockOnly) sql.Append(" JOIN @stock s ON s.product = p.id AND s.available > 0");
        if (query.MinRating > 0) sql.Append(" JOIN @ratings r ON r.product = p.id AND r.average >= ?7");
        sql.Append(" WHERE p.active = 1 AND ").Append(query.Tag is null ? "" : "p.position = t.position AND ").Append(query.Tag is null ? "p.position" : "t.position").Append(" < ?1");
        if (query.Category is not null) sql.Append(" AND p.category = ?3");
        if (query.Tag is not null) sql.Append(" AND t.tag = ?4");
        if (query.MinPrice is not null) sql.Append(" AND p.price >= ?5");
        if (query.MaxPrice is not null) sql.Append(" AND p.price <= ?6");
        for (var i = 0; i < words; i++) sql.Append($" AND p.search LIKE ?{8 + i} ESCAPE '\\'");
        return sql.Append(" ORDER BY ").Append(query.Tag is null ? "p.position" : "t.position").Append(" DESC LIMIT ?2").ToString();
    }

    private static string[] Words(string search) =>
        search.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Pattern(string word) =>
        $"%{word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
