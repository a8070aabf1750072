using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Orders;

/// <summary>What was sold under a sku and a name, and in which orders: what a batch adds.</summary>
/// <remarks>An article never changes and never goes, so those that are stored are remembered; that saves a read for nearly every line.</remarks>
internal sealed class OrderArticles
{
    private const int MostRemembered = 100_000;

    private readonly Dictionary<(string Sku, string Name), long> _stored = [];
    private readonly OrderedDictionary<(string Sku, string Name), long> _new = [];
    private readonly HashSet<(long Article, long Position)> _orders = [];
    private long _next;

    /// <summary>A line of an order says this; the order is the one that was placed at a position.</summary>
    public void Add(OrderLine line, long position, TableSet tables)
    {
        var article = (line.Sku, line.Name);
        if (!_new.TryGetValue(article, out var id) && !_stored.TryGetValue(article, out id))
        {
            if (Find(tables, article) is { } known)
            {
                if (_stored.Count == MostRemembered) _stored.Clear();
                _stored[article] = id = known;
            }
            else
            {
                if (_next == 0) _next = FindNext(tables);
                _new[article] = id = _next++;
            }
        }

        _orders.Add((id, position));
    }

    public void Flush(TableSet tables)
    {
        foreach (var (article, id) in _new)
        {
            tables.Statement("INSERT INTO @articles(id, sku, name) VALUES (?1, ?2, ?3)").Bind(1, id).BindText(2, article.Sku).BindText(3, article.Name).Run();
            foreach (var word in OrderWords.Of(article.Sku).Concat(OrderWords.Of(article.Name)).Distinct(StringComparer.Ordinal))
                tables.Statement("INSERT INTO @article_words(word, article) VALUES (?1, ?2)").BindText(1, word).Bind(2, id).Run();
        }

        foreach (var (article, position) in _orders)
        {
            tables.Statement("INSERT INTO @article_orders(article, position) VALUES (?1, ?2) ON CONFLICT (article, position) DO NOTHING")
                .Bind(1, article).Bind(2, position).Run();
        }
    }

    /// <summary>What was new is stored.</summary>
    public void Committed()
    {
        foreach (var (article, id) in _new)
        {
            if (_stored.Count == MostRemembered) _stored.Clear();
            _stored[article] = id;
        }
    }

    /// <summary>Forgets the batch.</summary>
    public void Clear()
    {
        _new.Clear();
        _orders.Clear();
        _next = 0;
    }

    /// <summary>Forgets what is stored: the tables are others.</summary>
    public void Forget()
    {
        Clear();
        _stored.Clear();
    }

    private static long? Find(TableSet tables, (string Sku, string Name) article)
    {
        var row = tables.Statement("SELECT id FROM @articles WHERE sku = ?1 AND name = ?2").BindText(1, article.Sku).BindText(2, article.Name);
        if (!row.Step()) return null;
        var id = row.Int64(0);
        row.Reset();
        return id;
    }

    private static long FindNext(TableSet tables)
    {
        var row = tables.Statement("SELECT max(id) FROM @articles");
        var next = row.Step() ? row.Int64(0) + 1 : 1;
        row.Reset();
        return next;
    }
}
