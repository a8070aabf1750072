using OrleansStore.Contracts.Products;

namespace OrleansStore.Grains.Products;

/// <summary>Shows products as their grains know them.</summary>
internal static class ProductViews
{
    public static ProductView Show(Guid id, int version, ProductState s) => new(
        id, s.Sku, s.Name, s.Description, s.Price, s.Category, s.Tags, s.ImageUrl, s.Phase == ProductPhase.Active, s.CreatedAt, s.UpdatedAt, version);
}
