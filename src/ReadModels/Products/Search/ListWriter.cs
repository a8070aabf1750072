using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>Keeps what lists and searches read: written with the products, and where pieces, stars and sales matter to a list.</summary>
internal sealed class ListWriter
{
    private const int AtOnce = 50;

    private static readonly string StandingSql =
        $"""
        SELECT p.id, s.available, s.sold, r.average FROM @products p
        LEFT JOIN @stock s ON s.product = p.id LEFT JOIN @ratings r ON r.product = p.id WHERE p.id IN ({Parameters.List(1, AtOnce)})
        """;

    private static readonly string EntriesSql = $"SELECT {Listed.Columns} FROM @entries e WHERE e.position IN ({Parameters.List(1, AtOnce)})";

    private readonly FacetCounters _counters = new();
    private readonly Vocabulary _vocabulary = new();

    /// <summary>Writes a batch; the products themselves, their pieces and stars are written already.</summary>
    /// <param name="moved">Others of which some came, went or were sold, or which are rated otherwise.</param>
    public void Flush(TableSet tables, IReadOnlyDictionary<Guid, (ProductRow? Stored, ProductRow Row)> products, Moves moved)
    {
        var standing = Standings(tables, [.. products.Keys]);
        var entries = Entries(tables, [.. products.Values.Where(p => p.Stored is { Active: true }).Select(p => p.Row.Position)]);
        foreach (var (id, (stored, row)) in products)
        {
            Listed? before = stored is { Active: true } ? entries[row.Position] : null;
            var (inStock, sold, rating) = standing.GetValueOrDefault(id);
            Listed? after = row.Active ? Listed.Of(row, rating, inStock) : null;
            Write(tables, stored, row, before, after, sold);
        }

        foreach (var (id, sold) in moved.Sold)
        {
            if (sold == 0 || products.ContainsKey(id)) continue;
            tables.Statement("UPDATE @sales SET sold = sold + ?2 WHERE position = (SELECT p.position FROM @products p WHERE p.id = ?1)").Bind(1, id).Bind(2, sold).Run();
        }

        Restate(tables, [.. moved.Restated.Where(id => !products.ContainsKey(id))]);
        _counters.Flush(tables);
        _vocabulary.Flush(tables);
    }

    public void Committed() => _vocabulary.Committed();

    public void Forget() => _vocabulary.Forget();

    public void Clear()
    {
        _counters.Clear();
        _vocabulary.Clear();
    }

    private void Write(TableSet tables, ProductRow? stored, ProductRow row, Listed? before, Listed? after, long sold)
    {
        if (before is { } left) _counters.Add(left, stored, -1);
        if (after is { } listed)
        {
            _counters.Add(listed, row, 1);
            Save(tables, listed);
            tables.Statement("INSERT INTO @names VALUES (?1, ?2, ?3) ON CONFLICT (position) DO UPDATE SET category = excluded.category, name = excluded.name")
                .Bind(1, listed.Position).Bind(2, listed.Category).BindText(3, NameOf(row)).Run();
            tables.Statement("INSERT INTO @sales VALUES (?1, ?2, ?3) ON CONFLICT (position) DO UPDATE SET category = excluded.category, sold = excluded.sold")
                .Bind(1, listed.Position).Bind(2, listed.Category).Bind(3, sold).Run();
        }
        else if (before is not null)
        {
            foreach (var sql in Removals) tables.Statement(sql).Bind(1, row.Position).Run();
        }

        var (old, now) = (before is null ? null : ProductWords.Of(stored!), after is null ? null : ProductWords.Of(row));
        if (old == now) return;
        FullText.Write(tables, row.Position, old, now);
        var (had, has) = (old is null ? [] : ProductWords.Vocabulary(old), now is null ? [] : ProductWords.Vocabulary(now));
        _vocabulary.Add(had.Where(w => !has.Contains(w)), -1);
        _vocabulary.Add(has.Where(w => !had.Contains(w)), 1);
    }

    private static readonly string[] Removals =
    [
        "DELETE FROM @entries WHERE position = ?1", "DELETE FROM @names WHERE position = ?1", "DELETE FROM @sales WHERE position = ?1",
    ];

    private static void Save(TableSet tables, Listed listed, byte[] tags) => tables.Statement(
        """
        INSERT INTO @entries VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (position) DO UPDATE SET
            price = excluded.price, category = excluded.category, rating = excluded.rating, in_stock = excluded.in_stock, tags = excluded.tags
        """)
        .Bind(1, listed.Position).Bind(2, listed.Price).Bind(3, listed.Category).Bind(4, listed.Rating).Bind(5, listed.InStock ? 1 : 0).Bind(6, tags).Run();

    private static void Save(TableSet tables, Listed listed) => Save(tables, listed, Labels.Pack(listed.Tags));

    /// <summary>Whether it can be had and how it is rated, where nothing else changed.</summary>
    private void Restate(TableSet tables, IReadOnlyList<Guid> ids)
    {
        var standing = Standings(tables, ids);
        foreach (var id in ids)
        {
            if (!standing.TryGetValue(id, out var now)) continue;
            var select = tables.Statement($"SELECT {Listed.Columns} FROM @entries e WHERE e.position = (SELECT p.position FROM @products p WHERE p.id = ?1)").Bind(1, id);
            if (!select.Step()) continue;
            var before = Listed.Read(select);
            select.Reset();
            var after = before with { InStock = now.InStock, Rating = now.Rating };
            if (after.InStock == before.InStock && after.Rating == before.Rating) continue;
            _counters.Add(before, null, -1);
            _counters.Add(after, null, 1);
            tables.Statement("UPDATE @entries SET in_stock = ?2, rating = ?3 WHERE position = ?1").Bind(1, after.Position).Bind(2, after.InStock ? 1 : 0).Bind(3, after.Rating).Run();
        }
    }

    private static Dictionary<Guid, (bool InStock, long Sold, int Rating)> Standings(TableSet tables, IReadOnlyList<Guid> ids)
    {
        var standings = new Dictionary<Guid, (bool, long, int)>(ids.Count);
        foreach (var chunk in ids.Chunk(AtOnce))
        {
            var select = Parameters.Bind(tables.Statement(StandingSql), 1, AtOnce, chunk);
            while (select.Step()) standings[select.Id(0)] = (select.Int64(1) > 0, select.Int64(2), select.Int32(3));
        }

        return standings;
    }

    private static Dictionary<long, Listed> Entries(TableSet tables, IReadOnlyList<long> positions)
    {
        var entries = new Dictionary<long, Listed>(positions.Count);
        foreach (var chunk in positions.Chunk(AtOnce))
        {
            var select = Parameters.Bind(tables.Statement(EntriesSql), 1, AtOnce, chunk);
            while (select.Step()) entries[select.Int64(0)] = Listed.Read(select);
        }

        return entries;
    }

    private static string NameOf(ProductRow row)
    {
        var words = new List<string>();
        WordBreaker.Indexed(row.Name, words, []);
        var name = string.Join(' ', words);
        return name.Length > SearchLimits.NameLetters ? name[..SearchLimits.NameLetters] : name;
    }
}

/// <summary>What moved in a batch besides the products' own events.</summary>
internal sealed class Moves
{
    /// <summary>Pieces sold.</summary>
    public Dictionary<Guid, long> Sold { get; } = [];

    /// <summary>Sold out, back, or rated otherwise.</summary>
    public HashSet<Guid> Restated { get; } = [];

    public void Clear()
    {
        Sold.Clear();
        Restated.Clear();
    }
}
