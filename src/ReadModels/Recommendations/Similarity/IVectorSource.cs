using OrleansStore.ReadModels.Recommendations.Embeddings;
using OrleansStore.ReadModels.Recommendations.ModelServer;

namespace OrleansStore.ReadModels.Recommendations.Similarity;

/// <summary>Where the vectors of texts come from.</summary>
internal interface IVectorSource
{
    /// <summary>Whether every text has its vector at once.</summary>
    bool IsImmediate { get; }

    /// <summary>The vectors of texts, of length 1; null for those that have none yet.</summary>
    ValueTask<IReadOnlyList<float[]?>> FindAsync(IReadOnlyList<string> texts, WordWeights weights, CancellationToken cancellation);
}

/// <summary>Makes them itself.</summary>
internal sealed class OwnVectors : IVectorSource
{
    public bool IsImmediate => true;

    public async ValueTask<IReadOnlyList<float[]?>> FindAsync(IReadOnlyList<string> texts, WordWeights weights, CancellationToken cancellation) =>
        await MakeAsync(texts, weights, cancellation);

    /// <summary>The same for those who know that there is one of each.</summary>
    public static async ValueTask<IReadOnlyList<float[]>> MakeAsync(IReadOnlyList<string> texts, WordWeights weights, CancellationToken cancellation)
    {
        using var generator = new HashedEmbeddings(() => weights);
        var made = await generator.GenerateAsync(texts, cancellationToken: cancellation);
        return [.. made.Select(vector => vector.Vector.ToArray())];
    }
}

/// <summary>Knows those that a model has made so far.</summary>
internal sealed class ModelVectors(IVectorStore store, string model) : IVectorSource
{
    public bool IsImmediate => false;

    public async ValueTask<IReadOnlyList<float[]?>> FindAsync(IReadOnlyList<string> texts, WordWeights weights, CancellationToken cancellation)
    {
        var keys = texts.Select(TextKey.Of).ToList();
        var known = await store.ReadAsync(model, keys, cancellation);
        return [.. keys.Select(key => known.GetValueOrDefault(key))];
    }
}
