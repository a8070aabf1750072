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
public sealed record ProductPage(IReadOnlyList<ProductAnswer> Items, string? NextCursor);

/// <summary>All categories.</summary>
public sealed record CategoryPage(IReadOnlyList<CategoryAnswer> Items);

/// <summary>A category with the count of products on sale.</summary>
public sealed record CategoryAnswer(string Name, int Count);
