using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products.Search;

/// <summary>All words of the products on sale with how many have them, and the forms by which mistyped ones are guessed.</summary>
internal sealed class Vocabulary
{
    // Words known to be in the table with their forms, so that a word of every day is not written again with each product.
    private const int MostKnown = 200_000;

    private readonly Dictionary<string, int> _changes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _written = [];

    /// <summary>A product with these words came (1) or went (-1).</summary>
    public void Add(IEnumerable<string> words, int change)
    {
        foreach (var word in words) _changes[word] = _changes.GetValueOrDefault(word) + change;
    }

    public void Flush(TableSet tables)
    {
        foreach (var (word, change) in _changes)
        {
            if (change > 0) Raise(tables, word, change);
            else if (change < 0) Lower(tables, word, change);
        }
    }

    /// <summary>What was written is committed.</summary>
    public void Committed()
    {
        if (_known.Count > MostKnown) _known.Clear();
        _known.UnionWith(_written);
    }

    public void Clear()
    {
        _changes.Clear();
        _written.Clear();
    }

    /// <summary>Another process writes: what is known to be there may go.</summary>
    public void Forget() => _known.Clear();

    /// <summary>How many products have the word, or about how many have one that begins so.</summary>
    public static long Count(TableSet tables, string word, bool begins)
    {
        var counted = ProductWords.Counted(word);
        // Words with digits are counted by their beginnings only.
        if (counted.EndsWith('~')) begins &= word.Length < ProductWords.CountedLetters;
        var select = begins
            ? tables.Statement("SELECT CAST(sum(products) AS INTEGER) FROM (SELECT products FROM @words WHERE word >= ?1 AND word < ?2 LIMIT ?3) w")
                .BindText(1, counted.TrimEnd('~')).BindText(2, counted.TrimEnd('~') + '\uffff').Bind(3, SearchLimits.WordsOfBeginning)
            : tables.Statement("SELECT products FROM @words WHERE word = ?1").BindText(1, counted);
        if (!select.Step()) return 0;
        var count = select.Int64(0);
        select.Reset();
        return count;
    }

    /// <summary>Words that the typed one may stand for: fewest edits first, then those that most products have.</summary>
    /// <param name="begins">Whether more letters may follow.</param>
    public static List<(string Word, int Edits)> Guess(TableSet tables, string typed, bool begins)
    {
        var forms = Omissions.Typed(typed).ToList();
        if (forms.Count == 0) return [];
        var select = tables.Statement(GuessSql);
        for (var i = 0; i < Omissions.Most; i++) select.BindText(i + 1, forms[Math.Min(i, forms.Count - 1)]);
        select.Bind(Omissions.Most + 1, SearchLimits.Candidates);
        var bound = Edits.Allowed(typed.Length);
        var guesses = new Dictionary<string, (int Edits, bool Whole, long Products)>(StringComparer.Ordinal);
        while (select.Step())
        {
            var word = select.Text(0);
            var whole = Edits.Between(typed, word, bound);
            var edits = whole > bound && begins ? Edits.Between(typed, word, bound, begins: true) : whole;
            if (edits <= bound) guesses[word] = (edits, whole <= bound, select.Int64(1));
        }

        return
        [
            .. guesses.OrderBy(g => !g.Value.Whole).ThenBy(g => g.Value.Edits).ThenByDescending(g => g.Value.Products).ThenBy(g => g.Key, StringComparer.Ordinal)
                .Take(SearchLimits.Guesses).Select(g => (g.Key, g.Value.Edits)),
        ];
    }

    private static readonly string GuessSql =
        $"""
        SELECT t.word, w.products FROM (SELECT word FROM @typos WHERE form IN ({string.Join(',', Enumerable.Range(1, Omissions.Most).Select(i => $"?{i}"))}) LIMIT ?{Omissions.Most + 1}) t
        CROSS JOIN @words w WHERE w.word = t.word
        """;

    private void Raise(TableSet tables, string word, int change)
    {
        tables.Statement("INSERT INTO @words AS w (word, products) VALUES (?1, ?2) ON CONFLICT (word) DO UPDATE SET products = w.products + excluded.products")
            .BindText(1, word).Bind(2, change).Run();
        if (_known.Contains(word)) return;
        _written.Add(word);
        foreach (var form in Omissions.Kept(word))
            tables.Statement("INSERT INTO @typos VALUES (?1, ?2) ON CONFLICT (form, word) DO NOTHING").BindText(1, form).BindText(2, word).Run();
    }

    private void Lower(TableSet tables, string word, int change)
    {
        tables.Statement("UPDATE @words SET products = products + ?2 WHERE word = ?1").BindText(1, word).Bind(2, change).Run();
        var left = tables.Statement("SELECT products FROM @words WHERE word = ?1").BindText(1, word);
        if (left.Step())
        {
            var products = left.Int64(0);
            left.Reset();
            if (products > 0) return;
        }

        _known.Remove(word);
        tables.Statement("DELETE FROM @words WHERE word = ?1").BindText(1, word).Run();
        foreach (var form in Omissions.Kept(word))
            tables.Statement("DELETE FROM @typos WHERE form = ?1 AND word = ?2").BindText(1, form).BindText(2, word).Run();
    }
}
