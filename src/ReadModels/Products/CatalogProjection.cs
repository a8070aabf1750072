using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Reviews;
using OrleansStore.Contracts.Stock;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Products.Search;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products;

/// <summary>Makes the catalog from products', stocks' and reviews' events.</summary>
internal sealed class CatalogProjection(EventCodec codec, CatalogCache cache) : IProjection
{
    private readonly Dictionary<Guid, (ProductRow? Stored, ProductRow Row)> _products = [];
    private readonly StockLevels _levels = new();
    private readonly Ratings _ratings = new();
    private readonly CatalogChanges _changes = new();
    private readonly ListWriter _lists = new();
    private readonly Moves _moves = new();
    private long? _made;

    public string Name => CatalogTables.Projection;

    public int SchemaVersion => CatalogTables.SchemaVersion;

    public IReadOnlyCollection<string> EventTypes { get; } =
    [
        "product.created.v1", "product.changed.v1", "product.removed.v1",
        "stock.received.v1", "stock.adjusted.v1", "stock.held.v1", "stock.released.v1", "stock.sold.v1", "stock.restocked.v1",
        "review.written.v1", "review.changed.v1", "review.removed.v1",
    ];

    public IReadOnlyList<string> Tables => CatalogTables.All;

    public IReadOnlyList<string> Derived => CatalogTables.Derived;

    public bool HasChanges => _products.Count > 0 || _levels.HasChanges || _ratings.HasChanges;

    public void Create(TableSet tables) => CatalogTables.Create(tables);

    public void Apply(StoredEvent stored, TableSet tables)
    {
        switch (codec.Read(stored))
        {
            case StockEvent stock:
                _levels.Apply(StoreStreams.KeyOf(StoreStreams.Stock, stored.Stream), stock, tables);
                break;
            case ReviewEvent review:
                _ratings.Apply(review);
                break;
            case ProductCreated created:
                var id = StoreStreams.KeyOf(StoreStreams.Product, stored.Stream);
                var number = _made ??= ProductRow.Count(tables);
                _products[id] = (null, ProductRow.From(id, created, stored, number));
                _made = number + 1;
                break;
            case ProductChanged changed:
                Change(stored, tables, row => row.With(changed, stored));
                break;
            case ProductRemoved:
                Change(stored, tables, row => row.Removed(stored));
                break;
        }
    }

    public void Flush(TableSet tables)
    {
        foreach (var (id, (_, row)) in _products)
        {
            row.Save(tables);
            _changes.Products.Add(id);
        }

        _levels.Flush(tables, (product, before, after, sold) =>
        {
            _changes.Level(product, before, after, sold);
            _moves.Sold[product] = sold;
            if (before > 0 != after > 0) _moves.Restated.Add(product);
        });
        _ratings.Flush(tables, _changes.Products);
        _moves.Restated.UnionWith(_ratings.Products);
        _lists.Flush(tables, _products, _moves);
    }

    public void Committed()
    {
        cache.Apply(_changes);
        _lists.Committed();
        Discard();
    }

    public void Swapped()
    {
        _changes.Everything = true;
        cache.Apply(_changes);
        _changes.Clear();
    }

    public void Heard(StoredEvent stored)
    {
        _lists.Forget();
        switch (codec.Read(stored))
        {
            case StockEvent:
                _changes.Moved(StoreStreams.KeyOf(StoreStreams.Stock, stored.Stream));
                break;
            case ReviewEvent review:
                _ratings.Apply(review);
                _changes.Products.UnionWith(_ratings.Products);
                break;
            default:
                _changes.Products.Add(StoreStreams.KeyOf(StoreStreams.Product, stored.Stream));
                break;
        }
    }

    public void Discard()
    {
        _products.Clear();
        _levels.Clear();
        _ratings.Clear();
        _changes.Clear();
        _lists.Clear();
        _moves.Clear();
        _made = null;
    }

    private void Change(StoredEvent stored, TableSet tables, Func<ProductRow, ProductRow> change)
    {
        var id = StoreStreams.KeyOf(StoreStreams.Product, stored.Stream);
        if (!_products.TryGetValue(id, out var product))
        {
            var row = ProductRow.Find(tables, id) ?? throw new InvalidOperationException($"Product {id} changed before it was created.");
            product = (row, row);
        }

        _products[id] = (product.Stored, change(product.Row));
    }
}
