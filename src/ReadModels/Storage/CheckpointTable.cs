namespace OrleansStore.ReadModels.Storage;

/// <summary>How far a projection's rows are.</summary>
/// <param name="SchemaVersion">The shape of the rows.</param>
/// <param name="Position">The last event taken in; 0 when none was.</param>
/// <param name="EventId">That event's id: another event at the position means another journal.</param>
internal sealed record Checkpoint(int SchemaVersion, long Position, Guid EventId);

/// <summary>The checkpoints, in the same file as the rows, so that both commit together.</summary>
internal static class CheckpointTable
{
    public static void Create(SqliteDatabase database) => database.Execute(
        """
        CREATE TABLE IF NOT EXISTS checkpoints(
            projection TEXT PRIMARY KEY, schema_version INTEGER NOT NULL, position INTEGER NOT NULL, event_id BLOB NOT NULL
        ) WITHOUT ROWID
        """);

    public static Checkpoint? Find(SqliteDatabase database, string projection)
    {
        var found = database.Statement("SELECT schema_version, position, event_id FROM checkpoints WHERE projection = ?1").BindText(1, projection);
        if (!found.Step()) return null;
        var checkpoint = new Checkpoint(found.Int32(0), found.Int64(1), found.Id(2));
        found.Reset();
        return checkpoint;
    }

    public static void Save(SqliteDatabase database, string projection, Checkpoint checkpoint) => database
        .Statement("INSERT OR REPLACE INTO checkpoints VALUES (?1, ?2, ?3, ?4)")
        .BindText(1, projection).Bind(2, checkpoint.SchemaVersion).Bind(3, checkpoint.Position).Bind(4, checkpoint.EventId)
        .Run();
}
