using System.Collections.Immutable;
using System.Text;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>One way in which a typed word may stand in a text.</summary>
/// <param name="Word">Folded; letters and digits only.</param>
/// <param name="Begins">Whether longer words count that begin with it.</param>
/// <param name="Edits">How far it is from what was typed.</param>
internal readonly record struct SearchChoice(string Word, bool Begins, int Edits);

/// <summary>A typed word: any one of its choices must stand in the text.</summary>
/// <param name="Products">How many have it, about; what fewer have tells more.</param>
internal sealed record SearchTerm(ImmutableArray<SearchChoice> Choices, long Products)
{
    /// <summary>Whether so many have it that rarer words are looked up instead.</summary>
    public bool IsCommon => Products > SearchLimits.Common;

    /// <summary>Whether it can be looked up at all: a beginning that very many words share takes the database too long.</summary>
    public bool IsIndexed => !IsCommon || !Choices.Any(c => c.Begins);
}

/// <summary>What a search has come to: every page of it does the same, whatever words came meanwhile.</summary>
/// <param name="Whole">All that was typed as one word, as skus are compared.</param>
/// <param name="Ignored">Typed words that nothing was found for.</param>
internal sealed record SearchPlan(ImmutableArray<SearchTerm> Terms, string Whole, ImmutableArray<string> Ignored)
{
    /// <summary>Whether anything was looked for that was not typed.</summary>
    public bool IsCorrected => Terms.Any(t => t.Choices.Length > 0 && t.Choices[0].Edits > 0);

    /// <summary>What was looked for, to be shown: the best guess of each word.</summary>
    public string Corrected => string.Join(' ', Terms.Where(t => t.Choices.Length > 0).Select(t => t.Choices[0].Word));

    /// <summary>The terms that the database looks up; the others are tested in the texts of what it brings.</summary>
    public IEnumerable<SearchTerm> Indexed
    {
        get
        {
            var indexed = Terms.Where(t => t.IsIndexed).ToList();
            return indexed.Exists(t => !t.IsCommon) ? indexed.Where(t => !t.IsCommon) : indexed;
        }
    }

    /// <summary>What the database is asked for: all of the terms in this place, and all of the other words.</summary>
    /// <param name="beginnings">Knows the words that begin with a word.</param>
    /// <param name="place">One of <see cref="ProductWords"/>' places; null for the other words alone.</param>
    /// <param name="others">Whole words, and sets of which any will do.</param>
    public string Match(Beginnings beginnings, char? place, params ReadOnlySpan<string[]> others)
    {
        var match = new StringBuilder();
        // In the name even a common word is worth its look-up: far fewer have it there.
        foreach (var term in place is null ? [] : place == ProductWords.InName ? Terms.Where(t => t.IsIndexed) : Indexed)
            Append(match, beginnings.IsPostgres, term.Choices.SelectMany(Words).Distinct());
        foreach (var any in others) Append(match, beginnings.IsPostgres, any.Select(word => (word, false)));
        return match.ToString();

        IEnumerable<(string, bool)> Words(SearchChoice choice) => choice.Begins && beginnings.Of(choice.Word) is { } words
            ? words.Select(word => (place + word, false))
            : [(place + choice.Word, choice.Begins)];
    }

    private static void Append(StringBuilder match, bool postgres, IEnumerable<(string Word, bool Begins)> any)
    {
        if (match.Length > 0) match.Append(postgres ? " & " : " AND ");
        match.Append('(').AppendJoin(postgres ? " | " : " OR ", any.Select(c => postgres
            ? $"'{c.Word}'{(c.Begins ? ":*" : "")}"
            : $"\"{c.Word}\"{(c.Begins ? "*" : "")}")).Append(')');
    }
}
