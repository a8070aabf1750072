using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Orders;

/// <summary>The orders' tables.</summary>
/// <remarks>
/// <para>A row has the global position of the order's placing as its key. Each order of a list has an index that ends in the
/// position, so that a page is a stretch of it.</para>
/// <para>Words are found by way of articles, what was sold under a sku and a name: there are as many as products and not as many
/// as orders, and an order costs one row for each of its lines. What a line no longer says is left there: the order's own
/// text decides.</para>
/// </remarks>
internal static class OrderTables
{
    public const string Projection = "orders";

    public const int SchemaVersion = 2;

    public static readonly string[] All = ["orders", "articles", "article_words", "article_orders", "parcels"];

    public static void Create(TableSet tables) => tables.Execute(
        """
        CREATE TABLE @orders(
            position INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            number INTEGER NOT NULL,         -- the day and the code
            customer BLOB,                   -- none: a guest's
            status INTEGER NOT NULL,
            total INTEGER NOT NULL,
            currency TEXT NOT NULL,
            pieces INTEGER NOT NULL,
            version INTEGER NOT NULL,
            last_position INTEGER NOT NULL,
            created INTEGER NOT NULL,        -- UTC ticks
            updated INTEGER NOT NULL,
            words TEXT NOT NULL,             -- of its lines and parcels, with a space before each
            lines BLOB                       -- only while they may change
        );
        CREATE INDEX @orders_by_number ON @orders(number, position);
        CREATE INDEX @orders_by_time ON @orders(created, position);
        CREATE INDEX @orders_by_customer ON @orders(customer, created, position) WHERE customer IS NOT NULL;
        CREATE INDEX @orders_by_status ON @orders(status, created, position);
        CREATE INDEX @orders_by_total ON @orders(total, position);
        CREATE INDEX @orders_by_change ON @orders(last_position, position);
        CREATE INDEX @orders_by_activity ON @orders(customer, last_position, id) WHERE customer IS NOT NULL;

        CREATE TABLE @articles(id INTEGER PRIMARY KEY, sku TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (sku, name));

        CREATE TABLE @article_words(word TEXT NOT NULL, article INTEGER NOT NULL, PRIMARY KEY (word, article)) WITHOUT ROWID;

        CREATE TABLE @article_orders(article INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (article, position)) WITHOUT ROWID;

        CREATE TABLE @parcels(word TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (word, position)) WITHOUT ROWID;
        """);
}
