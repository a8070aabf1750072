using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Recommendations.Projection;

/// <summary>The tables that recommendations are made from.</summary>
/// <remarks>
/// Rows are counts of what happened, whatever the batches: a count that is back at nothing has no row. There are no vectors
/// among them: those follow from the texts and the weights.
/// </remarks>
internal static class RecommendationTables
{
    /// <summary>The projection's name.</summary>
    public const string Name = "recommendations";

    public const int SchemaVersion = 1;

    public static readonly string[] Names = ["products", "words", "weights", "corpus", "ratings", "orders", "sales", "pairs"];

    public static void Create(TableSet tables) => tables.Execute(
        """
        CREATE TABLE @products(
            position INTEGER PRIMARY KEY,  -- the global position of its creation
            id BLOB NOT NULL UNIQUE,
            name TEXT NOT NULL,
            category TEXT NOT NULL,
            tags TEXT NOT NULL,            -- with U+001F between
            description TEXT NOT NULL,     -- its beginning
            active INTEGER NOT NULL
        );
        CREATE INDEX @products_by_category ON @products(category, position);

        -- In how many products on sale a word is, by its hash.
        CREATE TABLE @words(word INTEGER PRIMARY KEY, products INTEGER NOT NULL);

        -- The same as it was when the weights were taken.
        CREATE TABLE @weights(word INTEGER PRIMARY KEY, products INTEGER NOT NULL);

        -- One row: the products there ever were, those on sale, and both when the weights were taken.
        CREATE TABLE @corpus(id INTEGER PRIMARY KEY, created INTEGER NOT NULL, active INTEGER NOT NULL, epoch INTEGER NOT NULL, epoch_active INTEGER NOT NULL);

        CREATE TABLE @ratings(product BLOB PRIMARY KEY, stars INTEGER NOT NULL, reviews INTEGER NOT NULL) WITHOUT ROWID;

        -- Of customers all that were not given up; of guests those that may still be.
        CREATE TABLE @orders(
            position INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, customer BLOB, paid INTEGER NOT NULL, lines BLOB NOT NULL
        );
        CREATE INDEX @orders_by_customer ON @orders(customer, position) WHERE customer IS NOT NULL;

        CREATE TABLE @sales(product BLOB PRIMARY KEY, pieces INTEGER NOT NULL, orders INTEGER NOT NULL) WITHOUT ROWID;
        CREATE INDEX @sales_by_pieces ON @sales(pieces);

        -- Orders that have both, each pair both ways round.
        CREATE TABLE @pairs(product BLOB NOT NULL, other BLOB NOT NULL, orders INTEGER NOT NULL, PRIMARY KEY (product, other)) WITHOUT ROWID;
        CREATE INDEX @pairs_by_orders ON @pairs(product, orders);
        """);
}
