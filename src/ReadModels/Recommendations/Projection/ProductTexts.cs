using OrleansStore.Contracts.Products;
using OrleansStore.ReadModels.Recommendations.Embeddings;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations.Projection;

/// <summary>Products' texts, the count of each word in them, and the weights: what a batch changes, and how it is written.</summary>
/// <remarks>
/// Weights are taken when the count of products that there ever were comes to a power of two, of exactly the events up to
/// there: so they are the same after a rebuild with other batches.
/// </remarks>
internal sealed class ProductTexts
{
    private readonly Dictionary<Guid, (TextRow? Stored, TextRow Row)> _rows = [];
    private readonly Dictionary<long, int> _beforeEpoch = [];
    private Dictionary<long, int> _words = [];
    private Corpus? _stored;
    private Corpus _corpus;

    public bool HasChanges => _rows.Count > 0;

    /// <summary>Products whose vectors are others now, or gone.</summary>
    public IEnumerable<Guid> Changed => _rows.Where(row => row.Value.Stored != row.Value.Row).Select(row => row.Key);

    public void Apply(Guid id, ProductEvent e, long position, TableSet tables)
    {
        if (_stored is null) _corpus = (_stored = Corpus.Read(tables)).Value;
        switch (e)
        {
            case ProductCreated created:
                var row = TextRow.From(id, created, position);
                _rows[id] = (null, row);
                _corpus = _corpus with { Created = _corpus.Created + 1, Active = _corpus.Active + 1 };
                Count(row, 1);
                if (_corpus.Created >= RecommendationLimits.FirstEpoch && long.IsPow2(_corpus.Created)) BeginEpoch();
                break;
            case ProductChanged changed:
                Change(id, tables, before => before.With(changed));
                break;
            case ProductRemoved:
                Change(id, tables, before => before with { Active = false });
                break;
        }
    }

    public void Flush(TableSet tables)
    {
        foreach (var (stored, row) in _rows.Values)
        {
            if (row != stored) row.Save(tables);
        }

        if (_stored is null || _corpus.Epoch == _stored.Value.Epoch)
        {
            Write(_words, tables);
        }
        else
        {
            Write(_beforeEpoch, tables);
            tables.Statement("DELETE FROM @weights").Run();
            tables.Statement("INSERT INTO @weights(word, products) SELECT word, products FROM @words WHERE products > 1 ORDER BY products DESC, word LIMIT ?1")
                .Bind(1, RecommendationLimits.WeighedWords).Run();
            Write(_words, tables);
        }

        if (_corpus != (_stored ?? _corpus)) _corpus.Save(tables);
    }

    public void Clear()
    {
        _rows.Clear();
        _beforeEpoch.Clear();
        _words.Clear();
        _stored = null;
        _corpus = default;
    }

    private void Change(Guid id, TableSet tables, Func<TextRow, TextRow> change)
    {
        if (!_rows.TryGetValue(id, out var product))
        {
            var stored = TextRow.Find(tables, id) ?? throw new InvalidOperationException($"Product {id} changed before it was created.");
            product = (stored, stored);
        }

        var after = change(product.Row);
        // Compared as they are read: tags are a list of their own otherwise.
        if (Same(product.Row, after)) after = product.Row;
        else Recount(product.Row, after);
        _rows[id] = (product.Stored, after);
    }

    private static bool Same(TextRow a, TextRow b) => a.Tags.SequenceEqual(b.Tags) && a == b with { Tags = a.Tags };

    private void Recount(TextRow before, TextRow after)
    {
        if (before.Active) Count(before, -1);
        if (after.Active) Count(after, 1);
        _corpus = _corpus with { Active = _corpus.Active + (after.Active ? 1 : 0) - (before.Active ? 1 : 0) };
    }

    private void Count(TextRow row, int times)
    {
        var seen = new HashSet<long>();
        var words = new Words(row.Text, stackalloc char[Words.Longest]);
        while (words.MoveNext())
        {
            var word = unchecked((long)Words.Hash(words.Current));
            if (seen.Add(word)) _words[word] = _words.GetValueOrDefault(word) + times;
        }
    }

    private void BeginEpoch()
    {
        foreach (var (word, change) in _words) _beforeEpoch[word] = _beforeEpoch.GetValueOrDefault(word) + change;
        _words = [];
        _corpus = _corpus with { Epoch = _corpus.Created, EpochActive = _corpus.Active };
    }

    private static void Write(Dictionary<long, int> words, TableSet tables)
    {
        foreach (var (word, change) in words)
        {
            if (change == 0) continue;
            tables.Statement("INSERT INTO @words(word, products) VALUES (?1, ?2) ON CONFLICT (word) DO UPDATE SET products = @words.products + excluded.products")
                .Bind(1, word).Bind(2, change).Run();
            if (change < 0) tables.Statement("DELETE FROM @words WHERE word = ?1 AND products = 0").Bind(1, word).Run();
        }
    }
}
