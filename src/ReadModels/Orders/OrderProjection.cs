using OrleansStore.Contracts;
using OrleansStore.Contracts.Orders;
using OrleansStore.Journal;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Orders;

/// <summary>Makes the lists of orders from orders' events.</summary>
internal sealed class OrderProjection(EventCodec codec) : IProjection
{
    private readonly Dictionary<Guid, OrderChange> _orders = [];
    private readonly OrderArticles _articles = new();

    public string Name => OrderTables.Projection;

    public int SchemaVersion => OrderTables.SchemaVersion;

    public IReadOnlyCollection<string> EventTypes => OrderUpdates.EventTypes;

    public IReadOnlyList<string> Tables => OrderTables.All;

    public bool HasChanges => _orders.Count > 0;

    public void Create(TableSet tables)
    {
        _articles.Forget();
        OrderTables.Create(tables);
    }

    public void Apply(StoredEvent stored, TableSet tables)
    {
        var e = (OrderEvent)codec.Read(stored);
        var id = StoreStreams.KeyOf(StoreStreams.Order, stored.Stream);
        if (!_orders.TryGetValue(id, out var order)) _orders[id] = order = new OrderChange(id);
        order.Apply(e, stored, tables, _articles);
    }

    public void Flush(TableSet tables)
    {
        foreach (var order in _orders.Values) order.Save(tables);
        _articles.Flush(tables);
    }

    public void Committed()
    {
        _articles.Committed();
        Discard();
    }

    public void Discard()
    {
        _orders.Clear();
        _articles.Clear();
    }
}
