using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations.Projection;

/// <summary>Who bought what, how much of each was sold, and what with what: what a batch changes, and how it is written.</summary>
/// <remarks>
/// What counts is what was paid and not given up: nobody makes a product popular with orders that are never paid. Nothing of a
/// customer is kept but ids, and none of them once the account is erased; the counts stay.
/// </remarks>
internal sealed class Purchases
{
    private readonly Dictionary<Guid, Purchase> _orders = [];
    private readonly Dictionary<Guid, (long Pieces, int Orders)> _sales = [];
    private readonly Dictionary<(Guid Product, Guid Other), int> _pairs = [];
    private readonly HashSet<Guid> _erased = [];

    public bool HasChanges => _orders.Count > 0 || _erased.Count > 0;

    public void Apply(Guid id, OrderEvent e, long position, TableSet tables)
    {
        if (e is OrderPlaced placed)
        {
            var order = _orders[id] = new Purchase(position, id, placed.CustomerId, stored: false);
            foreach (var line in placed.Lines) order.Set(line);
            return;
        }

        // What is not kept any more is over, or was somebody's who is erased.
        if (Find(id, tables) is not { Gone: false } purchase) return;
        switch (e)
        {
            case OrderLineSet set when !purchase.Paid:
                purchase.Set(set.Line);
                break;
            case OrderPaid when !purchase.Paid:
                purchase.Paid = true;
                Count(purchase, 1);
                break;
            case OrderCancelled or OrderExpired:
                purchase.Gone = true;
                if (purchase.Paid) Count(purchase, -1);
                break;
            case OrderShipped when purchase.Customer is null:
                // It cannot be given up any more, and a guest has no history.
                purchase.Gone = true;
                break;
        }
    }

    /// <summary>Nobody's history is kept who is erased.</summary>
    public void Erase(Guid customer) => _erased.Add(customer);

    public void Flush(TableSet tables)
    {
        foreach (var order in _orders.Values) order.Save(tables);
        foreach (var customer in _erased) tables.Statement("DELETE FROM @orders WHERE customer = ?1").Bind(1, customer).Run();
        foreach (var (product, change) in _sales)
        {
            if (change == default) continue;
            tables.Statement(
                """
                INSERT INTO @sales(product, pieces, orders) VALUES (?1, ?2, ?3)
                ON CONFLICT (product) DO UPDATE SET pieces = @sales.pieces + excluded.pieces, orders = @sales.orders + excluded.orders
                """).Bind(1, product).Bind(2, change.Pieces).Bind(3, change.Orders).Run();
            if (change.Orders <= 0) tables.Statement("DELETE FROM @sales WHERE product = ?1 AND orders = 0").Bind(1, product).Run();
        }

        foreach (var (pair, change) in _pairs)
        {
            if (change == 0) continue;
            tables.Statement(
                """
                INSERT INTO @pairs(product, other, orders) VALUES (?1, ?2, ?3)
                ON CONFLICT (product, other) DO UPDATE SET orders = @pairs.orders + excluded.orders
                """).Bind(1, pair.Product).Bind(2, pair.Other).Bind(3, change).Run();
            if (change < 0) tables.Statement("DELETE FROM @pairs WHERE product = ?1 AND other = ?2 AND orders = 0").Bind(1, pair.Product).Bind(2, pair.Other).Run();
        }
    }

    public void Clear()
    {
        _orders.Clear();
        _sales.Clear();
        _pairs.Clear();
        _erased.Clear();
    }

    private Purchase? Find(Guid id, TableSet tables)
    {
        if (_orders.TryGetValue(id, out var known)) return known;
        return Purchase.Find(tables, id) is { } stored ? _orders[id] = stored : null;
    }

    private void Count(Purchase purchase, int times)
    {
        foreach (var (product, quantity) in purchase.Lines)
        {
            var sum = _sales.GetValueOrDefault(product);
            _sales[product] = (sum.Pieces + ((long)times * quantity), sum.Orders + times);
        }

        if (purchase.Lines.Count > RecommendationLimits.PairedProducts) return;
        foreach (var product in purchase.Lines.Keys)
        {
            foreach (var other in purchase.Lines.Keys)
            {
                if (product != other) _pairs[(product, other)] = _pairs.GetValueOrDefault((product, other)) + times;
            }
        }
    }
}
