namespace OrleansStore.ReadModels.Storage;

/// <summary>How far a generation of a projection's tables is.</summary>
/// <param name="IsLive">Queries read it; else it is being built beside the one they read.</param>
/// <param name="SchemaVersion">The shape of the rows.</param>
/// <param name="Position">The last event taken in; 0 when none was.</param>
/// <param name="EventId">That event's id: another event at the position means another journal.</param>
/// <param name="Since">When it was begun.</param>
/// <param name="Note">What operators are told: why it is stopped; null when all is well.</param>
internal sealed record Generation(
    string Projection, int Number, bool IsLive, int SchemaVersion, long Position, Guid EventId, DateTimeOffset Since, string? Note = null);

/// <summary>The generations of all projections, in the same database as the rows, so that both commit together.</summary>
internal static class ProjectionTable
{
    private const string Columns = "projection, generation, live, schema_version, position, event_id, since, note";

    public static void Create(RowConnection database) => database.Execute(
        """
        CREATE TABLE IF NOT EXISTS projections(
            projection TEXT NOT NULL, generation INTEGER NOT NULL, live INTEGER NOT NULL, schema_version INTEGER NOT NULL,
            position INTEGER NOT NULL, event_id BLOB NOT NULL, since INTEGER NOT NULL, note TEXT,
            PRIMARY KEY (projection, generation)
        ) WITHOUT ROWID;

        -- The newest rebuild of each, done or asked for.
        CREATE TABLE IF NOT EXISTS rebuilds(projection TEXT PRIMARY KEY, report TEXT NOT NULL) WITHOUT ROWID;
        """);

    public static List<Generation> Read(RowConnection database)
    {
        var rows = database.Statement($"SELECT {Columns} FROM projections ORDER BY projection, generation");
        var generations = new List<Generation>();
        while (rows.Step())
        {
            generations.Add(new Generation(
                rows.Text(0), rows.Int32(1), rows.Int64(2) == 1, rows.Int32(3), rows.Int64(4), rows.Id(5), new DateTimeOffset(rows.Int64(6), TimeSpan.Zero), rows.TextOrNull(7)));
        }

        return generations;
    }

    public static void Save(RowConnection database, Generation g) => database
        .Statement(
            $"""
            INSERT INTO projections({Columns}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (projection, generation) DO UPDATE SET
                live = excluded.live, position = excluded.position, event_id = excluded.event_id, note = excluded.note
            """)
        .BindText(1, g.Projection).Bind(2, g.Number).Bind(3, g.IsLive ? 1 : 0).Bind(4, g.SchemaVersion)
        .Bind(5, g.Position).Bind(6, g.EventId).Bind(7, g.Since.UtcTicks).BindText(8, g.Note)
        .Run();

    public static void Delete(RowConnection database, string projection, int generation) => database
        .Statement("DELETE FROM projections WHERE projection = ?1 AND generation = ?2").BindText(1, projection).Bind(2, generation).Run();

    public static Dictionary<string, string> ReadRebuilds(RowConnection database)
    {
        var rows = database.Statement("SELECT projection, report FROM rebuilds");
        var reports = new Dictionary<string, string>(StringComparer.Ordinal);
        while (rows.Step()) reports[rows.Text(0)] = rows.Text(1);
        return reports;
    }

    public static void SaveRebuild(RowConnection database, string projection, string report) => database
        .Statement("INSERT INTO rebuilds VALUES (?1, ?2) ON CONFLICT (projection) DO UPDATE SET report = excluded.report")
        .BindText(1, projection).BindText(2, report).Run();
}
