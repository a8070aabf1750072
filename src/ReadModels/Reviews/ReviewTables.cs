using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Reviews;

/// <summary>The reviews' table.</summary>
/// <remarks>A row has the global position of its writing as its key, and each index ends in it: newest first is the key's order.</remarks>
internal static class ReviewTables
{
    public const string Projection = "reviews";

    public const int SchemaVersion = 2;

    public static readonly string[] All = ["reviews"];

    public static void Create(TableSet tables) => tables.Execute(
        """
        CREATE TABLE @reviews(
            position INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            product BLOB NOT NULL,
            customer BLOB NOT NULL,
            rating INTEGER NOT NULL,
            type TEXT NOT NULL,
            said BLOB NOT NULL,        -- the newest event's payload as it is stored: what it says of its author is sealed
            created INTEGER NOT NULL,  -- UTC ticks
            updated INTEGER NOT NULL,
            version INTEGER NOT NULL
        );
        CREATE INDEX @reviews_by_product ON @reviews(product);
        CREATE INDEX @reviews_by_customer ON @reviews(customer);
        """);
}
