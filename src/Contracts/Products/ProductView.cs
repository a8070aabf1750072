using System.Collections.Immutable;

namespace OrleansStore.Contracts.Products;

/// <summary>A product as its grain knows it; availability and rating are other nouns' and are joined by the read side.</summary>
[GenerateSerializer, Immutable, Alias("store.productView")]
public sealed record ProductView(
    Guid Id,
    string Sku,
    string Name,
    string Description,
    Money Price,
    string Category,
    ImmutableArray<string> Tags,
    string? ImageUrl,
    bool Active,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version);
