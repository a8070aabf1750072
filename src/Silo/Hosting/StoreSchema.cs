using Npgsql;
using OrleansStore.Journal;
using OrleansStore.Journal.Postgres;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Silo.Hosting;

/// <summary>The tables in PostgreSQL beside the journal's own.</summary>
internal static class StoreSchema
{
    /// <summary>Brings them to the versions that this program knows. The journal's come first: it keeps the book of versions.</summary>
    /// <exception cref="JournalUnavailableException">They are newer, may not be changed by this role, or cannot be reached.</exception>
    public static void Prepare(StoreOptions options)
    {
        try
        {
            using var connection = new NpgsqlConnection(options.Database.Store);
            connection.Open();
            foreach (var component in EngineParts.Schemas)
                PostgresMigrations.Apply(connection, component, PostgresScript.FromResources(typeof(StoreSchema).Assembly, component));
        }
        catch (NpgsqlException e)
        {
            throw new JournalUnavailableException(JournalFault.Unreachable, $"The database's tables cannot be prepared: {e.Message}", e);
        }
    }
}
