using OrleansStore.ReadModels.Products.Search;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products;

/// <summary>A page of a list before it is encoded.</summary>
/// <param name="Positions">Its products.</param>
/// <param name="Facets">Null where none were wanted.</param>
/// <param name="Plan">What was searched for; null without a search, or when nothing in it can be.</param>
internal sealed record CatalogPage(long[] Positions, string? NextCursor, FacetAnswer? Facets = null, SearchPlan? Plan = null);

/// <summary>Finds which products a list has: all at once where it is short, else along an order, or window by window.</summary>
internal static class CatalogSearch
{
    /// <exception cref="ArgumentException">The query is beyond a limit of <see cref="ReadModelLimits"/>.</exception>
    public static void Validate(CatalogQuery query)
    {
        if (query.Limit is < 1 or > ReadModelLimits.PageSize)
            throw new ArgumentOutOfRangeException(nameof(query), query.Limit, $"A page has from 1 to {ReadModelLimits.PageSize} products.");
        if (query.Search is { } search && (search.Length > ReadModelLimits.SearchCharacters || WordBreaker.Asked(search).Count > ReadModelLimits.SearchWords))
            throw new InvalidSearchException();
    }

    /// <summary>Reads a page.</summary>
    /// <exception cref="InvalidCursorException">The cursor is not one of ours, or of another question.</exception>
    public static CatalogPage Find(TableSet tables, CatalogQuery query)
    {
        var cursor = Cursor(query);
        var plan = !query.IsSearch ? null : cursor is null ? SearchPlanner.Make(tables, query.Search!) : cursor.Plan;
        if (query.IsSearch && (plan is null || plan.Terms.IsEmpty || plan.Terms.Any(t => t.Choices.IsEmpty)))
            return new CatalogPage([], null, query.HasFacets ? FacetAnswer.Of(tables, [], atLeast: false) : null, plan);

        var scope = new SearchScope(tables, query, plan);
        if (cursor is null or { Section: Section.Whole } && !scope.IsPlain && Gathering.TryRead(scope, Room(cursor)) is { } all) return Sorted(scope, all, cursor);
        return plan is not null && scope.Sort is CatalogSort.Relevance or CatalogSort.Newest ? Windowed(scope, cursor) : Walked(scope, cursor);
    }

    // What was little enough for the first page is for the next ones, though some came to it.
    private static int Room(SearchCursor? cursor) => cursor is null ? SearchLimits.Gathered : 2 * SearchLimits.Gathered;

    private static SearchCursor? Cursor(CatalogQuery query)
    {
        if (query.Cursor is null) return null;
        if (query.IsSearch || query.Order != CatalogSort.Newest) return SearchCursor.Decode(query.Cursor, query, query.Order);
        return new SearchCursor(CatalogSort.Newest, new Place(0, "", ListCursor.Decode(query.Cursor)), Section.Whole, 0, 0, null);
    }

    private static string Encode(SearchScope scope, SearchCursor cursor) =>
        scope.Plan is null && scope.Sort == CatalogSort.Newest ? ListCursor.Encode(cursor.Last.Position) : cursor.Encode(scope.Query);

    private static CatalogPage Sorted(SearchScope scope, List<Found> all, SearchCursor? cursor)
    {
        var facets = scope.Query.HasFacets ? FacetAnswer.Of(scope.Tables, all.Select(f => f.Listed), atLeast: false) : null;
        for (var i = 0; i < all.Count; i++) all[i] = WindowedSearch.Ranked(scope, all[i]);
        scope.Order(all);
        if (cursor is not null) all.RemoveAll(f => !scope.IsAfter(f.Place, cursor.Last));
        return Page(scope, all, null, facets);
    }

    private static CatalogPage Walked(SearchScope scope, SearchCursor? cursor)
    {
        var walk = new Walk(scope);
        walk.Go(cursor?.Last, scope.Query.Limit);
        return Page(scope, walk.Taken, walk.Stopped, Facets(scope, walk));
    }

    private static CatalogPage Windowed(SearchScope scope, SearchCursor? cursor)
    {
        var windows = new WindowedSearch(scope);
        var found = windows.Read(cursor, scope.Query.Limit);
        var facets = scope.Query.HasFacets ? FacetAnswer.Of(scope.Tables, windows.Seen, atLeast: true) : null;
        return new CatalogPage([.. found.Select(f => f.Listed.Position)], windows.Next is { } next ? Encode(scope, next) : null, facets, scope.Plan);
    }

    /// <param name="found">In the order; one more than a page has room for when there is more.</param>
    /// <param name="stopped">Where to go on when the page is not full.</param>
    private static CatalogPage Page(SearchScope scope, List<Found> found, Place? stopped, FacetAnswer? facets)
    {
        var limit = scope.Query.Limit;
        var next = found.Count > limit ? found[limit - 1].Place : stopped;
        return new CatalogPage(
            [.. found.Take(limit).Select(f => f.Listed.Position)],
            next is { } last ? Encode(scope, new SearchCursor(scope.Sort, last, Section.Whole, 0, 0, scope.Plan)) : null, facets, scope.Plan);
    }

    private static FacetAnswer? Facets(SearchScope scope, Walk walk)
    {
        if (!scope.Query.HasFacets) return null;
        if (scope.IsPlain) return FacetAnswer.Kept(scope.Tables, scope.Query.Category);
        if (scope.Plan is not { } plan) return FacetAnswer.Of(scope.Tables, walk.Seen, atLeast: !walk.SawAll);
        // There are many: those that the look-up brings first are counted for all; without one, those on the page.
        var match = plan.Match(scope.Beginnings, ProductWords.Anywhere, scope.LabelWords);
        var sample = match.Length == 0 ? walk.Taken
            : FullText.Read(scope.Tables, match, SearchLimits.Sample, withText: true, scope.Query, CatalogSort.Newest)
                .FindAll(f => scope.Passes(f.Listed) && Relevance.Has(plan, f.Words!, ProductWords.Anywhere));
        return FacetAnswer.Of(scope.Tables, sample.Select(f => f.Listed), atLeast: true);
    }
}
