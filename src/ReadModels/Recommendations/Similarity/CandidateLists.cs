using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Recommendations.Embeddings;
using OrleansStore.ReadModels.Recommendations.Projection;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations.Similarity;

/// <summary>Finds products that may be like others, where not all can be compared: by the words that say most, by tags, and of the same category.</summary>
internal sealed class CandidateLists(ReadModelDatabase database)
{
    private const int Words = 3;
    private const int Tags = 2;

    /// <summary>The ids, each once, about the most promising first.</summary>
    public async ValueTask<IReadOnlyList<Guid>> FindAsync(IReadOnlyList<TextRow> like, WordWeights weights, CancellationToken cancellation)
    {
        var found = new HashSet<Guid>();
        foreach (var row in like)
        {
            var lists = Lists(row, weights);
            found.UnionWith(await database.ReadAsync(CatalogTables.Projection, tables => Read(tables, lists), cancellation));
            if (found.Count >= RecommendationLimits.Candidates) break;
        }

        return [.. found.Take(RecommendationLimits.Candidates)];
    }

    /// <summary>What of the catalog is looked through.</summary>
    private static List<CatalogQuery> Lists(TextRow row, WordWeights weights)
    {
        var usual = new CatalogQuery(RecommendationLimits.CandidatesOfAList, Facets: false);
        var words = BestWords(row.Name, weights);
        return
        [
            // What has more of the words is more like it, and comes first.
            .. words.Count > 1 ? [usual with { Search = string.Join(' ', words.Take(2)) }] : (IEnumerable<CatalogQuery>)[],
            .. words.Select(word => usual with { Search = word }),
            .. row.Tags.Take(Tags).Select(tag => usual with { Category = row.Category, Tag = tag }),
            usual with { Category = row.Category },
        ];
    }

    private static List<string> BestWords(string name, WordWeights weights)
    {
        var words = new Words(name, stackalloc char[Embeddings.Words.Longest]);
        var all = new Dictionary<string, float>(StringComparer.Ordinal);
        while (words.MoveNext())
        {
            if (words.Current.Length > 2) all[words.Current.ToString()] = weights.Of(Embeddings.Words.Hash(words.Current));
        }

        return [.. all.OrderByDescending(word => word.Value).Take(Words).Select(word => word.Key)];
    }

    private static List<Guid> Read(TableSet tables, List<CatalogQuery> lists)
    {
        var positions = lists.SelectMany(query => CatalogSearch.Find(tables, query).Positions).Distinct().ToList();
        var ids = ProductRow.ReadIds(tables, positions);
        return [.. positions.Where(ids.ContainsKey).Select(position => ids[position])];
    }
}
