namespace OrleansStore.ReadModels.Products.Search;

/// <summary>Takes texts apart into folded words, the same way for what is indexed and for what is asked.</summary>
internal static class WordBreaker
{
    /// <summary>Longest word, in folded characters; what is longer is cut there on both sides.</summary>
    public const int Longest = 40;

    // "12ab" is also "12" and "ab"; with more changes between digits and letters it is a code that nobody takes apart.
    private const int MixedParts = 3;

    /// <summary>The words as they are asked for.</summary>
    public static List<string> Asked(string text)
    {
        var words = new List<string>();
        foreach (var run in Runs(text))
        {
            var parts = Parts(text.AsSpan(run));
            if (parts.Count is > 1 and <= MixedParts)
            {
                foreach (var part in parts) Add(words, Folding.Fold(part));
            }
            else
            {
                Add(words, Folding.Fold(text.AsSpan(run)));
            }
        }

        return words;
    }

    /// <summary>The words by which a text is found: those in it, in order, and after them the other ways to write them.</summary>
    /// <param name="others">Umlauts as two letters, or two letters as the vowel alone; parts of mixed words; what a hyphen joins as one word.</param>
    public static void Indexed(string text, List<string> words, List<string> others)
    {
        var chain = "";
        var (links, end) = (0, -2);
        foreach (var run in Runs(text))
        {
            var written = text.AsSpan(run);
            var folded = Folding.Fold(written);
            Add(words, folded);
            AddSpellings(others, written, folded);
            var parts = Parts(written);
            if (parts.Count is > 1 and <= MixedParts)
            {
                foreach (var part in parts) Add(others, Folding.Fold(part));
            }

            // "t-shirt" is also "tshirt".
            var linked = run.Start.Value == end + 1 && end > 0 && text[end] is '-' or '.' or '/' or '_' or '\'' or '’' or '&' or '+';
            if (!linked && links > 1) Add(others, chain);
            (chain, links) = linked ? (chain + folded, links + 1) : (folded, 1);
            end = run.End.Value;
        }

        if (links > 1) Add(others, chain);
    }

    /// <summary>All letters and digits, folded, as one word: how skus are compared.</summary>
    public static string Joined(string text) => string.Concat(Runs(text).Select(run => Folding.Fold(text.AsSpan(run))));

    private static void AddSpellings(List<string> others, ReadOnlySpan<char> written, string folded)
    {
        var expanded = Folding.Fold(written, expanded: true);
        if (expanded != folded) Add(others, expanded);
        var vowels = folded.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);
        if (vowels != folded) Add(others, vowels);
    }

    private static void Add(List<string> words, string folded)
    {
        if (folded.Length > 0) words.Add(folded.Length > Longest ? folded[..Longest] : folded);
    }

    private static List<Range> Runs(string text)
    {
        var runs = new List<Range>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!IsWord(text[i])) continue;
            var start = i;
            while (i < text.Length && (IsWord(text[i]) || Folding.IsAccent(text[i]))) i++;
            runs.Add(start..i);
        }

        return runs;
    }

    private static List<string> Parts(ReadOnlySpan<char> run)
    {
        var parts = new List<string>();
        var start = 0;
        for (var i = 1; i <= run.Length; i++)
        {
            if (i < run.Length && char.IsDigit(run[i]) == char.IsDigit(run[i - 1])) continue;
            parts.Add(run[start..i].ToString());
            start = i;
        }

        return parts;
    }

    // Half of a pair is no letter, and no database takes it as text: characters beyond the first plane are not searched for.
    private static bool IsWord(char c) => char.IsLetterOrDigit(c);
}
