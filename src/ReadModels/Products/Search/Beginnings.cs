using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>The words that begin with what was typed, out of the vocabulary.</summary>
/// <remarks>
/// Both databases can look up a beginning by themselves, but make the whole list of all who have it first, each time they are
/// asked; of words they read no more than the page needs.
/// </remarks>
internal sealed class Beginnings(TableSet tables)
{
    private readonly Dictionary<string, IReadOnlyList<string>?> _known = new(StringComparer.Ordinal);

    public bool IsPostgres => tables.IsPostgres;

    /// <summary>The words; null when there are too many, or when some are counted by their beginnings only.</summary>
    public IReadOnlyList<string>? Of(string typed)
    {
        if (_known.TryGetValue(typed, out var words)) return words;
        return _known[typed] = Read(typed);
    }

    private List<string>? Read(string typed)
    {
        if (typed.Any(char.IsDigit)) return null;
        var select = tables.Statement("SELECT word FROM @words WHERE word >= ?1 AND word < ?2 ORDER BY word LIMIT ?3")
            .BindText(1, typed).BindText(2, typed + '\uffff').Bind(3, SearchLimits.Beginnings + 1);
        var words = new List<string>();
        while (select.Step()) words.Add(select.Text(0));
        return words.Count is 0 or > SearchLimits.Beginnings || words.Exists(w => w.EndsWith('~')) ? null : words;
    }
}
