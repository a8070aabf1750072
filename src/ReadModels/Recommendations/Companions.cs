using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations;

/// <summary>What is bought with what.</summary>
/// <param name="Together">Orders that have both.</param>
/// <param name="Strength">From 0 to 1: of the orders that have either, about how many have both. What everybody buys anyhow is with everything and so close to nothing.</param>
internal readonly record struct Companion(Guid Product, long Together, double Strength);

/// <summary>Reads <see cref="Companion"/>s.</summary>
internal static class Companions
{
    /// <summary>Those of a product that are on sale, the closest first.</summary>
    public static List<Companion> Read(TableSet tables, Guid product)
    {
        var own = tables.Statement("SELECT orders FROM @sales WHERE product = ?1").Bind(1, product);
        var orders = own.Step() ? own.Int64(0) : 0;
        own.Reset();
        var rows = tables.Statement(
            """
            SELECT x.other, x.orders, s.orders FROM @pairs x JOIN @products p ON p.id = x.other JOIN @sales s ON s.product = x.other
            WHERE x.product = ?1 AND p.active = 1 ORDER BY x.orders DESC, x.other DESC LIMIT ?2
            """).Bind(1, product).Bind(2, RecommendationLimits.Companions);
        var all = new List<Companion>();
        while (rows.Step())
        {
            var together = rows.Int64(1);
            all.Add(new Companion(rows.Id(0), together, together / Math.Sqrt((double)Math.Max(1, orders) * Math.Max(1, rows.Int64(2)))));
        }

        // The newest of equals first, as everywhere.
        return [.. all.OrderByDescending(c => c.Strength).ThenByDescending(c => c.Together).ThenByDescending(c => c.Product)];
    }

    /// <summary>Those of several products together: each as close as it is to all of them.</summary>
    public static Dictionary<Guid, double> ReadOfAll(TableSet tables, IEnumerable<Guid> products)
    {
        var sums = new Dictionary<Guid, double>();
        foreach (var product in products)
        {
            foreach (var companion in Read(tables, product)) sums[companion.Product] = sums.GetValueOrDefault(companion.Product) + companion.Strength;
        }

        return sums;
    }
}
