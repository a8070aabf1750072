using System.Collections.Immutable;
using System.Runtime.InteropServices;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>What some events make of the pieces on the shelves and of what they are worth.</summary>
internal sealed class ShelfTally
{
    private readonly Dictionary<Guid, (ProductShelf Stored, ProductShelf Now)> _shelves = [];

    /// <summary>The events that count.</summary>
    public static ImmutableArray<string> EventTypes { get; } =
    [
        "product.created.v1", "product.changed.v1", "product.removed.v1",
        "stock.received.v1", "stock.adjusted.v1", "stock.sold.v1", "stock.restocked.v1",
    ];

    /// <summary>Counts an event of a product or its stock.</summary>
    public void Change(Guid product, TableSet tables, Func<ProductShelf, ProductShelf> change)
    {
        ref var shelf = ref CollectionsMarshal.GetValueRefOrAddDefault(_shelves, product, out var known);
        if (!known)
        {
            var stored = Find(tables, product);
            shelf = (stored, stored);
        }

        shelf.Now = change(shelf.Now);
    }

    public void Flush(TableSet tables)
    {
        var (pieces, products, worth) = (0L, 0L, new SortedDictionary<string, long>(StringComparer.Ordinal));
        foreach (var (product, (stored, now)) in _shelves)
        {
            Save(tables, product, now);
            pieces += now.Present - stored.Present;
            products += (now.IsOnSale ? 1 : 0) - (stored.IsOnSale ? 1 : 0);
            if (stored.Currency is { } before) worth[before] = worth.GetValueOrDefault(before) - stored.Value;
            if (now.Currency is { } after) worth[after] = worth.GetValueOrDefault(after) + now.Value;
        }

        Counters.Add(tables, Counters.Pieces, pieces);
        Counters.Add(tables, Counters.Products, products);
        foreach (var (currency, more) in worth)
        {
            tables.Statement("INSERT INTO @worth(currency, worth) VALUES (?1, ?2) ON CONFLICT (currency) DO UPDATE SET worth = @worth.worth + excluded.worth")
                .BindText(1, currency).Bind(2, more).Run();
        }
    }

    public void Clear() => _shelves.Clear();

    private static ProductShelf Find(TableSet tables, Guid product)
    {
        var row = tables.Statement("SELECT sku, name, currency, price, pieces, on_sale FROM @shelves WHERE product = ?1").Bind(1, product);
        if (!row.Step()) return ProductShelf.Empty;
        var shelf = new ProductShelf(row.TextOrNull(0), row.TextOrNull(1), row.TextOrNull(2), row.Int64(3), row.Int64(4), row.Int64(5) != 0);
        row.Reset();
        return shelf;
    }

    private static void Save(TableSet tables, Guid product, ProductShelf shelf) => tables
        .Statement(
            """
            INSERT INTO @shelves(product, sku, name, currency, price, pieces, on_sale) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
            ON CONFLICT (product) DO UPDATE SET sku = excluded.sku, name = excluded.name, currency = excluded.currency,
                price = excluded.price, pieces = excluded.pieces, on_sale = excluded.on_sale
            """)
        .Bind(1, product).BindText(2, shelf.Sku).BindText(3, shelf.Name).BindText(4, shelf.Currency)
        .Bind(5, shelf.Price).Bind(6, shelf.Pieces).Bind(7, shelf.IsOnSale ? 1L : 0L).Run();
}
