using System.Numerics.Tensors;

namespace OrleansStore.ReadModels.Recommendations.Embeddings;

/// <summary>Makes a text's vector without a model: words and pieces of words, weighted, each at a few places that its hash names.</summary>
/// <remarks>
/// The first line of a text is its title and the second its labels; each counts more than all that follows, however long
/// that is. Every vector shares a constant part: texts without a common word are 1/3 alike, and the thresholds that
/// models of language are used with (0.6, 0.7) mean the same here. Not for several threads at once.
/// </remarks>
internal sealed class HashedText
{
    /// <summary>Numbers in a vector.</summary>
    public const int Dimensions = 384;

    // The last number is the constant part.
    private const int Places = Dimensions - 1;
    private const int PlacesOfOne = 4;
    private const float Constant = 1f / 3;
    private const float PieceShare = 0.7f;
    private const float PairShare = 0.3f;
    private const int ShortestPiece = 3;
    private const int LongestPiece = 4;

    private static readonly float[] FieldShares = [1f, 1f, 0.7f];

    private readonly Dictionary<ulong, int> _seen = [];
    private readonly float[] _field = new float[Places];

    /// <summary>Writes the text's vector, of length 1.</summary>
    public void Embed(ReadOnlySpan<char> text, WordWeights weights, Span<float> vector)
    {
        vector.Clear();
        var places = vector[..Places];
        for (var field = 0; field < FieldShares.Length && !text.IsEmpty; field++)
        {
            var end = field < FieldShares.Length - 1 ? text.IndexOf('\n') : -1;
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? [] : text[(end + 1)..];
            Array.Clear(_field);
            AddLine(line, weights);
            var length = TensorPrimitives.Norm<float>(_field);
            if (length > 0) TensorPrimitives.MultiplyAdd(_field, FieldShares[field] / length, places, places);
        }

        var whole = TensorPrimitives.Norm<float>(places);
        if (whole > 0) TensorPrimitives.Multiply(places, MathF.Sqrt(1 - Constant) / whole, places);
        vector[Places] = whole > 0 ? MathF.Sqrt(Constant) : 1;
    }

    private void AddLine(ReadOnlySpan<char> line, WordWeights weights)
    {
        _seen.Clear();
        Span<char> buffer = stackalloc char[Words.Longest];
        var words = new Words(line, buffer);
        var (before, weightBefore) = (0UL, 0f);
        while (words.MoveNext())
        {
            var word = words.Current;
            var hash = Words.Hash(word);
            var weight = weights.Of(hash);
            var times = _seen[hash] = _seen.GetValueOrDefault(hash) + 1;
            // What is said again counts less each time: the sum is the logarithm of the count.
            Add(hash, weight * (MathF.Log2(times + 1) - MathF.Log2(times)));
            if (times == 1) AddPieces(word, weight);
            if (before != 0) Add(Words.Mix(before + (hash * 3)), PairShare * MathF.Min(weight, weightBefore));
            (before, weightBefore) = (hash, weight);
        }
    }

    /// <summary>So that plurals, compounds and slips of the pen are near to what they come from.</summary>
    private void AddPieces(ReadOnlySpan<char> word, float weight)
    {
        if (word.Length < ShortestPiece) return;
        Span<char> marked = stackalloc char[Words.Longest + 2];
        marked[0] = '<';
        word.CopyTo(marked[1..]);
        marked[word.Length + 1] = '>';
        marked = marked[..(word.Length + 2)];
        var count = 0;
        for (var size = ShortestPiece; size <= LongestPiece; size++) count += Math.Max(0, marked.Length - size + 1);
        var each = PieceShare * weight / MathF.Sqrt(count);
        for (var size = ShortestPiece; size <= LongestPiece; size++)
        {
            // A piece is no word, even where its letters are those of one.
            for (var start = 0; start + size <= marked.Length; start++) Add(~Words.Hash(marked.Slice(start, size)), each);
        }
    }

    private void Add(ulong feature, float weight)
    {
        weight *= 0.5f;
        for (var i = 0; i < PlacesOfOne; i++, feature >>= 16)
        {
            var bits = (uint)feature & 0xFFFF;
            var place = (bits >> 1) * Places >> 15;
            _field[place] += (bits & 1) == 0 ? weight : -weight;
        }
    }
}
