using System.Collections.Immutable;

namespace OrleansStore.Contracts.Products;

/// <summary>What can happen to a product.</summary>
[GenerateSerializer, Immutable, Alias("store.productEvent")]
public abstract record ProductEvent;

/// <summary>It was created.</summary>
[GenerateSerializer, Immutable, Alias("product.created.v1")]
public sealed record ProductCreated(
    string Sku,
    string Name,
    string Description,
    long Price,
    string Currency,
    string Category,
    ImmutableArray<string> Tags,
    string? ImageUrl) : ProductEvent;

/// <summary>It was changed; what is null stayed.</summary>
[GenerateSerializer, Immutable, Alias("product.changed.v1")]
public sealed record ProductChanged(
    string? Name,
    string? Description,
    long? Price,
    string? Category,
    ImmutableArray<string>? Tags,
    string? ImageUrl) : ProductEvent;

/// <summary>It was taken off sale.</summary>
[GenerateSerializer, Immutable, Alias("product.removed.v1")]
public sealed record ProductRemoved : ProductEvent;
