using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>What is asked, with what all ways to answer it need.</summary>
internal sealed class SearchScope(TableSet tables, CatalogQuery query, SearchPlan? plan)
{
    private readonly long? _category = query.Category is null ? null : Labels.NumberOf(query.Category);
    private readonly long? _tag = query.Tag is null ? null : Labels.NumberOf(query.Tag);

    public TableSet Tables => tables;

    /// <summary>The words of the vocabulary that those searched for are the beginning of.</summary>
    public Beginnings Beginnings { get; } = new(tables);

    public CatalogQuery Query => query;

    public SearchPlan? Plan => plan;

    public CatalogSort Sort { get; } = query.Order;

    public long? Category => _category;

    public long? Tag => _tag;

    /// <summary>Whether nothing but the category narrows the list.</summary>
    public bool IsPlain => plan is null && query is { Tag: null, MinPrice: null, MaxPrice: null, InStockOnly: false, MinRating: 0 };

    /// <summary>The category and the tag as words of the index.</summary>
    public string[][] LabelWords =>
    [
        .. query.Category is { } category ? (string[][])[[ProductWords.Category(category)]] : [],
        .. query.Tag is { } tag ? (string[][])[[ProductWords.Tag(tag)]] : [],
    ];

    public bool Passes(Listed listed) => listed.Passes(query, _category, _tag);

    /// <summary>Whether the order rises.</summary>
    public bool Rises => Sort is CatalogSort.PriceAscending or CatalogSort.Name;

    /// <summary>Whether a place comes after another in the order.</summary>
    public bool IsAfter(Place place, Place other) => Rises ? place.CompareTo(other) > 0 : place.CompareTo(other) < 0;

    /// <summary>Puts what was found into the order.</summary>
    public void Order(List<Found> found) => found.Sort((a, b) => Rises ? a.Place.CompareTo(b.Place) : b.Place.CompareTo(a.Place));
}

/// <summary>Reads all that a list can have at once, where a single condition leaves few enough.</summary>
internal static class Gathering
{
    /// <summary>All products of the list, in no order; null when there are too many to look at all.</summary>
    /// <param name="atMost">Products that are looked at.</param>
    public static List<Found>? TryRead(SearchScope scope, int atMost)
    {
        var found = scope.Plan is { } plan ? ReadWords(scope, plan, atMost) : ReadLabels(scope, atMost) ?? ReadPrices(scope, atMost);
        found?.RemoveAll(f => !scope.Passes(f.Listed));
        return found;
    }

    private static List<Found>? ReadWords(SearchScope scope, SearchPlan plan, int atMost)
    {
        var match = plan.Match(scope.Beginnings, ProductWords.Anywhere, scope.LabelWords);
        if (match.Length == 0) return null;
        var rarest = plan.Indexed.Select(t => t.Products).DefaultIfEmpty(long.MaxValue).Min();
        if (rarest > atMost && FullText.Count(scope.Tables, match, atMost + 1) > atMost) return null;
        var found = FullText.Read(scope.Tables, match, atMost, withText: true, scope.Query, scope.Sort);
        found.RemoveAll(f => !Relevance.Has(plan, f.Words!, ProductWords.Anywhere));
        return found;
    }

    private static List<Found>? ReadLabels(SearchScope scope, int atMost)
    {
        var (tables, category) = (scope.Tables, scope.Category);
        if (scope.Tag is { } tag)
        {
            return FacetCounters.Find(tables, category ?? FacetCounters.All, Facet.Tag, tag) > atMost ? null
                : FullText.Read(tables, Plain.Match(scope.Beginnings, null, scope.LabelWords), atMost, withText: false, scope.Query, scope.Sort);
        }

        if (FacetCounters.Find(tables, category ?? FacetCounters.All, Facet.Total, 0) > atMost) return null;
        return category is null
            ? Read(scope, tables.Statement(Sql(scope.Sort, "")).Bind(1, atMost))
            : Read(scope, tables.Statement(Sql(scope.Sort, " AND e.category = ?2")).Bind(1, atMost).Bind(2, category.Value));
    }

    private static List<Found>? ReadPrices(SearchScope scope, int atMost)
    {
        if (scope.Query is { MinPrice: null, MaxPrice: null }) return null;
        var select = scope.Tables.Statement(Sql(scope.Sort, " AND e.price >= ?2 AND e.price <= ?3"));
        var found = Read(scope, select.Bind(1, atMost + 1).Bind(2, scope.Query.MinPrice ?? 0).Bind(3, scope.Query.MaxPrice ?? long.MaxValue));
        return found.Count > atMost ? null : found;
    }

    /// <summary>Rows of a condition, with what the order goes by.</summary>
    private static string Sql(CatalogSort sort, string condition) => sort switch
    {
        CatalogSort.Name => $"SELECT {Listed.Columns}, o.name FROM @entries e CROSS JOIN @names o WHERE o.position = e.position{condition} LIMIT ?1",
        CatalogSort.Popular => $"SELECT {Listed.Columns}, o.sold FROM @entries e CROSS JOIN @sales o WHERE o.position = e.position{condition} LIMIT ?1",
        _ => $"SELECT {Listed.Columns}, 0 FROM @entries e WHERE e.position > 0{condition} LIMIT ?1",
    };

    private static List<Found> Read(SearchScope scope, RowStatement select)
    {
        var found = new List<Found>();
        while (select.Step())
        {
            var listed = Listed.Read(select);
            found.Add(new Found(listed, Place.Of(select, scope.Sort, listed), null));
        }

        return found;
    }

    private static readonly SearchPlan Plain = new([], "", []);
}
