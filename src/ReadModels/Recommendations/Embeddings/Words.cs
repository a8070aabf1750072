namespace OrleansStore.ReadModels.Recommendations.Embeddings;

/// <summary>Goes through the words of a text: letters and digits, in lower case, without accents.</summary>
/// <remarks>A word is good until the next step. What is longer than <see cref="Longest"/> is cut: nobody writes such words.</remarks>
internal ref struct Words(ReadOnlySpan<char> text, Span<char> buffer)
{
    /// <summary>Characters of a word; the buffer has to have as many.</summary>
    public const int Longest = 40;

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
            if (c is >= '\u0300' and <= '\u036f') continue;
            if (char.IsLetterOrDigit(c)) Add(char.ToLowerInvariant(c));
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
        if (c < '\u00c0')
        {
            Put(c);
            return;
        }

        switch (c)
        {
            case 'ß': Put('s'); Put('s'); break;
            case 'æ': Put('a'); Put('e'); break;
            case 'œ': Put('o'); Put('e'); break;
            default: Put(Plain(c)); break;
        }
    }

    private void Put(char c)
    {
        if (_length < Longest) _buffer[_length++] = c;
    }

    private static char Plain(char c) => c switch
    {
        >= 'à' and <= 'å' or 'ā' or 'ă' or 'ą' => 'a',
        'ç' or 'ć' or 'ĉ' or 'ċ' or 'č' => 'c',
        'ď' or 'đ' or 'ð' => 'd',
        >= 'è' and <= 'ë' or 'ē' or 'ĕ' or 'ė' or 'ę' or 'ě' => 'e',
        'ĝ' or 'ğ' or 'ġ' or 'ģ' => 'g',
        'ĥ' or 'ħ' => 'h',
        >= 'ì' and <= 'ï' or 'ĩ' or 'ī' or 'ĭ' or 'į' or 'ı' => 'i',
        'ĵ' => 'j',
        'ķ' => 'k',
        'ĺ' or 'ļ' or 'ľ' or 'ŀ' or 'ł' => 'l',
        'ñ' or 'ń' or 'ņ' or 'ň' => 'n',
        >= 'ò' and <= 'ö' or 'ø' or 'ō' or 'ŏ' or 'ő' => 'o',
        'ŕ' or 'ŗ' or 'ř' => 'r',
        'ś' or 'ŝ' or 'ş' or 'š' => 's',
        'ţ' or 'ť' or 'ŧ' => 't',
        >= 'ù' and <= 'ü' or 'ũ' or 'ū' or 'ŭ' or 'ů' or 'ű' or 'ų' => 'u',
        'ŵ' => 'w',
        'ý' or 'ÿ' or 'ŷ' => 'y',
        'ź' or 'ż' or 'ž' => 'z',
        _ => c,
    };
}
