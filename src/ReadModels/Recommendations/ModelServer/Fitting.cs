using System.Numerics.Tensors;
using OrleansStore.ReadModels.Recommendations.Embeddings;

namespace OrleansStore.ReadModels.Recommendations.ModelServer;

/// <summary>Brings a model's vectors to the size that is searched, and to length 1.</summary>
/// <remarks>
/// A shorter one is filled up with zeros, which changes no angle. A longer one is projected onto fixed random directions, which
/// keeps angles to some hundredths (Johnson and Lindenstrauss); whatever the model, a product costs the same memory.
/// </remarks>
internal static class Fitting
{
    private const int Size = HashedText.Dimensions;

    /// <returns>Null for a vector without a direction.</returns>
    public static float[]? Fit(ReadOnlySpan<float> vector)
    {
        var fitted = new float[Size];
        if (vector.Length <= Size) vector.CopyTo(fitted);
        else Project(vector, fitted);
        var length = TensorPrimitives.Norm<float>(fitted);
        if (!(length > 0) || !float.IsFinite(length)) return null;
        TensorPrimitives.Divide(fitted, length, fitted);
        return fitted;
    }

    private static void Project(ReadOnlySpan<float> vector, Span<float> fitted)
    {
        for (var row = 0; row < Size; row++)
        {
            var sum = 0f;
            var signs = 0UL;
            for (var i = 0; i < vector.Length; i++, signs >>= 1)
            {
                if (i % 64 == 0) signs = Words.Mix(((ulong)row << 32) + (ulong)(i / 64) + 1);
                sum += (signs & 1) == 0 ? vector[i] : -vector[i];
            }

            fitted[row] = sum;
        }
    }
}
