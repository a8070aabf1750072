using OrleansStore.Contracts;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>Reads how products sell.</summary>
internal static class ProductRows
{
    /// <summary>The products of which most was sold in some days; those that come out even by their id.</summary>
    public static List<ProductFigures> Popular(TableSet tables, DateTimeOffset from, DateTimeOffset to, PopularBy by, int limit)
    {
        var (key, found) = by == PopularBy.Pieces ? ("sold - returned", "best.all_sold - best.all_returned") : ("revenue", "best.all_revenue");
        var rows = tables.Statement(
            $"""
            SELECT best.product, s.sku, s.name, best.all_sold, best.all_returned, best.all_revenue, best.currency
            FROM (
                SELECT product, currency, CAST(sum(sold) AS INTEGER) AS all_sold, CAST(sum(returned) AS INTEGER) AS all_returned,
                    CAST(sum(revenue) AS INTEGER) AS all_revenue
                FROM @product_days WHERE day >= ?1 AND day < ?2
                GROUP BY product, currency HAVING sum(sold) > 0
                ORDER BY sum({key}) DESC, product, currency LIMIT ?3
            ) AS best LEFT JOIN @shelves AS s ON s.product = best.product
            ORDER BY {found} DESC, best.product, best.currency
            """)
            .Bind(1, TimeBuckets.DayOf(from)).Bind(2, TimeBuckets.DayOf(to)).Bind(3, (long)limit);
        var products = new List<ProductFigures>();
        while (rows.Step())
        {
            var (sold, returned) = (rows.Int64(3), rows.Int64(4));
            products.Add(new ProductFigures(rows.Id(0), rows.TextOrNull(1), rows.TextOrNull(2), sold - returned, sold, returned, new Money(rows.Int64(5), rows.Text(6))));
        }

        return products;
    }
}
