using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Orders;

/// <summary>The orders' tables.</summary>
/// <remarks>
/// A row has the global position of the order's placing as its key; each index ends in the key by itself, so an index on
/// the customer alone lists a customer's orders by age.
/// </remarks>
internal static class OrderTables
{
    public const string Projection = "orders";

    public const int SchemaVersion = 1;

    public static readonly string[] All = ["orders"];

    public static void Create(TableSet tables) => tables.Execute(
        """
        CREATE TABLE @orders(
            position INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            customer BLOB,                   -- none: a guest's
            status INTEGER NOT NULL,
            total INTEGER NOT NULL,
            currency TEXT NOT NULL,
            pieces INTEGER NOT NULL,
            version INTEGER NOT NULL,
            last_position INTEGER NOT NULL,
            created INTEGER NOT NULL,        -- UTC ticks
            updated INTEGER NOT NULL,
            lines BLOB                       -- only while they may change
        );
        CREATE INDEX @orders_by_customer ON @orders(customer) WHERE customer IS NOT NULL;
        CREATE INDEX @orders_by_status ON @orders(status);
        CREATE INDEX @orders_by_activity ON @orders(customer, last_position, id) WHERE customer IS NOT NULL;
        """);
}
