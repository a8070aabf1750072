using System.Collections.Immutable;
using OrleansStore.Contracts;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products;

/// <summary>Reads the whole catalog, a stretch at a time.</summary>
public interface ICatalogExport
{
    /// <summary>The next products on sale, oldest first.</summary>
    /// <param name="after">Where the last stretch ended; 0 for the first.</param>
    /// <returns>An empty stretch at the end.</returns>
    ValueTask<ExportStretch<ExportedProduct>> ReadAsync(long after, CancellationToken cancellation = default);
}

/// <summary>Some rows of an export.</summary>
/// <param name="End">Read on from here; null at the end.</param>
public sealed record ExportStretch<T>(IReadOnlyList<T> Rows, long? End);

/// <summary>A product as it can be made again.</summary>
public sealed record ExportedProduct(
    string Sku, string Name, string Description, Money Price, string Category, ImmutableArray<string> Tags, string? ImageUrl);

/// <summary>Reads the catalog's table.</summary>
internal sealed class CatalogExport(ReadModelDatabase database) : ICatalogExport
{
    public async ValueTask<ExportStretch<ExportedProduct>> ReadAsync(long after, CancellationToken cancellation = default)
    {
        var rows = await database.ReadAsync(CatalogTables.Projection, db => ProductRow.ReadAfter(db, after, ReadModelLimits.ExportRows), cancellation);
        return new(
            [.. rows.Where(r => r.Active).Select(r => new ExportedProduct(r.Sku, r.Name, r.Description, new Money(r.Price, r.Currency), r.Category, r.Tags, r.ImageUrl))],
            rows.Count < ReadModelLimits.ExportRows ? null : rows[^1].Position);
    }
}
