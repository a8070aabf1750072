using Npgsql;

namespace OrleansStore.Journal.Postgres;

/// <summary>Work that processes on one database do one after the other, so that the second finds what the first has done.</summary>
public static class PostgresTurns
{
    /// <summary>Waits for its turn and does it.</summary>
    /// <param name="purpose">Work with another purpose is not waited for.</param>
    /// <exception cref="JournalUnavailableException">The server cannot be reached.</exception>
    public static void Take(string connectionString, string purpose, Action work)
    {
        try
        {
            using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString);
            connection.Open();
            var key = PostgresLock.Of(purpose).KeyOf(PostgresMigrations.SchemaOf(connection));
            // The lock is the session's and ends with it.
            using var wait = new NpgsqlCommand("SELECT pg_advisory_lock($1)", connection) { Parameters = { new() { Value = key } } };
            wait.ExecuteNonQuery();
            work();
        }
        catch (NpgsqlException e)
        {
            throw PostgresFailure.ToUnavailable(e);
        }
    }
}
