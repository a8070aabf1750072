using Microsoft.Extensions.AI;

namespace OrleansStore.ReadModels.Recommendations.Embeddings;

/// <summary>The generator that needs no model and no server: <see cref="HashedText"/> with the weights of the catalog's words.</summary>
internal sealed class HashedEmbeddings(Func<WordWeights> weights) : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>What its vectors are told from others' by.</summary>
    public const string Model = "hashed-words-1";

    private static readonly EmbeddingGeneratorMetadata About = new("OrleansStore", null, Model, HashedText.Dimensions);

    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        var (text, now) = (new HashedText(), weights());
        var made = new GeneratedEmbeddings<Embedding<float>>();
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var vector = new float[HashedText.Dimensions];
            text.Embed(value, now, vector);
            made.Add(new Embedding<float>(vector) { ModelId = Model });
        }

        return Task.FromResult(made);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(EmbeddingGeneratorMetadata) ? About
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    public void Dispose()
    {
    }
}
