using System.Text.Json;
using OrleansStore.ReadModels.Products;
using OrleansStore.ReadModels.Recommendations.Embeddings;
using OrleansStore.ReadModels.Recommendations.Projection;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations.Similarity;

/// <summary>Finds products that may be like others, where not all can be compared: by the words that say most, by tags, and of the same category.</summary>
internal sealed class CandidateLists(ICatalogQueries catalog, ReadModelDatabase database)
{
    private const int Words = 3;
    private const int Tags = 2;

    /// <summary>The ids, each once, about the most promising first.</summary>
    public async ValueTask<IReadOnlyList<Guid>> FindAsync(IReadOnlyList<TextRow> like, WordWeights weights, CancellationToken cancellation)
    {
        var found = new HashSet<Guid>();
        foreach (var row in like)
        {
            foreach (var word in BestWords(row.Name, weights)) await AddAsync(found, new CatalogQuery(Search: word), cancellation);
            foreach (var tag in row.Tags.Take(Tags)) await AddAsync(found, new CatalogQuery(Category: row.Category, Tag: tag), cancellation);
            found.UnionWith(await database.ReadAsync(RecommendationTables.Name, tables => OfCategory(tables, row.Category), cancellation));
            if (found.Count >= RecommendationLimits.Candidates) break;
        }

        return [.. found.Take(RecommendationLimits.Candidates)];
    }

    private static IEnumerable<string> BestWords(string name, WordWeights weights)
    {
        var words = new Words(name, stackalloc char[Embeddings.Words.Longest]);
        var all = new Dictionary<string, float>(StringComparer.Ordinal);
        while (words.MoveNext())
        {
            if (words.Current.Length > 2) all[words.Current.ToString()] = weights.Of(Embeddings.Words.Hash(words.Current));
        }

        return all.OrderByDescending(word => word.Value).Take(Words).Select(word => word.Key);
    }

    private async ValueTask AddAsync(HashSet<Guid> found, CatalogQuery query, CancellationToken cancellation)
    {
        var page = await catalog.ListAsync(query with { Limit = RecommendationLimits.CandidatesOfAList }, cancellation);
        ReadIds(page.Json.Span, found);
    }

    /// <summary>The ids of the items of a list.</summary>
    private static void ReadIds(ReadOnlySpan<byte> json, HashSet<Guid> found)
    {
        const int Member = 3;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != Member || !reader.ValueTextEquals("id"u8)) continue;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var id)) found.Add(id);
        }
    }

    private static List<Guid> OfCategory(TableSet tables, string category)
    {
        var rows = tables.Statement("SELECT p.id FROM @products p WHERE p.category = ?1 AND p.active = 1 ORDER BY p.position DESC LIMIT ?2")
            .BindText(1, category).Bind(2, RecommendationLimits.CandidatesOfAList);
        var ids = new List<Guid>();
        while (rows.Step()) ids.Add(rows.Id(0));
        return ids;
    }
}
