using OrleansStore.ReadModels.Products.Search;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Products;

/// <summary>The catalog's tables.</summary>
/// <remarks>
/// A product's row has the global position of its creation as its key: newest first is the key's order, and a cursor is a
/// key. Pieces change a thousand times as often as texts and stand in a narrow table of their own; so does what was sold,
/// which one list is sorted by. What lists filter by is in narrow rows of the products on sale only.
/// </remarks>
internal static class CatalogTables
{
    public const string Projection = "catalog";

    public const int SchemaVersion = 3;

    public static readonly string[] All = ["products", "stock", "ratings", "holds", "entries", "names", "sales", "texts", "counts", "words", "typos"];

    /// <summary>What only SQLite has as a table.</summary>
    public static readonly string[] Derived = ["search"];

    public static void Create(TableSet tables)
    {
        tables.Execute(
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
                number INTEGER NOT NULL    -- products made before
            );

            CREATE TABLE @stock(product BLOB PRIMARY KEY, available INTEGER NOT NULL, sold INTEGER NOT NULL) WITHOUT ROWID;

            -- The average is in tenths, as it is shown.
            CREATE TABLE @ratings(
                product BLOB PRIMARY KEY, stars INTEGER NOT NULL, reviews INTEGER NOT NULL, average INTEGER NOT NULL
            ) WITHOUT ROWID;

            -- Order first: ids are in time order, so holds come and go at one end of the tree.
            CREATE TABLE @holds(
                order_id BLOB NOT NULL, product BLOB NOT NULL, quantity INTEGER NOT NULL, PRIMARY KEY (order_id, product)
            ) WITHOUT ROWID;
            """);
        CreateLists(tables);
        CreateWords(tables);
    }

    /// <summary>What lists are filtered, sorted and counted by.</summary>
    private static void CreateLists(TableSet tables) => tables.Execute(
        """
        -- Categories and tags as numbers made of their names.
        CREATE TABLE @entries(
            position INTEGER PRIMARY KEY, price INTEGER NOT NULL, category INTEGER NOT NULL, rating INTEGER NOT NULL,
            in_stock INTEGER NOT NULL, tags BLOB NOT NULL
        );
        CREATE INDEX @by_price ON @entries(price, position);
        CREATE INDEX @by_rating ON @entries(rating, position);
        CREATE INDEX @by_category ON @entries(category, position);
        CREATE INDEX @by_category_price ON @entries(category, price, position);
        CREATE INDEX @by_category_rating ON @entries(category, rating, position);

        CREATE TABLE @names(position INTEGER PRIMARY KEY, category INTEGER NOT NULL, name TEXT NOT NULL);
        CREATE INDEX @by_name ON @names(name, position);
        CREATE INDEX @by_category_name ON @names(category, name, position);

        CREATE TABLE @sales(position INTEGER PRIMARY KEY, category INTEGER NOT NULL, sold INTEGER NOT NULL);
        CREATE INDEX @by_sold ON @sales(sold, position);
        CREATE INDEX @by_category_sold ON @sales(category, sold, position);

        -- Of all products (category 0) and of each category's.
        CREATE TABLE @counts(
            category INTEGER NOT NULL, facet INTEGER NOT NULL, value INTEGER NOT NULL, name TEXT, products INTEGER NOT NULL,
            PRIMARY KEY (category, facet, value)
        ) WITHOUT ROWID;
        CREATE INDEX @by_count ON @counts(category, facet, products, value);
        """);

    /// <summary>What products are found by.</summary>
    private static void CreateWords(TableSet tables)
    {
        tables.Execute(
            """
            CREATE TABLE @texts(position INTEGER PRIMARY KEY, words TEXT NOT NULL);

            -- How many products have a word, and the forms of it with letters left out.
            CREATE TABLE @words(word TEXT PRIMARY KEY, products INTEGER NOT NULL) WITHOUT ROWID;
            CREATE TABLE @typos(form TEXT NOT NULL, word TEXT NOT NULL, PRIMARY KEY (form, word)) WITHOUT ROWID;
            """);
        FullText.Create(tables);
    }
}
