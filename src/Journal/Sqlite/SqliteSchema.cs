namespace OrleansStore.Journal.Sqlite;

/// <summary>The tables, and how a database file is recognised.</summary>
internal static class SqliteSchema
{
    /// <summary>Kept in <c>user_version</c>; raised with every change of the tables.</summary>
    public const int Version = 1;

    /// <summary>Kept in <c>application_id</c>: "OrSt".</summary>
    private const int ApplicationId = 0x4F725374;

    /// <remarks>
    /// <para>A stream's first event carries the stream's name, every later one the position of that first event. So the one
    /// UNIQUE index holds a name once per stream and a small number for every other event, finds a stream by its name, and
    /// still refuses a second event with the same version.</para>
    /// <para>Names that end in a guid are stored as one byte for the rest of the name and the guid's 16 bytes
    /// (<see cref="PackedNames"/>). Actor and correlation are NULL when they are those of the stream's first event; a correlation
    /// is 0 when it is the guid in the stream's name and 1 when it is the causation. Time is in ticks of 100 ns since 1970.</para>
    /// </remarks>
    private const string Tables = """
        CREATE TABLE types(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE categories(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE actors(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
        CREATE TABLE events(
            position INTEGER PRIMARY KEY,
            stream NOT NULL,
            version INTEGER NOT NULL,
            type INTEGER NOT NULL,
            event_id BLOB NOT NULL,
            causation_id BLOB NOT NULL,
            correlation_id,
            actor,
            time INTEGER NOT NULL,
            payload BLOB NOT NULL);
        CREATE UNIQUE INDEX events_by_stream ON events(stream, version);
        CREATE TABLE snapshots(
            stream INTEGER PRIMARY KEY,
            version INTEGER NOT NULL,
            position INTEGER NOT NULL,
            type TEXT NOT NULL,
            payload BLOB NOT NULL);
        CREATE TABLE durable_rows(
            "table" TEXT NOT NULL,
            key TEXT NOT NULL,
            value BLOB NOT NULL,
            PRIMARY KEY("table", key)) WITHOUT ROWID;
        """;

    /// <summary>Readable rows for people in the sqlite3 shell: <c>SELECT * FROM journal WHERE stream = 'order-…'</c>.</summary>
    private const string View = """
        CREATE VIEW journal AS
        SELECT e.position,
               CASE typeof(f.stream) WHEN 'text' THEN f.stream ELSE (
                   SELECT substr(c.name, 1, length(c.name) - 3) || CASE substr(c.name, -3) WHEN '{N}' THEN lower(hex(substr(f.stream, 2)))
                       ELSE lower(hex(substr(f.stream, 2, 4)) || '-' || hex(substr(f.stream, 6, 2)) || '-' || hex(substr(f.stream, 8, 2))
                            || '-' || hex(substr(f.stream, 10, 2)) || '-' || hex(substr(f.stream, 12))) END
                   FROM categories c WHERE printf('%02X', c.id) = hex(substr(f.stream, 1, 1))) END AS stream,
               e.version,
               t.name AS type,
               strftime('%Y-%m-%dT%H:%M:%f', e.time / 10000000.0, 'unixepoch') || 'Z' AS time,
               (SELECT CASE typeof(x.actor) WHEN 'text' THEN x.actor ELSE (
                   SELECT substr(a.name, 1, length(a.name) - 3) || CASE substr(a.name, -3) WHEN '{N}' THEN lower(hex(substr(x.actor, 2)))
                       ELSE lower(hex(substr(x.actor, 2, 4)) || '-' || hex(substr(x.actor, 6, 2)) || '-' || hex(substr(x.actor, 8, 2))
                            || '-' || hex(substr(x.actor, 10, 2)) || '-' || hex(substr(x.actor, 12))) END
                   FROM actors a WHERE printf('%02X', a.id) = hex(substr(x.actor, 1, 1))) END
                FROM (SELECT ifnull(e.actor, f.actor) AS actor) x) AS actor,
               CAST(e.payload AS TEXT) AS payload,
               lower(hex(e.event_id)) AS event_id,
               lower(hex(e.causation_id)) AS causation_id,
               lower(hex(CASE typeof(ifnull(e.correlation_id, f.correlation_id))
                   WHEN 'blob' THEN ifnull(e.correlation_id, f.correlation_id)
                   ELSE CASE ifnull(e.correlation_id, f.correlation_id) WHEN 0 THEN substr(f.stream, 2)
                       ELSE CASE typeof(e.correlation_id) WHEN 'null' THEN f.causation_id ELSE e.causation_id END END END)) AS correlation_id
        FROM events e
        JOIN events f ON f.position = CASE typeof(e.stream) WHEN 'integer' THEN e.stream ELSE e.position END
        JOIN types t ON t.id = e.type;
        """;

    /// <summary>Creates the tables in a new file, and refuses a file that this program does not understand.</summary>
    /// <exception cref="JournalUnavailableException">The file was written by a newer version, or is no journal.</exception>
    public static void Prepare(SqliteDatabase database, string path, bool readOnly)
    {
        var version = database.Scalar("PRAGMA user_version");
        var application = database.Scalar("PRAGMA application_id");
        if (version == 0 && !readOnly && database.Scalar("SELECT count(*) FROM sqlite_master") == 0)
        {
            database.Execute($"BEGIN IMMEDIATE; {Tables} {View} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}; COMMIT");
            return;
        }

        if (application != ApplicationId)
            throw new JournalUnavailableException(JournalFault.Incompatible, $"'{path}' is an SQLite database, but not a journal.");
        if (version > Version)
        {
            throw new JournalUnavailableException(
                JournalFault.Incompatible,
                $"'{path}' has schema version {version}; this program knows versions up to {Version}. Run the newer program, or restore a backup made before it.");
        }
    }
}
