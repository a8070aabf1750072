namespace OrleansStore.ReadModels.Products.Search;

/// <summary>How well a product's words meet a search: BM25 with a weight for each place, on texts of which each word counts once.</summary>
/// <remarks>
/// Computed here and not by the database, so that SQLite and PostgreSQL come to the same order, and without counts that
/// change with other products but for those that the plan carries, so that a product's place holds from page to page.
/// </remarks>
internal static class Relevance
{
    // In the name, among the labels, in the description.
    private const double NameWeight = 8, LabelWeight = 3, TextWeight = 1;
    // A longer word that begins so, and each edit, is worth less than the word itself.
    private const double Beginning = 0.6, Edited = 0.5;
    // How much of the weight is taken away by a name twice as long.
    private const double LengthShare = 0.15;
    private const double WholeSku = 100, Phrase = 4;
    private const double Unit = 1_000;

    // The rarer the more, from a millionth of all to all of them.
    private const double Corpus = 1_000_000;

    /// <summary>What the product is worth for the search; 0 when one of the words is not there.</summary>
    public static long Of(SearchPlan plan, string text)
    {
        var names = NameWords(text);
        var length = 1 / (1 - LengthShare + LengthShare * Math.Max(1, names) / 3.0);
        var sum = text.Contains($" {ProductWords.WholeSku}{plan.Whole} ", StringComparison.Ordinal) ? WholeSku : 0;
        foreach (var term in plan.Terms)
        {
            var best = Best(term, text, length);
            if (best == 0) return 0;
            sum += best * Math.Log(1 + Corpus / Math.Clamp(term.Products, 1, Corpus));
        }

        if (BeginsName(plan, text)) sum += Phrase;
        return (long)(sum * Unit);
    }

    /// <summary>Whether all the words stand in this place.</summary>
    public static bool Has(SearchPlan plan, string text, char place)
    {
        foreach (var term in plan.Terms)
        {
            if (!term.Choices.Any(c => text.Contains($" {place}{c.Word}{(c.Begins ? "" : " ")}", StringComparison.Ordinal))) return false;
        }

        return true;
    }

    private static double Best(SearchTerm term, string text, double length)
    {
        var best = 0.0;
        foreach (var choice in term.Choices)
        {
            var worth = Math.Pow(Edited, choice.Edits);
            best = Math.Max(best, worth * NameWeight * length * Stands(choice, text, ProductWords.InName));
            best = Math.Max(best, worth * LabelWeight * Stands(choice, text, ProductWords.InLabels));
            if (best == 0) best = worth * TextWeight * Stands(choice, text, ProductWords.Anywhere);
        }

        return best;
    }

    private static double Stands(SearchChoice choice, string text, char place)
    {
        var written = $" {place}{choice.Word}";
        var at = text.IndexOf(written, StringComparison.Ordinal);
        if (at < 0) return 0;
        if (text.Contains(written + ' ', StringComparison.Ordinal)) return 1;
        return choice.Begins ? Beginning : 0;
    }

    private static bool BeginsName(SearchPlan plan, string text)
    {
        var at = 0;
        foreach (var term in plan.Terms)
        {
            if (at + 2 >= text.Length || text[at + 1] != ProductWords.InName) return false;
            var end = text.IndexOf(' ', at + 2);
            if (!text.AsSpan(at + 2, end - at - 2).StartsWith(term.Choices[0].Word, StringComparison.Ordinal)) return false;
            at = end;
        }

        return true;
    }

    private static int NameWords(string text)
    {
        var count = 0;
        for (var at = 0; at + 1 < text.Length && text[at + 1] == ProductWords.InName; at = text.IndexOf(' ', at + 1)) count++;
        return count;
    }
}
