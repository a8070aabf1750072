using OrleansStore.Contracts.Orders;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>The tables of figures: what has to be known to count on, and what it comes to.</summary>
/// <remarks>Time is cut into hours, and products' time into days: every other bucket is a sum of those.</remarks>
internal static class AnalyticsTables
{
    public const string Projection = "analytics";

    public const int SchemaVersion = 1;

    public static IReadOnlyList<string> Names { get; } =
        ["orders", "carts", "accounts", "erased", "shelves", "sales", "visits", "product_days", "customers", "statuses", "worth", "counters"];

    /// <summary>The tables, and the rows of figures of which there is a known number.</summary>
    public static void Create(TableSet tables)
    {
        tables.Execute(Definition);
        foreach (var name in Counters.All) Counters.Set(tables, name, 0);
        foreach (var status in Enum.GetValues<OrderStatus>())
            tables.Statement("INSERT INTO @statuses(status, orders) VALUES (?1, 0)").Bind(1, (long)status).Run();
    }

    private const string Definition =
        """
        CREATE TABLE @orders(
            id BLOB PRIMARY KEY, customer BLOB, currency TEXT NOT NULL, status INTEGER NOT NULL, amount INTEGER NOT NULL,
            taken INTEGER NOT NULL, lines BLOB NOT NULL, coming_back BLOB
        ) WITHOUT ROWID;

        -- Since: the hour in which something was put into it for the first time.
        CREATE TABLE @carts(id BLOB PRIMARY KEY, since INTEGER, ordered INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE @accounts(id BLOB PRIMARY KEY, opened INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE @erased(id BLOB PRIMARY KEY) WITHOUT ROWID;

        CREATE TABLE @shelves(
            product BLOB PRIMARY KEY, sku TEXT, name TEXT, currency TEXT, price INTEGER NOT NULL, pieces INTEGER NOT NULL, on_sale INTEGER NOT NULL
        ) WITHOUT ROWID;

        CREATE TABLE @sales(
            hour INTEGER NOT NULL, currency TEXT NOT NULL, orders INTEGER NOT NULL, paid INTEGER NOT NULL, cancelled INTEGER NOT NULL,
            expired INTEGER NOT NULL, pieces INTEGER NOT NULL, revenue INTEGER NOT NULL, refunds INTEGER NOT NULL, PRIMARY KEY (hour, currency)
        ) WITHOUT ROWID;

        CREATE TABLE @visits(hour INTEGER PRIMARY KEY, carts INTEGER NOT NULL, ordered INTEGER NOT NULL, accounts INTEGER NOT NULL);

        CREATE TABLE @product_days(
            day INTEGER NOT NULL, product BLOB NOT NULL, currency TEXT NOT NULL, sold INTEGER NOT NULL, returned INTEGER NOT NULL,
            revenue INTEGER NOT NULL, PRIMARY KEY (day, product, currency)
        ) WITHOUT ROWID;

        -- First and last: UTC ticks, 0 for none.
        CREATE TABLE @customers(
            customer BLOB NOT NULL, currency TEXT NOT NULL, orders INTEGER NOT NULL, paid INTEGER NOT NULL, cancelled INTEGER NOT NULL,
            expired INTEGER NOT NULL, pieces INTEGER NOT NULL, revenue INTEGER NOT NULL, refunds INTEGER NOT NULL,
            first_order INTEGER NOT NULL, last_order INTEGER NOT NULL, PRIMARY KEY (customer, currency)
        ) WITHOUT ROWID;

        CREATE TABLE @statuses(status INTEGER PRIMARY KEY, orders INTEGER NOT NULL);

        CREATE TABLE @worth(currency TEXT PRIMARY KEY, worth INTEGER NOT NULL) WITHOUT ROWID;

        CREATE TABLE @counters(name TEXT PRIMARY KEY, counted INTEGER NOT NULL) WITHOUT ROWID;
        """;
}
