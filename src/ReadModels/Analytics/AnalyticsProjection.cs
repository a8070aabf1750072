using OrleansStore.Contracts;
using OrleansStore.Contracts.Carts;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Orders;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Orders;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>Counts the shop's events into figures.</summary>
internal sealed class AnalyticsProjection(EventCodec codec) : IProjection
{
    private readonly Dictionary<Guid, OrderFigures> _orders = [];
    private readonly Dictionary<Guid, CartFigures> _carts = [];
    private readonly SalesTally _sales = new();
    private readonly VisitTally _visits = new();
    private readonly AccountTally _accounts = new();
    private readonly ShelfTally _shelves = new();
    private long _position;

    public string Name => AnalyticsTables.Projection;

    public int SchemaVersion => AnalyticsTables.SchemaVersion;

    public IReadOnlyList<string> Tables => AnalyticsTables.Names;

    public IReadOnlyCollection<string> EventTypes { get; } =
        [.. OrderUpdates.EventTypes, .. CartFigures.EventTypes, .. ShelfTally.EventTypes, .. AccountTally.EventTypes];

    public bool HasChanges => _position > 0;

    public void Create(TableSet tables) => AnalyticsTables.Create(tables);

    public void Apply(StoredEvent stored, TableSet tables)
    {
        switch (codec.Read(stored))
        {
            case OrderEvent e:
                var order = StoreStreams.KeyOf(StoreStreams.Order, stored.Stream);
                if (!_orders.TryGetValue(order, out var before) && e is not OrderPlaced) before = OrderFiguresRow.Find(tables, order);
                _orders[order] = OrderFigures.Count(before, order, e, stored.Time, _sales);
                break;
            case CartEvent e:
                var cart = StoreStreams.KeyOf(StoreStreams.Cart, stored.Stream);
                if (!_carts.TryGetValue(cart, out var known) && e is not CartCreated) known = FindCart(tables, cart);
                _carts[cart] = known.Count(e, stored.Time, _visits);
                break;
            case ProductEvent e:
                _shelves.Change(StoreStreams.KeyOf(StoreStreams.Product, stored.Stream), tables, shelf => shelf.After(e));
                break;
            case StockEvent e:
                _shelves.Change(StoreStreams.KeyOf(StoreStreams.Stock, stored.Stream), tables, shelf => shelf.After(e));
                break;
            case CustomerEvent e:
                _accounts.Count(StoreStreams.KeyOf(StoreStreams.Customer, stored.Stream), e, stored.Time, tables, _visits, _sales);
                break;
        }

        _position = stored.Position;
    }

    public void Flush(TableSet tables)
    {
        // Also asked when nothing concerned it for a while and only its checkpoint moves.
        if (!HasChanges) return;
        foreach (var (id, order) in _orders) OrderFiguresRow.Save(tables, id, order);
        foreach (var (id, cart) in _carts) SaveCart(tables, id, cart);
        SalesRows.Save(tables, _sales, _accounts.Erased);
        SalesRows.Save(tables, _visits);
        _accounts.Flush(tables);
        _shelves.Flush(tables);
        Counters.Set(tables, Counters.Position, _position);
    }

    public void Committed() => Discard();

    public void Discard()
    {
        _orders.Clear();
        _carts.Clear();
        _sales.Clear();
        _visits.Hours.Clear();
        _accounts.Clear();
        _shelves.Clear();
        _position = 0;
    }

    private static CartFigures FindCart(TableSet tables, Guid id)
    {
        var row = tables.Statement("SELECT since, ordered FROM @carts WHERE id = ?1").Bind(1, id);
        if (!row.Step()) return default;
        var cart = new CartFigures(row.IsNull(0) ? null : row.Int64(0), row.Int64(1) != 0);
        row.Reset();
        return cart;
    }

    private static void SaveCart(TableSet tables, Guid id, CartFigures cart) => tables
        .Statement(
            """
            INSERT INTO @carts(id, since, ordered) VALUES (?1, ?2, ?3)
            ON CONFLICT (id) DO UPDATE SET since = excluded.since, ordered = excluded.ordered
            """)
        .Bind(1, id).Bind(2, cart.Since).Bind(3, cart.IsOrdered ? 1L : 0L).Run();
}
