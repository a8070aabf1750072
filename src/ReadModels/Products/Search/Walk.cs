namespace OrleansStore.ReadModels.Products.Search;

/// <summary>Goes along an order of all products, or of a category's, and takes what fits, until the page is full or enough was looked at.</summary>
internal sealed class Walk(SearchScope scope)
{
    private const int TextsAtOnce = 50;

    /// <summary>What fits, in the order; one more than was wanted when there is more.</summary>
    public List<Found> Taken { get; } = [];

    /// <summary>What the filters let through of all that was looked at, for counts; its words were not all looked at.</summary>
    public List<Listed> Seen { get; } = [];

    /// <summary>Where it stopped looking; null at the end of the order.</summary>
    public Place? Stopped { get; private set; }

    /// <summary>Whether it looked at the whole order.</summary>
    public bool SawAll { get; private set; }

    /// <param name="after">Where the page before ended; null for the first.</param>
    public void Go(Place? after, int wanted)
    {
        var texts = 0;
        var at = after ?? Start;
        for (var walked = 0; walked < SearchLimits.Walked && texts < SearchLimits.Texts; walked += SearchLimits.Step)
        {
            var step = Read(at);
            var passing = step.FindAll(f => scope.Passes(f.Listed));
            Seen.AddRange(passing.Select(f => f.Listed));
            foreach (var chunk in passing.Chunk(scope.Plan is null ? SearchLimits.Step : TextsAtOnce))
            {
                texts += scope.Plan is null ? 0 : chunk.Length;
                Taken.AddRange(Fitting(chunk));
                if (Taken.Count > wanted) return;
            }

            if (step.Count < SearchLimits.Step)
            {
                SawAll = after is null;
                return;
            }

            at = step[^1].Place;
        }

        Stopped = at;
    }

    private Place Start => scope.Sort switch
    {
        CatalogSort.PriceAscending => Place.Lowest with { Number = scope.Query.MinPrice ?? 0 },
        CatalogSort.PriceDescending => Place.Highest with { Number = scope.Query.MaxPrice ?? long.MaxValue },
        CatalogSort.Name => Place.Lowest,
        _ => Place.Highest,
    };

    private IEnumerable<Found> Fitting(Found[] found)
    {
        if (scope.Plan is not { } plan) return found;
        var words = FullText.Words(scope.Tables, [.. found.Select(f => f.Listed.Position)]);
        return found.Where(f => words.TryGetValue(f.Listed.Position, out var text) && Relevance.Has(plan, text, ProductWords.Anywhere));
    }

    private List<Found> Read(Place after)
    {
        var select = scope.Tables.Statement(Sql()).Bind(3, SearchLimits.Step);
        if (scope.Sort == CatalogSort.Name) select.BindText(1, after.Name);
        else if (scope.Sort is not (CatalogSort.Newest or CatalogSort.Relevance)) select.Bind(1, after.Number);
        select.Bind(2, after.Position);
        if (scope.Category is { } category) select.Bind(4, category);
        if (scope.Sort == CatalogSort.PriceAscending) select.Bind(5, scope.Query.MaxPrice ?? long.MaxValue);
        if (scope.Sort == CatalogSort.PriceDescending) select.Bind(5, scope.Query.MinPrice ?? 0);
        var found = new List<Found>(SearchLimits.Step);
        while (select.Step())
        {
            var listed = Listed.Read(select);
            found.Add(new Found(listed, Place.Of(select, scope.Sort, listed), null));
        }

        return found;
    }

    private string Sql()
    {
        var category = scope.Category is null ? "" : $"{(scope.Sort is CatalogSort.Name or CatalogSort.Popular ? "o" : "e")}.category = ?4 AND ";
        return scope.Sort switch
        {
            CatalogSort.PriceAscending => From($"{category}(e.price, e.position) > (?1, ?2) AND e.price <= ?5 ORDER BY e.price, e.position"),
            CatalogSort.PriceDescending => From($"{category}(e.price, e.position) < (?1, ?2) AND e.price >= ?5 ORDER BY e.price DESC, e.position DESC"),
            CatalogSort.Rating => From($"{category}(e.rating, e.position) < (?1, ?2) ORDER BY e.rating DESC, e.position DESC"),
            CatalogSort.Popular => Joined("sales", "sold", $"{category}(o.sold, o.position) < (?1, ?2) ORDER BY o.sold DESC, o.position DESC"),
            CatalogSort.Name => Joined("names", "name", $"{category}(o.name, o.position) > (?1, ?2) ORDER BY o.name, o.position"),
            _ => From($"{category}e.position < ?2 ORDER BY e.position DESC"),
        };

        static string From(string where) => $"SELECT {Listed.Columns}, 0 FROM @entries e WHERE {where} LIMIT ?3";

        static string Joined(string table, string column, string where) =>
            $"SELECT {Listed.Columns}, o.{column} FROM @{table} o CROSS JOIN @entries e WHERE e.position = o.position AND {where} LIMIT ?3";
    }
}
