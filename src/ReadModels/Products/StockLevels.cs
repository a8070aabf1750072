using OrleansStore.Contracts.Stock;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products;

/// <summary>The pieces that are available, and what orders hold of them: what a batch changes, and how it is written.</summary>
/// <remarks>
/// A hold is an order's whole quantity and not a change of it, so the one before has to be known. Most holds are sold in
/// the batch that made them and are never written.
/// </remarks>
internal sealed class StockLevels
{
    private readonly Dictionary<Guid, (long Available, long Sold)> _changes = [];
    private readonly Dictionary<(Guid Order, Guid Product), Hold> _holds = [];

    public bool HasChanges => _changes.Count > 0 || _holds.Count > 0;

    public void Apply(Guid product, StockEvent e, TableSet tables)
    {
        switch (e)
        {
            case StockReceived received:
                Add(product, received.Quantity);
                break;
            case StockAdjusted adjusted:
                Add(product, adjusted.Delta);
                break;
            case StockRestocked restocked:
                Add(product, restocked.Quantity);
                break;
            case StockHeld held:
                Add(product, SetHold(product, held.OrderId, held.Quantity, tables) - held.Quantity);
                break;
            case StockReleased released:
                Add(product, SetHold(product, released.OrderId, 0, tables));
                break;
            case StockSold sold:
                Add(product, SetHold(product, sold.OrderId, 0, tables) - sold.Quantity, sold.Quantity);
                break;
            default:
                throw new InvalidOperationException($"{e.GetType()} is no event of a stock.");
        }
    }

    /// <summary>Writes the batch and tells each changed product's level before and after, and the pieces sold.</summary>
    public void Flush(TableSet tables, Action<Guid, long, long, long> changed)
    {
        foreach (var ((order, product), hold) in _holds)
        {
            if (hold.Quantity == hold.Stored) continue;
            var sql = hold.Quantity > 0
                ? "INSERT INTO @holds VALUES (?1, ?2, ?3) ON CONFLICT (order_id, product) DO UPDATE SET quantity = excluded.quantity"
                : "DELETE FROM @holds WHERE order_id = ?1 AND product = ?2";
            var statement = tables.Statement(sql).Bind(1, order).Bind(2, product);
            if (hold.Quantity > 0) statement.Bind(3, hold.Quantity);
            statement.Run();
        }

        foreach (var (product, change) in _changes)
        {
            var level = tables.Statement(
                """
                INSERT INTO @stock AS s (product, available, sold) VALUES (?1, ?2, ?3)
                ON CONFLICT (product) DO UPDATE SET available = s.available + excluded.available, sold = s.sold + excluded.sold RETURNING available
                """).Bind(1, product).Bind(2, change.Available).Bind(3, change.Sold);
            level.Step();
            var available = level.Int64(0);
            level.Reset();
            // What is owed to orders beyond the shelf is no availability.
            changed(product, Math.Max(0, available - change.Available), Math.Max(0, available), change.Sold);
        }
    }

    public void Clear()
    {
        _changes.Clear();
        _holds.Clear();
    }

    private void Add(Guid product, long pieces, long sold = 0)
    {
        if (pieces == 0 && sold == 0) return;
        var (before, soldBefore) = _changes.GetValueOrDefault(product);
        _changes[product] = (before + pieces, soldBefore + sold);
    }

    /// <returns>The quantity before.</returns>
    private long SetHold(Guid product, Guid order, long quantity, TableSet tables)
    {
        var key = (order, product);
        if (!_holds.TryGetValue(key, out var hold))
        {
            var stored = Find(tables, order, product);
            hold = new Hold(stored, stored);
        }

        _holds[key] = hold with { Quantity = quantity };
        return hold.Quantity;
    }

    private static long Find(TableSet tables, Guid order, Guid product)
    {
        var found = tables.Statement("SELECT quantity FROM @holds WHERE order_id = ?1 AND product = ?2").Bind(1, order).Bind(2, product);
        if (!found.Step()) return 0;
        var quantity = found.Int64(0);
        found.Reset();
        return quantity;
    }

    private readonly record struct Hold(long Quantity, long Stored);
}
