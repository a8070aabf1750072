namespace OrleansStore.ReadModels.Products;

/// <summary>Reads of the catalog. Answers are ready-encoded UTF-8 JSON of the public shapes, cached until something in them changes.</summary>
public interface ICatalogQueries
{
    /// <summary>One product, or null when there never was one.</summary>
    ValueTask<EncodedAnswer?> FindAsync(Guid productId, CancellationToken cancellation = default);

    /// <summary>
    /// A page of products as <c>{"items": […], "nextCursor": "…", "total": …, "facets": …, "search": …}</c>; removed products are
    /// left out. A page may have fewer products than it has room for and a cursor all the same.
    /// </summary>
    /// <exception cref="InvalidCursorException">The cursor is not one of ours.</exception>
    /// <exception cref="InvalidSearchException">The search is beyond a limit of <see cref="ReadModelLimits"/>.</exception>
    ValueTask<EncodedAnswer> ListAsync(CatalogQuery query, CancellationToken cancellation = default);

    /// <summary>All categories with the count of products on sale, as <c>{"items": [{"name": …, "count": …}]}</c>.</summary>
    ValueTask<EncodedAnswer> CategoriesAsync(CancellationToken cancellation = default);
}

/// <summary>What to list.</summary>
/// <param name="Limit">Products a page, 1 to 100.</param>
/// <param name="Cursor">Where the page before ended.</param>
/// <param name="Search">Words that the name, the category, the tags, the sku or the description have; the last one, and long ones, may go on.</param>
/// <param name="MinPrice">Minor units, inclusive.</param>
/// <param name="MinRating">Tenths of a star, inclusive; compared with the average as it is shown. 0 for all, rated or not.</param>
/// <param name="Sort">Null for the usual: by relevance with a search, else newest first.</param>
/// <param name="Facets">Whether to count; null for the usual: on the first page.</param>
public sealed record CatalogQuery(
    int Limit = 20,
    string? Cursor = null,
    string? Category = null,
    string? Tag = null,
    string? Search = null,
    long? MinPrice = null,
    long? MaxPrice = null,
    bool InStockOnly = false,
    int MinRating = 0,
    CatalogSort? Sort = null,
    bool? Facets = null)
{
    /// <summary>The order that is meant.</summary>
    public CatalogSort Order => IsSearch ? Sort ?? CatalogSort.Relevance : Sort is null or CatalogSort.Relevance ? CatalogSort.Newest : Sort.Value;

    /// <summary>Whether words are searched for.</summary>
    public bool IsSearch => !string.IsNullOrWhiteSpace(Search);

    /// <summary>Whether the answer has counts.</summary>
    public bool HasFacets => Facets ?? Cursor is null;
}

/// <summary>How a list of products is sorted; equal ones newest first, or oldest first where the order rises.</summary>
public enum CatalogSort
{
    /// <summary>What was created last comes first.</summary>
    Newest,

    /// <summary>What meets the search best; without a search as <see cref="Newest"/>.</summary>
    Relevance,

    /// <summary>The cheapest first.</summary>
    PriceAscending,

    /// <summary>The dearest first.</summary>
    PriceDescending,

    /// <summary>The best rated first.</summary>
    Rating,

    /// <summary>By name, without case and accents.</summary>
    Name,

    /// <summary>What was sold most pieces of.</summary>
    Popular,
}

/// <summary>An answer ready to be sent.</summary>
/// <param name="Json">UTF-8 JSON.</param>
/// <param name="ETag">A quoted strong validator of exactly these bytes.</param>
/// <param name="Version">The resource's version where it is one resource, else 0.</param>
public sealed record EncodedAnswer(ReadOnlyMemory<byte> Json, string ETag, int Version);

/// <summary>A cursor that was not made by this store.</summary>
public sealed class InvalidCursorException() : Exception("The cursor is not one of this store's.");

/// <summary>A search that asks for more than is allowed.</summary>
public sealed class InvalidSearchException() : ArgumentException(Rule)
{
    /// <summary>What is allowed.</summary>
    public static string Rule { get; } = $"A search has at most {ReadModelLimits.SearchCharacters} characters and {ReadModelLimits.SearchWords} words.";
}
