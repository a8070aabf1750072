using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>What is counted of the products on sale.</summary>
internal enum Facet
{
    /// <summary>All of them.</summary>
    Total = 0,

    /// <summary>By category.</summary>
    Category = 1,

    /// <summary>By tag.</summary>
    Tag = 2,

    /// <summary>By band of prices.</summary>
    Price = 3,

    /// <summary>By whole stars, rounded down.</summary>
    Stars = 4,

    /// <summary>Those that can be had now.</summary>
    InStock = 5,
}

/// <summary>Counts of all products and of each category's, kept as they change: the facets of the pages that are asked for most.</summary>
internal sealed class FacetCounters
{
    /// <summary>Stands for all categories.</summary>
    public const long All = 0;

    private readonly Dictionary<(long Category, Facet Facet, long Value), (int Change, string? Name)> _changes = [];

    /// <summary>A product came (1) or went (-1).</summary>
    /// <param name="row">Its names; null when only <see cref="Facet.Stars"/> and <see cref="Facet.InStock"/> differ from what came or went with it.</param>
    public void Add(Listed listed, ProductRow? row, int change)
    {
        foreach (var category in (ReadOnlySpan<long>)[All, listed.Category])
        {
            Add(category, Facet.Stars, listed.Rating / 10, change);
            if (listed.InStock) Add(category, Facet.InStock, 1, change);
            if (row is null) continue;
            Add(category, Facet.Total, 0, change);
            Add(category, Facet.Price, PriceBands.Of(listed.Price), change);
            foreach (var tag in row.Tags.Distinct()) Add(category, Facet.Tag, Labels.NumberOf(tag), change, tag);
        }

        if (row is not null) Add(All, Facet.Category, listed.Category, change, row.Category);
    }

    public void Flush(TableSet tables)
    {
        foreach (var ((category, facet, value), (change, name)) in _changes)
        {
            if (change == 0) continue;
            tables.Statement(
                """
                INSERT INTO @counts AS c (category, facet, value, name, products) VALUES (?1, ?2, ?3, ?4, ?5)
                ON CONFLICT (category, facet, value) DO UPDATE SET products = c.products + excluded.products
                """)
                .Bind(1, category).Bind(2, (int)facet).Bind(3, value).BindText(4, name).Bind(5, change).Run();
            if (change < 0)
                tables.Statement("DELETE FROM @counts WHERE category = ?1 AND facet = ?2 AND value = ?3 AND products = 0").Bind(1, category).Bind(2, (int)facet).Bind(3, value).Run();
        }
    }

    public void Clear() => _changes.Clear();

    /// <summary>One count; 0 for what nobody has.</summary>
    public static long Find(TableSet tables, long category, Facet facet, long value)
    {
        var found = tables.Statement("SELECT products FROM @counts WHERE category = ?1 AND facet = ?2 AND value = ?3").Bind(1, category).Bind(2, (int)facet).Bind(3, value);
        if (!found.Step()) return 0;
        var count = found.Int64(0);
        found.Reset();
        return count;
    }

    private void Add(long category, Facet facet, long value, int change, string? name = null)
    {
        var known = _changes.GetValueOrDefault((category, facet, value));
        _changes[(category, facet, value)] = (known.Change + change, name ?? known.Name);
    }
}
