using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Reviews;

namespace OrleansStore.Api.Products;

/// <summary>A product as the public sees it.</summary>
/// <param name="Rating">The average of its stars with one decimal; 0 when nobody has given any.</param>
/// <param name="Available">Pieces that can be sold now.</param>
public sealed record ProductAnswer(
    Guid Id,
    string Sku,
    string Name,
    string Description,
    Money Price,
    string Category,
    IReadOnlyList<string> Tags,
    string? ImageUrl,
    decimal Rating,
    long ReviewCount,
    long Available,
    bool Active,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version)
{
    /// <summary>A product with its stock and how it is rated.</summary>
    public static ProductAnswer Of(ProductView product, StockView? stock, ProductRating rating) => new(
        product.Id, product.Sku, product.Name, product.Description, product.Price, product.Category, product.Tags, product.ImageUrl,
        rating.Average, rating.Count, stock?.Available ?? 0, product.Active, product.CreatedAt, product.UpdatedAt, product.Version);
}

/// <summary>A page of products.</summary>
/// <param name="NextCursor">Where the next page goes on; there may be one though this page has room left.</param>
/// <param name="Total">How many there are on all pages; on the first page, or where <c>facets=true</c> was asked for.</param>
/// <param name="Facets">What they are by category and so on; with <paramref name="Total"/>.</param>
/// <param name="Search">What was searched for instead of what was typed; absent when it was just that.</param>
public sealed record ProductPage(
    IReadOnlyList<ProductAnswer> Items, string? NextCursor, ProductTotal? Total, ProductFacets? Facets, ProductSearch? Search);

/// <summary>A count of products.</summary>
/// <param name="AtLeast">Whether there are more, for not all were looked at; else absent.</param>
public sealed record ProductTotal(long Count, bool? AtLeast);

/// <summary>Counts of the products found, most first.</summary>
/// <param name="Ratings">So many stars or more.</param>
public sealed record ProductFacets(
    IReadOnlyList<NamedFacet> Categories, IReadOnlyList<NamedFacet> Tags, IReadOnlyList<PriceFacet> Prices,
    IReadOnlyList<RatingFacet> Ratings, IReadOnlyList<StockFacet> InStock);

/// <summary>How many have a category or a tag.</summary>
public sealed record NamedFacet(string Value, long Count, bool? AtLeast);

/// <summary>How many cost from one price to below another, in minor units.</summary>
/// <param name="To">Absent for the highest.</param>
public sealed record PriceFacet(long From, long? To, long Count, bool? AtLeast);

/// <summary>How many have so many stars or more.</summary>
public sealed record RatingFacet(int Value, long Count, bool? AtLeast);

/// <summary>How many can be had now, and how many cannot.</summary>
public sealed record StockFacet(bool Value, long Count, bool? AtLeast);

/// <summary>How a search was read.</summary>
/// <param name="Corrected">The words that were looked for; absent where they are the typed ones.</param>
/// <param name="Ignored">Typed words that were left out, for nothing has them with the others.</param>
public sealed record ProductSearch(string? Corrected, IReadOnlyList<string> Ignored);

/// <summary>All categories.</summary>
public sealed record CategoryPage(IReadOnlyList<CategoryAnswer> Items);

/// <summary>A category with the count of products on sale.</summary>
public sealed record CategoryAnswer(string Name, int Count);
