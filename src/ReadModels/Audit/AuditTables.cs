using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Audit;

/// <summary>The audit trail's table.</summary>
/// <remarks>The global position is the key, and each index ends in it: both orders are the key's.</remarks>
internal static class AuditTables
{
    public const string Projection = "audit";

    public const int SchemaVersion = 3;

    public static readonly string[] All = ["audit"];

    public static void Create(TableSet tables) => tables.Execute(
        """
        CREATE TABLE @audit(
            position INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,  -- UTC ticks
            actor TEXT,           -- null: denials that were lost
            operation TEXT,
            object TEXT,
            noted BLOB,           -- the event as it is stored: where it came from is sealed in it
            outcome INTEGER NOT NULL,
            status INTEGER NOT NULL,
            code TEXT,
            count INTEGER NOT NULL
        );
        CREATE INDEX @audit_by_actor ON @audit(actor, position) WHERE actor IS NOT NULL;
        CREATE INDEX @audit_by_object ON @audit(object, position) WHERE object IS NOT NULL;
        """);
}
