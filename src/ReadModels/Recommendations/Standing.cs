using OrleansStore.ReadModels.Products.Search;
using OrleansStore.ReadModels.Reviews;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations;

/// <summary>How a product on sale stands with buyers.</summary>
/// <param name="Pieces">Sold.</param>
/// <param name="Orders">In which it was sold.</param>
internal readonly record struct Standing(Guid Product, ProductRating Rating, long Pieces, long Orders)
{
    private static readonly string OfSome =
        $"""
        SELECT p.id, r.stars, r.reviews, s.pieces, s.orders FROM @products p
        LEFT JOIN @ratings r ON r.product = p.id LEFT JOIN @sales s ON s.product = p.id
        WHERE p.active = 1 AND p.id IN ({Parameters.List(1, RecommendationLimits.AtOnce)})
        """;

    /// <summary>Nobody rated it.</summary>
    public bool IsUnrated => Rating.Count == 0;

    /// <summary>Those of some products that are on sale.</summary>
    public static Dictionary<Guid, Standing> Read(TableSet tables, IEnumerable<Guid> products)
    {
        var found = new Dictionary<Guid, Standing>();
        foreach (var some in products.Chunk(RecommendationLimits.AtOnce))
        {
            var rows = Parameters.Bind(tables.Statement(OfSome), 1, RecommendationLimits.AtOnce, some);
            while (rows.Step()) found[rows.Id(0)] = Of(rows);
        }

        return found;
    }

    /// <summary>The best-selling of all, best first.</summary>
    public static List<Standing> ReadBestSellers(TableSet tables) => ReadAll(tables.Statement(
        """
        SELECT s.product, r.stars, r.reviews, s.pieces, s.orders FROM @sales s
        JOIN @products p ON p.id = s.product LEFT JOIN @ratings r ON r.product = s.product
        WHERE p.active = 1 ORDER BY s.pieces DESC, s.product DESC LIMIT ?1
        """).Bind(1, RecommendationLimits.BestSellers));

    /// <summary>The newest of all, newest first.</summary>
    public static List<Standing> ReadNewest(TableSet tables, int count) => ReadAll(tables.Statement(
        """
        SELECT p.id, r.stars, r.reviews, s.pieces, s.orders FROM @products p
        LEFT JOIN @ratings r ON r.product = p.id LEFT JOIN @sales s ON s.product = p.id
        WHERE p.active = 1 ORDER BY p.position DESC LIMIT ?1
        """).Bind(1, count));

    private static List<Standing> ReadAll(RowStatement rows)
    {
        var all = new List<Standing>();
        while (rows.Step()) all.Add(Of(rows));
        return all;
    }

    private static Standing Of(RowStatement row) => new(row.Id(0), new ProductRating(row.Int64(1), row.Int64(2)), row.Int64(3), row.Int64(4));
}
