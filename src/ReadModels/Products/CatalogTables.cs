using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products;

/// <summary>The catalog's tables.</summary>
/// <remarks>
/// A product's row has the global position of its creation as its key: newest first is the key's order, and a cursor is a
/// key. Pieces change a thousand times as often as texts and stand in a narrow table of their own.
/// </remarks>
internal static class CatalogTables
{
    public const int SchemaVersion = 2;

    public static void Recreate(SqliteDatabase database) => database.Execute(
        """
        DROP TABLE IF EXISTS catalog_products;
        DROP TABLE IF EXISTS catalog_tags;
        DROP TABLE IF EXISTS catalog_stock;
        DROP TABLE IF EXISTS catalog_holds;
        DROP TABLE IF EXISTS catalog_ratings;

        CREATE TABLE catalog_products(
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
        CREATE INDEX catalog_by_category ON catalog_products(category) WHERE active = 1;

        CREATE TABLE catalog_tags(tag TEXT NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (tag, position)) WITHOUT ROWID;

        CREATE TABLE catalog_stock(product BLOB PRIMARY KEY, available INTEGER NOT NULL) WITHOUT ROWID;

        -- The average is in tenths, as it is shown.
        CREATE TABLE catalog_ratings(
            product BLOB PRIMARY KEY, stars INTEGER NOT NULL, reviews INTEGER NOT NULL, average INTEGER NOT NULL
        ) WITHOUT ROWID;

        -- Order first: ids are in time order, so holds come and go at one end of the tree.
        CREATE TABLE catalog_holds(
            order_id BLOB NOT NULL, product BLOB NOT NULL, quantity INTEGER NOT NULL, PRIMARY KEY (order_id, product)
        ) WITHOUT ROWID;
        """);
}
