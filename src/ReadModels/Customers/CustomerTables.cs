using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Customers;

/// <summary>The accounts' table: who there is, and nothing of what people said of themselves.</summary>
/// <remarks>A row has the global position of its registration as its key, and each index ends in it: newest first is the key's order.</remarks>
internal static class CustomerTables
{
    public const string Projection = "customers";

    public const int SchemaVersion = 2;

    public static readonly string[] All = ["customers"];

    public static void Create(TableSet tables) => tables.Execute(
        """
        CREATE TABLE @customers(
            position INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            role INTEGER NOT NULL,
            grouped TEXT,
            created INTEGER NOT NULL  -- UTC ticks
        );
        CREATE INDEX @customers_by_role ON @customers(role, position);
        CREATE INDEX @customers_by_group ON @customers(grouped, position);
        """);
}
