using Npgsql;

namespace OrleansStore.Journal.Tests.Postgres;

/// <summary>Makes a database misbehave in a chosen way.</summary>
internal static class Trigger
{
    /// <summary>Runs a PL/pgSQL statement for each event of the type, before it is written.</summary>
    public static Task AddAsync(string connectionString, string eventType, string statement) => ExecuteAsync(connectionString, $"""
        {Function(statement)}
        CREATE TRIGGER misbehave BEFORE INSERT ON events FOR EACH ROW WHEN (NEW.type = '{eventType}') EXECUTE FUNCTION misbehave();
        """);

    /// <summary>Runs it at the end of the transaction, when all has been written.</summary>
    public static Task AddAtCommitAsync(string connectionString, string eventType, string statement) => ExecuteAsync(connectionString, $"""
        {Function(statement)}
        CREATE CONSTRAINT TRIGGER misbehave AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.type = '{eventType}') EXECUTE FUNCTION misbehave();
        """);

    public static Task RemoveAsync(string connectionString) => ExecuteAsync(connectionString, "DROP TRIGGER misbehave ON events");

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> AskAsync<T>(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static string Function(string statement) =>
        $"CREATE OR REPLACE FUNCTION misbehave() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement} RETURN NEW; END $$;";
}
