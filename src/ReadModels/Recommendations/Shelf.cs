using System.Text.Json;
using OrleansStore.ReadModels.Products;

namespace OrleansStore.ReadModels.Recommendations;

/// <summary>Makes of suggestions what is shown: what is on sale, what can be had first.</summary>
internal static class Shelf
{
    /// <summary>Of suggestions, best first, as many as there is room for.</summary>
    public static ValueTask<IReadOnlyList<Recommendation>> FillAsync(ICatalogQueries catalog, IEnumerable<Suggestion> suggestions, int limit, CancellationToken cancellation) =>
        FillAsync(catalog, [suggestions], limit, cancellation);

    /// <summary>The same of several kinds of suggestions, the best kind first; what is sold out of a better kind comes after what can be had of a worse.</summary>
    public static async ValueTask<IReadOnlyList<Recommendation>> FillAsync(
        ICatalogQueries catalog, IEnumerable<IEnumerable<Suggestion>> kinds, int limit, CancellationToken cancellation)
    {
        var (shown, soldOut) = (new List<Recommendation>(limit), new List<Recommendation>());
        foreach (var suggestion in kinds.SelectMany(kind => kind))
        {
            if (shown.Count == limit) break;
            // The catalog is a projection of its own, and may be a moment ahead or behind.
            if (await catalog.FindAsync(suggestion.Product, cancellation) is not { } product) continue;
            var (active, available) = Read(product.Json.Span);
            if (!active) continue;
            (available > 0 ? shown : soldOut).Add(new Recommendation(suggestion.Product, Math.Clamp(suggestion.Score, 0, 1), suggestion.Reason, product.Json));
        }

        return [.. shown, .. soldOut.Take(limit - shown.Count)];
    }

    /// <summary>What of a product's JSON decides.</summary>
    private static (bool Active, long Available) Read(ReadOnlySpan<byte> json)
    {
        var (active, available) = (false, 0L);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1) continue;
            if (reader.ValueTextEquals("available"u8) && reader.Read()) available = reader.GetInt64();
            else if (reader.ValueTextEquals("active"u8) && reader.Read()) active = reader.GetBoolean();
        }

        return (active, available);
    }
}
