namespace OrleansStore.ReadModels.Products.Search;

/// <summary>A word with letters left out: two words that are some edits apart have one such form in common.</summary>
/// <remarks>
/// The method is SymSpell's (symmetric deletes). What is compared is the beginning of the words only, which keeps the forms
/// of one word below thirty whatever its length; who looks up a form measures the whole words (<see cref="Edits"/>).
/// </remarks>
internal static class Omissions
{
    /// <summary>Letters of a word's beginning that are looked at.</summary>
    public const int Beginning = 7;

    /// <summary>Most forms of a word: of seven letters none, one or two left out.</summary>
    public const int Most = 1 + Beginning + Beginning * (Beginning - 1) / 2;

    // A word of three letters is one edit from one of four, which is the shortest that may be mistyped.
    private const int Shortest = 3;

    // One of six is two edits from one of eight.
    private const int ShortestOfTwo = 6;

    /// <summary>The forms under which a word of the vocabulary is kept; none for words that are no guess for anything.</summary>
    public static HashSet<string> Kept(string word) => word.Length < Shortest || !word.All(char.IsLetter) ? [] : Of(word, word.Length < ShortestOfTwo ? 1 : 2);

    /// <summary>The forms under which a typed word is looked up.</summary>
    public static HashSet<string> Typed(string word) => Edits.Allowed(word.Length) is > 0 and var edits && word.All(char.IsLetter) ? Of(word, edits) : [];

    private static HashSet<string> Of(string word, int edits)
    {
        HashSet<string> forms = [word[..Math.Min(word.Length, Beginning)]];
        var last = forms.ToList();
        for (var i = 0; i < edits; i++)
        {
            last = [.. last.SelectMany(form => Enumerable.Range(0, form.Length).Select(at => form.Remove(at, 1))).Distinct()];
            forms.UnionWith(last);
        }

        return forms;
    }
}
