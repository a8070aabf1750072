using OrleansStore.ReadModels.Products.Search;

namespace OrleansStore.ReadModels.Recommendations.Embeddings;

/// <summary>Goes through the words of a text, folded as the search folds them, without making strings of them.</summary>
/// <remarks>A word is good until the next step. What is longer than <see cref="Longest"/> is cut: nobody writes such words.</remarks>
internal ref struct Words(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>Characters of a word; the buffer has to have as many.</summary>
    public const int Longest = WordBreaker.Longest;

    private readonly Span<char> _buffer = buffer;
    private ReadOnlySpan<char> _rest = text;
    private int _length = 0;

    public readonly ReadOnlySpan<char> Current => _buffer[.._length];

    public bool MoveNext()
    {
        _length = 0;
        var at = 0;
        for (; at < _rest.Length; at++)
        {
            var c = _rest[at];
            // A mark that stands by itself belongs to the letter before it, which is taken without.
            if (Folding.IsAccent(c)) continue;
            if (char.IsLetterOrDigit(c)) Add(c);
            else if (_length > 0) break;
        }

        _rest = _rest[at..];
        return _length > 0;
    }

    /// <summary>A word as a number; the same in every process, for it is stored.</summary>
    public static ulong Hash(ReadOnlySpan<char> word)
    {
        // FNV-1a, then the finaliser of SplitMix64: every bit of the letters counts in every bit of the number.
        var hash = 14695981039346656037UL;
        foreach (var c in word) hash = (hash ^ c) * 1099511628211UL;
        return Mix(hash);
    }

    /// <summary>Another number for a number.</summary>
    public static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return x ^ (x >> 31);
    }

    private void Add(char c)
    {
        Span<char> letters = stackalloc char[Folding.MostLetters];
        foreach (var letter in letters[..Folding.Fold(c, letters)])
        {
            if (_length < Longest) _buffer[_length++] = letter;
        }
    }
}
