using OrleansStore.ReadModels.Caching;

namespace OrleansStore.ReadModels.Products;

/// <summary>
/// What is kept in memory of the catalog, and which of it still holds. The tables are the truth; whatever is not here is
/// read again.
/// </summary>
/// <remarks>
/// Counters tell what changed: everything (<see cref="Stamp"/>), membership of lists, that of lists to which it matters what
/// is in stock, and that of lists of what sells best. Who reads the tables takes the stamp first and may keep the result only while the stamp is still the same:
/// so nothing read before a commit is kept after it.
/// </remarks>
internal sealed class CatalogCache(ReadModelOptions options)
{
    private readonly Lock _gate = new();
    private readonly BoundedCache<Guid, ProductFragment> _products = new(options.ProductCacheBytes, fragment => fragment.Cost);
    private readonly BoundedCache<CatalogQuery, CatalogList> _lists = new(options.ListCacheBytes, list => list.Cost);
    private volatile CategoryList? _categories;
    private long _stamp;
    private long _membership;
    private long _inStockMembership;
    private long _soldMembership;

    /// <summary>Rises with every change of anything.</summary>
    public long Stamp => Volatile.Read(ref _stamp);

    /// <summary>Rises when the members, the order or the counts of the query's list may have changed.</summary>
    public long Membership(CatalogQuery query)
    {
        if (query.Order == CatalogSort.Popular) return Volatile.Read(ref _soldMembership);
        var minds = query.InStockOnly || query.HasFacets || query.Order == CatalogSort.Relevance;
        return minds ? Volatile.Read(ref _inStockMembership) : Volatile.Read(ref _membership);
    }

    /// <summary>Rises when products came, changed or went.</summary>
    public long ProductMembership => Volatile.Read(ref _membership);

    public ProductFragment? Find(Guid id) => _products.TryGet(id, out var fragment) ? fragment : null;

    public CatalogList? Find(CatalogQuery query) => _lists.TryGet(query, out var list) ? list : null;

    public CategoryList? Categories => _categories is { } list && list.Membership == ProductMembership ? list : null;

    /// <summary>Keeps what was read, unless something was committed since the stamp was taken.</summary>
    public void Keep(Guid id, ProductFragment fragment, long stamp)
    {
        lock (_gate)
        {
            if (stamp == _stamp) _products.Set(id, fragment);
        }
    }

    /// <summary>Keeps a list; it carries its own stamps.</summary>
    public void Keep(CatalogQuery query, CatalogList list) => _lists.Set(query, list);

    /// <inheritdoc cref="Keep(CatalogQuery, CatalogList)"/>
    public void Keep(CategoryList categories) => _categories = categories;

    /// <summary>Something was committed.</summary>
    public void Apply(CatalogChanges changes)
    {
        lock (_gate)
        {
            if (changes.Everything) _products.Clear();
            if (changes.Everything || changes.Products.Count > 0) Volatile.Write(ref _membership, _membership + 1);
            if (changes.Everything || changes.Products.Count > 0 || changes.InStockChanged) Volatile.Write(ref _inStockMembership, _inStockMembership + 1);
            if (changes.Everything || changes.Products.Count > 0 || changes.InStockChanged || changes.SoldChanged) Volatile.Write(ref _soldMembership, _soldMembership + 1);
            foreach (var id in changes.Products) _products.Remove(id);
            foreach (var id in changes.Stale) _products.Remove(id);
            foreach (var (id, available) in changes.Levels)
            {
                if (_products.TryGet(id, out var fragment)) _products.Set(id, fragment.WithAvailable(available));
            }

            // Last: who sees the new stamp sees all of the above.
            Volatile.Write(ref _stamp, _stamp + 1);
        }
    }
}
