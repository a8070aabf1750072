using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products;

/// <summary>The catalog's tables.</summary>
/// <remarks>
/// A product's row has the global position of its creation as its key: newest first is the key's order, and a cursor is a
/// key. Pieces change a thousand times as often as texts and stand in a narrow table of their own.
/// </remarks>
internal static class CatalogTables
{
    public const string Projection = "catalog";

    public const int SchemaVersion = 2;

    public static readonly string[] All = ["products", "tags", "stock", "ratings", "holds"];

    public static void Create(TableSet tables) => tables.Execute(
        """
        CREATE TABLE @products(
            position INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            sku TEXT NOT NULL,
            name TEXT NOT NULL,
            description TEXT NOT NULL,
            price INTEGER NOT NULL,
            currency TEXT NOT NULL,
            category TEXT NOT NULL,
            tags TEXT NOT NULL,        -- with U+001F between
            image_url TEXT,
            active INTEGER NOT NULL,
            created INTEGER NOT NULL,  -- UTC ticks
            updated INTEGER NOT NULL,
            version INTEGER NOT NULL,
            search TEXT NOT NULL       -- sku, name, tags, description in lower case, one a line
        );
        CREATE INDEX @by_category ON @products(category) WHERE active = 1;

        CREATE TABLE @tags(tag TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (tag, position)) WITHOUT ROWID;

        CREATE TABLE @stock(product BLOB PRIMARY KEY, available INTEGER NOT NULL) WITHOUT ROWID;

        -- The average is in tenths, as it is shown.
        CREATE TABLE @ratings(
            product BLOB PRIMARY KEY, stars INTEGER NOT NULL, reviews INTEGER NOT NULL, average INTEGER NOT NULL
        ) WITHOUT ROWID;

        -- Order first: ids are in time order, so holds come and go at one end of the tree.
        CREATE TABLE @holds(
            order_id BLOB NOT NULL, product BLOB NOT NULL, quantity INTEGER NOT NULL, PRIMARY KEY (order_id, product)
        ) WITHOUT ROWID;
        """);
}
