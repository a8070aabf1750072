using Npgsql;

namespace OrleansStore.Journal.Postgres;

/// <summary>How the journal's database is opened.</summary>
internal static class PostgresOpening
{
    /// <summary>The component's name in <c>schema_versions</c>.</summary>
    public const string Component = "journal";

    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    public static IReadOnlyList<PostgresScript> Scripts { get; } = PostgresScript.FromResources(typeof(PostgresOpening).Assembly, "postgres/journal");

    /// <summary>Waits for the server, brings the tables up to date and takes the writer's lock.</summary>
    /// <returns>The session that writes, and the schema.</returns>
    /// <exception cref="JournalUnavailableException">The server cannot be reached, is not fit, or others write to the journal.</exception>
    public static (PostgresSession Session, string Schema) Open(PostgresConnections connections, PostgresJournalOptions options)
    {
        try
        {
            var schema = Patiently(options, options.ConnectWait, PostgresFailure.IsPassing, () => Prepare(connections));
            var session = Patiently(
                options, options.LockWait, e => e is JournalUnavailableException { Fault: JournalFault.Locked }, () => PostgresSession.Open(connections, options));
            return (session, schema);
        }
        catch (Exception e) when (PostgresFailure.IsServers(e))
        {
            throw PostgresFailure.ToUnavailable(e);
        }
    }

    private static string Prepare(PostgresConnections connections)
    {
        using var connection = new NpgsqlConnection(connections.Migrations());
        connection.Open();
        using (var encoding = new NpgsqlCommand("SHOW server_encoding", connection))
        {
            if (encoding.ExecuteScalar() as string is not "UTF8" and var found)
                throw new JournalUnavailableException(JournalFault.Incompatible, $"The database {connections.Name} has the encoding {found}; the journal needs UTF8.");
        }

        PostgresMigrations.Apply(connection, Component, Scripts);
        return PostgresMigrations.SchemaOf(connection);
    }

    private static T Patiently<T>(PostgresJournalOptions options, TimeSpan patience, Func<Exception, bool> passes, Func<T> open)
    {
        var since = options.Time.GetTimestamp();
        using var pause = new ManualResetEventSlim();
        while (true)
        {
            try
            {
                return open();
            }
            catch (Exception e) when (passes(e) && options.Time.GetElapsedTime(since) < patience)
            {
                pause.Wait(_pause);
            }
        }
    }
}
