using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Products;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Products;

/// <summary>Where a product stands.</summary>
[GenerateSerializer, Alias("store.productPhase")]
public enum ProductPhase
{
    /// <summary>There is none yet.</summary>
    None,

    /// <summary>On sale.</summary>
    Active,

    /// <summary>Taken off sale.</summary>
    Removed,
}

/// <summary>A product.</summary>
[GenerateSerializer, Immutable, Alias("store.productState")]
public sealed record ProductState(
    ProductPhase Phase,
    string Sku,
    string Name,
    string Description,
    Money Price,
    string Category,
    ImmutableArray<string> Tags,
    string? ImageUrl,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt) : IAggregate<ProductState, ProductEvent>
{
    /// <inheritdoc/>
    public static ProductState Initial { get; } =
        new(ProductPhase.None, "", "", "", default, "", [], null, default, default);

    /// <inheritdoc/>
    public static string SnapshotType => "product.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<ProductState> SnapshotJson => GrainStates.Default.ProductState;

    /// <inheritdoc/>
    public static ProductState Evolve(ProductState state, ProductEvent @event, in EventMeta meta) => @event switch
    {
        ProductCreated e => new ProductState(
            ProductPhase.Active, e.Sku, e.Name, e.Description, new Money(e.Price, e.Currency), e.Category, e.Tags, e.ImageUrl, meta.Time, meta.Time),
        ProductChanged e => state with
        {
            Name = e.Name ?? state.Name,
            Description = e.Description ?? state.Description,
            Price = state.Price with { Amount = e.Price ?? state.Price.Amount },
            Category = e.Category ?? state.Category,
            Tags = e.Tags ?? state.Tags,
            ImageUrl = e.ImageUrl ?? state.ImageUrl,
            UpdatedAt = meta.Time,
        },
        ProductRemoved => state with { Phase = ProductPhase.Removed, UpdatedAt = meta.Time },
        _ => state,
    };
}
