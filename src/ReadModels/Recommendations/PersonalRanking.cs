using OrleansStore.ReadModels.Recommendations.Similarity;

namespace OrleansStore.ReadModels.Recommendations;

/// <summary>A product and why it is shown, before it is looked up.</summary>
internal readonly record struct Suggestion(Guid Product, double Score, RecommendationReason Reason);

/// <summary>Ranks what is to somebody's taste: most by how near it is, some by what is bought with what was bought, some by how many buy it.</summary>
internal static class PersonalRanking
{
    private const double Nearness = 0.5;
    private const double Company = 0.25;
    private const double Fame = 0.25;

    /// <param name="near">What is near to the taste.</param>
    /// <param name="company">What is bought with what was bought, and how closely.</param>
    /// <param name="standings">Of all these, those on sale.</param>
    public static IEnumerable<Suggestion> Rank(
        IReadOnlyList<Neighbour> near, IReadOnlyDictionary<Guid, double> company, IReadOnlyDictionary<Guid, Standing> standings, decimal leastRating)
    {
        var good = standings.Values.Where(s => s.IsUnrated || s.Rating.Average >= leastRating).ToDictionary(s => s.Product);
        var mostPieces = Math.Max(1, good.Values.Select(s => s.Pieces).DefaultIfEmpty().Max());
        var closest = Math.Max(double.Epsilon, company.Values.DefaultIfEmpty().Max());

        var taste = near.Where(n => good.ContainsKey(n.Product)).Select(n => Suggest(n.Product, n.Similarity, RecommendationReason.Taste)).ToList();
        var shown = taste.Select(s => s.Product).ToHashSet();
        var rest = company.Keys.Where(id => good.ContainsKey(id) && !shown.Contains(id)).Select(id => Suggest(id, 0, RecommendationReason.BoughtTogether));
        return Ordered(taste).Concat(Ordered(rest));

        Suggestion Suggest(Guid product, double similarity, RecommendationReason reason) => new(
            product,
            (Nearness * similarity)
                + (Company * (company.GetValueOrDefault(product) / closest))
                + (Fame * (Math.Log(1 + Math.Max(0, good[product].Pieces)) / Math.Log(1 + mostPieces))),
            reason);
    }

    private static IEnumerable<Suggestion> Ordered(IEnumerable<Suggestion> all) => all.OrderByDescending(s => s.Score).ThenByDescending(s => s.Product);
}
