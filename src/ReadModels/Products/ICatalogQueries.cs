namespace OrleansStore.ReadModels.Products;

/// <summary>Reads of the catalog. Answers are ready-encoded UTF-8 JSON of the public shapes, cached until something in them changes.</summary>
public interface ICatalogQueries
{
    /// <summary>One product, or null when there never was one.</summary>
    ValueTask<EncodedAnswer?> FindAsync(Guid productId, CancellationToken cancellation = default);

    /// <summary>A page of products, newest first, as <c>{"items": […], "nextCursor": "…"}</c>; removed products are left out.</summary>
    /// <exception cref="InvalidCursorException">The cursor is not one of ours.</exception>
    /// <exception cref="InvalidSearchException">The search is beyond a limit of <see cref="ReadModelLimits"/>.</exception>
    ValueTask<EncodedAnswer> ListAsync(CatalogQuery query, CancellationToken cancellation = default);

    /// <summary>All categories with the count of products on sale, as <c>{"items": [{"name": …, "count": …}]}</c>.</summary>
    ValueTask<EncodedAnswer> CategoriesAsync(CancellationToken cancellation = default);
}

/// <summary>What to list.</summary>
/// <param name="Limit">Products a page, 1 to 100.</param>
/// <param name="Cursor">Where the page before ended.</param>
/// <param name="Search">Words that name, description, sku or tags contain (simple match).</param>
/// <param name="MinPrice">Minor units, inclusive.</param>
/// <param name="MinRating">Tenths of a star, inclusive; compared with the average as it is shown. 0 for all, rated or not.</param>
public sealed record CatalogQuery(
    int Limit = 20,
    string? Cursor = null,
    string? Category = null,
    string? Tag = null,
    string? Search = null,
    long? MinPrice = null,
    long? MaxPrice = null,
    bool InStockOnly = false,
    int MinRating = 0);

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
