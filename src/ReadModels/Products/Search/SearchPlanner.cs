using System.Collections.Immutable;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>Makes of typed words what is looked for: first what was typed, then what may have been meant, then less of it.</summary>
internal static class SearchPlanner
{
    // From this length a word may be the beginning of another wherever it stands: "schreibtisch lampe" finds "Schreibtischlampe".
    private const int Compound = 4;

    /// <summary>The plan that finds something, else the last one that was tried; null for a text without letters and digits.</summary>
    public static SearchPlan? Make(TableSet tables, string search)
    {
        var typed = WordBreaker.Asked(search).Distinct().ToList();
        if (typed.Count == 0) return null;
        var whole = WordBreaker.Joined(search);
        List<(string Word, SearchTerm Term)> terms = [.. typed.Select((word, i) => (word, Term(tables, word, i == typed.Count - 1, loosely: false)))];
        var ignored = new List<string>();

        SearchPlan Plan() => new([.. terms.Select(t => t.Term)], whole, [.. ignored]);

        if (Finds(tables, Plan())) return Plan();
        // What nobody has, typed or meant, cannot be found with the rest.
        Ignore(terms.Where(t => t.Term.Choices.IsEmpty));
        if (ignored.Count > 0 && terms.Count > 0 && Finds(tables, Plan())) return Plan();

        terms = [.. terms.Select((t, i) => (t.Word, Term(tables, t.Word, i == terms.Count - 1, loosely: true)))];
        for (var tries = 0; terms.Count > 0; tries++)
        {
            if (Finds(tables, Plan()) || terms.Count == 1 || tries == SearchLimits.Tries) return Plan();
            // The commonest word tells the least.
            Ignore([terms.MaxBy(t => t.Term.Products)]);
        }

        return Plan();

        void Ignore(IEnumerable<(string Word, SearchTerm Term)> those)
        {
            foreach (var term in those.ToList())
            {
                terms.Remove(term);
                ignored.Add(term.Word);
            }
        }
    }

    private static SearchTerm Term(TableSet tables, string word, bool isLast, bool loosely)
    {
        var hasDigits = word.Any(char.IsDigit);
        // Numbers and skus as they are first: half a number is another one.
        var begins = hasDigits ? loosely && isLast : isLast || word.Length >= Compound;
        var products = Vocabulary.Count(tables, word, begins);
        var choices = ImmutableArray.CreateBuilder<SearchChoice>();
        if (products > 0) choices.Add(new SearchChoice(word, begins, 0));
        if (!hasDigits && (loosely || products == 0))
        {
            foreach (var (guess, edits) in Vocabulary.Guess(tables, word, isLast))
            {
                if (edits == 0 && products > 0) continue;
                choices.Add(new SearchChoice(guess, guess.Length >= Compound, edits));
                products += Vocabulary.Count(tables, guess, begins: false);
            }
        }

        return new SearchTerm(choices.ToImmutable(), products);
    }

    private static bool Finds(TableSet tables, SearchPlan plan)
    {
        if (plan.Terms.IsEmpty || plan.Terms.Any(t => t.Choices.IsEmpty)) return false;
        var looked = plan.Terms.Where(t => t.IsIndexed).ToList();
        // One word with products has them; and of words that so many have, some have all.
        if (looked.TrueForAll(t => t.IsCommon) || (plan.Terms.Length == 1 && !plan.Terms[0].Choices[0].Word.Any(char.IsDigit))) return true;
        return FullText.Any(tables, (plan with { Terms = [.. looked] }).Match(new Beginnings(tables), ProductWords.Anywhere));
    }
}
