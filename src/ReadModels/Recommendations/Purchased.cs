using OrleansStore.ReadModels.Recommendations.Projection;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations;

/// <summary>What a customer ordered and did not give up.</summary>
/// <param name="Newest">What makes the taste, what was ordered last first.</param>
/// <param name="All">All of it, as far back as is looked.</param>
internal sealed record Purchased(IReadOnlyList<Guid> Newest, IReadOnlySet<Guid> All)
{
    public static Purchased Read(TableSet tables, Guid customer)
    {
        var rows = tables.Statement("SELECT lines FROM @orders WHERE customer = ?1 ORDER BY position DESC LIMIT ?2")
            .Bind(1, customer).Bind(2, RecommendationLimits.HistoryOrders);
        var newest = new List<Guid>();
        var all = new HashSet<Guid>();
        while (rows.Step())
        {
            foreach (var (product, _) in Purchase.ReadLines(rows.Blob(0)))
            {
                if (all.Add(product) && newest.Count < RecommendationLimits.TasteProducts) newest.Add(product);
            }
        }

        return new Purchased(newest, all);
    }
}
