using OrleansStore.ReadModels.Caching;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Recommendations.Projection;
using OrleansStore.ReadModels.Recommendations.Similarity;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations;

/// <summary>Answers from the tables and the vectors in memory.</summary>
internal sealed class RecommendationQueries(ReadModelDatabase database, Neighbourhood neighbourhood, ICatalogQueries catalog, RecommendationOptions options) : IRecommendationQueries
{
    // Sold out ones come last; so some more are looked at than are shown.
    private const int Reserve = 3;
    private const int LeastReserve = 16;

    private static readonly HashSet<Guid> Nothing = [];

    private readonly BoundedCache<(Guid Product, int Limit), Similar> _similar = new(RecommendationLimits.KeptAnswers, _ => 1);

    public async ValueTask<IReadOnlyList<Recommendation>?> SimilarAsync(Guid productId, int limit, CancellationToken cancellation = default)
    {
        Check(limit);
        if (await catalog.FindAsync(productId, cancellation) is null) return null;
        var near = await NearAsync(productId, Looked(limit), cancellation);
        return await Shelf.FillAsync(catalog, near.Select(n => new Suggestion(n.Product, n.Similarity, RecommendationReason.Similar)), limit, cancellation);
    }

    public async ValueTask<IReadOnlyList<Recommendation>?> BoughtTogetherAsync(Guid productId, int limit, CancellationToken cancellation = default)
    {
        Check(limit);
        if (await catalog.FindAsync(productId, cancellation) is null) return null;
        var companions = await database.ReadAsync(RecommendationTables.Name, tables => Companions.Read(tables, productId), cancellation);
        return await Shelf.FillAsync(catalog, companions.Select(c => new Suggestion(c.Product, c.Strength, RecommendationReason.BoughtTogether)), limit, cancellation);
    }

    public async ValueTask<IReadOnlyList<Recommendation>> PopularAsync(int limit, CancellationToken cancellation = default)
    {
        Check(limit);
        return await Shelf.FillAsync(catalog, await PopularOnesAsync(limit, Nothing, cancellation), limit, cancellation);
    }

    public async ValueTask<IReadOnlyList<Recommendation>> ForCustomerAsync(Guid customerId, int limit, CancellationToken cancellation = default)
    {
        Check(limit);
        var purchased = await database.ReadAsync(RecommendationTables.Name, tables => Purchased.Read(tables, customerId), cancellation);
        var own = purchased.All.Count == 0 ? [] : await RankAsync(purchased, cancellation);
        var shown = own.Select(s => s.Product).Concat(purchased.All).ToHashSet();
        return await Shelf.FillAsync(catalog, [own.Take(Looked(limit)), await PopularOnesAsync(limit, shown, cancellation)], limit, cancellation);
    }

    private async ValueTask<List<Suggestion>> RankAsync(Purchased purchased, CancellationToken cancellation)
    {
        var wanted = new Wanted(purchased.Newest, purchased.All, Taste.Of, RecommendationLimits.Ranked, (float)options.PersonalThreshold);
        var near = await neighbourhood.FindAsync(wanted, cancellation);
        return await database.ReadAsync(RecommendationTables.Name, tables =>
        {
            var company = Companions.ReadOfAll(tables, purchased.Newest.Take(RecommendationLimits.CompanionsOf))
                .Where(c => !purchased.All.Contains(c.Key)).OrderByDescending(c => c.Value).Take(RecommendationLimits.Ranked).ToDictionary();
            var standings = Standing.Read(tables, near.Select(n => n.Product).Union(company.Keys));
            return PersonalRanking.Rank(near, company, standings, options.PersonalRating).ToList();
        }, cancellation);
    }

    private async ValueTask<IReadOnlyList<Neighbour>> NearAsync(Guid productId, int count, CancellationToken cancellation)
    {
        // Taken first: what changes meanwhile makes the answer old.
        var version = neighbourhood.Version;
        if (_similar.TryGet((productId, count), out var known) && known.Version == version) return known.Near;
        var wanted = new Wanted([productId], new HashSet<Guid> { productId }, vectors => vectors[0].ToArray(), count, (float)options.SimilarThreshold);
        var near = await neighbourhood.FindAsync(wanted, cancellation);
        _similar.Set((productId, count), new Similar(version, near));
        return near;
    }

    private async ValueTask<List<Suggestion>> PopularOnesAsync(int limit, IReadOnlySet<Guid> leaveOut, CancellationToken cancellation)
    {
        var (sellers, newest) = await database.ReadAsync(
            RecommendationTables.Name, tables => (Standing.ReadBestSellers(tables), Standing.ReadNewest(tables, Looked(limit))), cancellation);
        var most = Math.Max(1, sellers.Count == 0 ? 0 : sellers[0].Pieces);
        var popular = sellers.Where(s => !s.IsUnrated && s.Rating.Average >= options.PopularRating).Concat(sellers.Where(s => s.IsUnrated))
            .Select(s => new Suggestion(s.Product, (double)s.Pieces / most, RecommendationReason.Popular));
        var sold = sellers.Select(s => s.Product).ToHashSet();
        var others = newest.Where(s => !sold.Contains(s.Product) && (s.IsUnrated || s.Rating.Average >= options.PopularRating))
            .Select(s => new Suggestion(s.Product, 0, RecommendationReason.New));
        return [.. popular.Concat(others).Where(s => !leaveOut.Contains(s.Product)).Take(Looked(limit))];
    }

    private static int Looked(int limit) => (limit * Reserve) + LeastReserve;

    private static void Check(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, ReadModelLimits.PageSize);
    }

    /// <param name="Version">Of all that may be near when it was asked.</param>
    private sealed record Similar(long Version, IReadOnlyList<Neighbour> Near);
}
