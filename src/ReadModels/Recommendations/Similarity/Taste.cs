using System.Numerics.Tensors;
using OrleansStore.ReadModels.Recommendations.Embeddings;

namespace OrleansStore.ReadModels.Recommendations.Similarity;

/// <summary>What somebody likes, from what was bought: a few interests, as nobody is fond of the mean of garden tools and jazz.</summary>
internal static class Taste
{
    private const int Size = HashedText.Dimensions;

    /// <summary>Interests of one person; each is one more look at every product.</summary>
    public const int Interests = 4;

    /// <summary>What was bought before the last purchase counts so much of it, and so on.</summary>
    private const float Fading = 0.95f;

    /// <summary>Alike enough to be of one interest.</summary>
    private const float Same = 0.6f;

    /// <summary>The interests' vectors, of length 1, one after the other; nothing for nothing.</summary>
    /// <param name="bought">Vectors of length 1, what was bought last first.</param>
    public static float[] Of(IEnumerable<ReadOnlyMemory<float>> bought)
    {
        var interests = new List<float[]>();
        var weight = 1f;
        foreach (var vector in bought)
        {
            var sum = Nearest(interests, vector.Span) ?? Add(interests);
            TensorPrimitives.MultiplyAdd(vector.Span, weight, sum, sum);
            weight *= Fading;
        }

        foreach (var sum in interests) TensorPrimitives.Divide(sum, TensorPrimitives.Norm<float>(sum), sum);
        return [.. interests.SelectMany(sum => sum)];
    }

    /// <summary>The interest that it belongs to; null for a new one.</summary>
    private static float[]? Nearest(List<float[]> interests, ReadOnlySpan<float> vector)
    {
        float[]? nearest = null;
        var most = float.NegativeInfinity;
        foreach (var sum in interests)
        {
            var similarity = TensorPrimitives.CosineSimilarity(sum, vector);
            if (similarity > most) (nearest, most) = (sum, similarity);
        }

        return most >= Same || interests.Count == Interests ? nearest : null;
    }

    private static float[] Add(List<float[]> interests)
    {
        interests.Add(new float[Size]);
        return interests[^1];
    }
}
