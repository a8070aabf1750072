using System.Collections.Frozen;

namespace OrleansStore.ReadModels.Recommendations.Embeddings;

/// <summary>How much a word says: the fewer products have it, the more.</summary>
/// <remarks>
/// Counted over a catalog that grows, weights would drift, and vectors made at different times could not be compared. So
/// they stand still until the catalog has doubled, and then all vectors are made anew.
/// </remarks>
/// <param name="epoch">The products there had ever been when the weights were taken; 0 for none.</param>
/// <param name="products">The products that were counted.</param>
/// <param name="counts">In how many of them a word is, by its <see cref="Words.Hash"/>; those in only one are left out.</param>
internal sealed class WordWeights(long epoch, long products, IEnumerable<KeyValuePair<ulong, long>> counts)
{
    /// <summary>No product to compare with has it, so it can only blur what the others say; but what comes later may have it.</summary>
    private const float Rare = 0.5f;

    private const float Least = 0.1f;

    // Small catalogs count too little to tell these from words that say something.
    private static readonly FrozenSet<ulong> Empty = FrozenSet.ToFrozenSet(
        """
        a an and are as at be by for from has in into is it its not of on or our that the their this to up with you your
        am auf aus bei das dem den der des die ein eine einem einen einer eines fur ist im mit nach nicht oder sich sie sind uber und von wie zu zum zur
        avec au aux dans de du en est et la le les ou par pas pour que qui sans sur un une
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => Words.Hash(word)));

    private readonly FrozenDictionary<ulong, float> _weights = counts.ToFrozenDictionary(
        count => count.Key,
        count => Empty.Contains(count.Key) ? Least : Least + (float)(Math.Log((products + 1.0) / (Math.Min(count.Value, products) + 1.0)) / Math.Log(products + 2.0)));

    /// <summary>Those of a catalog too small to count: all words say the same, but for those that never say anything.</summary>
    public static WordWeights None { get; } = new(0, 0, []);

    public long Epoch => epoch;

    /// <summary>From 0.1 to about 1.</summary>
    public float Of(ulong word) =>
        _weights.TryGetValue(word, out var weight) ? weight
        : Empty.Contains(word) ? Least
        : epoch == 0 ? 1
        : Rare;
}
