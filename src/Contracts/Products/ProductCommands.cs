using System.Collections.Immutable;

namespace OrleansStore.Contracts.Products;

/// <summary>Creates a product.</summary>
[GenerateSerializer, Immutable, Alias("store.createProduct")]
public sealed record CreateProduct(
    CommandContext Context,
    string Sku,
    string Name,
    string Description,
    Money Price,
    string Category,
    ImmutableArray<string> Tags,
    string? ImageUrl);

/// <summary>Changes a product; what is null stays.</summary>
/// <param name="ExpectedVersion">When set, the version the caller has seen.</param>
[GenerateSerializer, Immutable, Alias("store.changeProduct")]
public sealed record ChangeProduct(
    CommandContext Context,
    int? ExpectedVersion,
    string? Name = null,
    string? Description = null,
    Money? Price = null,
    string? Category = null,
    ImmutableArray<string>? Tags = null,
    string? ImageUrl = null);

/// <summary>Takes a product off sale.</summary>
[GenerateSerializer, Immutable, Alias("store.removeProduct")]
public sealed record RemoveProduct(CommandContext Context, int? ExpectedVersion);
