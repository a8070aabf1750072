namespace OrleansStore.ReadModels.Products.Search;

/// <summary>How much work one list may be, each with its reason. Figures are those of a million products on two cores.</summary>
internal static class SearchLimits
{
    /// <summary>Products that are read, filtered, sorted and counted as one set: each is two reads at random places, some 10 µs of processor on SQLite.</summary>
    public const int Gathered = 1_000;

    /// <summary>Products that one stretch of the catalog should bring when there are too many to gather.</summary>
    public const int Window = 300;

    /// <summary>Stretches that a window has at most; each is one more list to join with the words'.</summary>
    public const int Stretches = 16;

    /// <summary>Windows that a page looks through; a page that is not full by then ends early and its cursor goes on.</summary>
    public const int Windows = 4;

    /// <summary>Rows of one order that a page walks along.</summary>
    public const int Walked = 4_000;

    /// <summary>Rows of a step of such a walk.</summary>
    public const int Step = 1_000;

    /// <summary>Texts that a page reads to see whether they have the words.</summary>
    public const int Texts = 1_000;

    /// <summary>Products that are counted for all where there are too many.</summary>
    public const int Sample = 300;

    /// <summary>A word that so many have is not looked up where there is a rarer one: reading its list takes the database longer than testing what the other brought.</summary>
    public const long Common = 100_000;

    /// <summary>Guesses for a word.</summary>
    public const int Guesses = 6;

    /// <summary>Words with a form in common with the typed one that are measured.</summary>
    public const int Candidates = 2_000;

    /// <summary>Words that begin so that are added up.</summary>
    public const int WordsOfBeginning = 2_000;

    /// <summary>Words with the same beginning that are looked up one by one.</summary>
    public const int Beginnings = 60;

    /// <summary>Times a search that found nothing is tried otherwise.</summary>
    public const int Tries = 6;

    /// <summary>Categories, and tags, in the facets.</summary>
    public const int FacetValues = 50;

    /// <summary>Letters of a name that decide its place; the rest is by age.</summary>
    public const int NameLetters = 40;
}
