using OrleansStore.ReadModels.Recommendations.Embeddings;
using OrleansStore.ReadModels.Recommendations.Projection;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations.Similarity;

/// <summary>Finds what is near to products: among all that are in memory, and for the rest among candidates.</summary>
/// <remarks>
/// Vectors of a model and the store's own cannot be compared with each other. What has none of the model yet is compared by
/// the store's own, which are made on the spot.
/// </remarks>
internal sealed class Neighbourhood(ProductVectors vectors, CandidateLists candidates, ReadModelDatabase database)
{
    /// <summary>Rises whenever something may be nearest to something else.</summary>
    public long Version => vectors.Version;

    /// <summary>The nearest products on sale, nearest first.</summary>
    public async ValueTask<IReadOnlyList<Neighbour>> FindAsync(Wanted wanted, CancellationToken cancellation)
    {
        var current = await vectors.CurrentAsync(cancellation);
        var known = Known(current.Index, wanted.Products);
        var found = (IReadOnlyList<Neighbour>)[];
        if (current.Index is { } index && known.Count > 0)
        {
            found = index.Nearest(wanted.Interests(known), wanted.Count, wanted.Least, wanted.LeaveOut.Contains);
            if (current.IsComplete) return found;
        }

        var like = await ReadAsync(wanted.Products, cancellation);
        if (like.Count == 0) return found;
        var own = wanted.Interests(Memories(await OwnVectors.MakeAsync(like.ConvertAll(row => row.Text), current.Weights, cancellation)));
        // None of them is on sale, and so in memory; but what is can be compared with them.
        if (vectors.AreOwn && current is { Index: { } all, IsComplete: true }) return all.Nearest(own, wanted.Count, wanted.Least, wanted.LeaveOut.Contains);
        var others = await AmongCandidatesAsync(wanted, like, own, current, among: known.Count > 0 ? current.Index : null, cancellation);
        return [.. found.Concat(others).OrderByDescending(n => n.Similarity).ThenByDescending(n => n.Product).Take(wanted.Count)];
    }

    private static List<ReadOnlyMemory<float>> Known(VectorIndex? index, IReadOnlyList<Guid> products)
    {
        var known = new List<ReadOnlyMemory<float>>(products.Count);
        foreach (var id in index is null ? [] : products)
        {
            var vector = new float[HashedText.Dimensions];
            if (index!.TryGet(id, vector)) known.Add(vector);
        }

        return known;
    }

    private ValueTask<List<TextRow>> ReadAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation) => database.ReadAsync(
        RecommendationTables.Name, tables => TextRow.ReadSome(tables, ids), cancellation);

    private static List<ReadOnlyMemory<float>> Memories(IReadOnlyList<float[]> vectors) => [.. vectors.Select(v => (ReadOnlyMemory<float>)v)];

    /// <param name="own">What is looked for, by the store's own vectors.</param>
    /// <param name="among">What was looked through already.</param>
    private async ValueTask<IReadOnlyList<Neighbour>> AmongCandidatesAsync(
        Wanted wanted, List<TextRow> like, float[] own, Compared current, VectorIndex? among, CancellationToken cancellation)
    {
        var ids = await candidates.FindAsync(like, current.Weights, cancellation);
        var rows = (await ReadAsync([.. ids.Where(id => !wanted.LeaveOut.Contains(id) && among?.Has(id) != true)], cancellation)).FindAll(row => row.Active);
        var made = await OwnVectors.MakeAsync(rows.ConvertAll(row => row.Text), current.Weights, cancellation);
        var nearest = new NearestFew(wanted.Count, wanted.Least);
        for (var i = 0; i < rows.Count; i++)
        {
            var similarity = VectorIndex.Alike(own, made[i]);
            if (nearest.Takes(similarity)) nearest.Add(rows[i].Id, similarity);
        }

        return nearest.ToList();
    }
}

/// <summary>What to find.</summary>
/// <param name="Products">Products it should be near to, the most important first.</param>
/// <param name="LeaveOut">Products that are not to be found.</param>
/// <param name="Interests">Makes of the vectors of the products what is looked for.</param>
/// <param name="Least">What is less alike is left out.</param>
internal sealed record Wanted(
    IReadOnlyList<Guid> Products, IReadOnlySet<Guid> LeaveOut, Func<IReadOnlyList<ReadOnlyMemory<float>>, float[]> Interests, int Count, float Least);
