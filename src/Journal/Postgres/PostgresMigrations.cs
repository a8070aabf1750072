using System.Globalization;
using System.Reflection;
using Npgsql;

namespace OrleansStore.Journal.Postgres;

/// <summary>One step of a component's schema. It enters itself into <c>schema_versions</c>, so that it may be applied by hand too.</summary>
/// <param name="Version">From 1, without holes.</param>
/// <param name="Name">Its file, for messages.</param>
public sealed record PostgresScript(int Version, string Name, string Sql)
{
    /// <summary>The scripts among an assembly's resources whose names begin with a folder; files are called <c>0001_name.sql</c>.</summary>
    public static IReadOnlyList<PostgresScript> FromResources(Assembly assembly, string folder) =>
        [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder + "/", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Read(assembly, name))];

    private static PostgresScript Read(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var file = Path.GetFileName(resource);
        return new PostgresScript(int.Parse(file[..4], CultureInfo.InvariantCulture), file, reader.ReadToEnd());
    }
}

/// <summary>Brings a component's tables to the version that this program knows.</summary>
/// <remarks>
/// <para>Every script runs in a transaction of its own, under one advisory lock per schema: any number of processes may
/// start at once. What is applied already is left alone, and needs no right to create anything.</para>
/// <para>The schema is the first one of the connection's search path.</para>
/// </remarks>
public static class PostgresMigrations
{
    /// <summary>Applies what is missing.</summary>
    /// <param name="connection">Open, with no transaction.</param>
    /// <param name="component">Whose scripts these are, such as <c>journal</c>.</param>
    /// <exception cref="JournalUnavailableException">The schema is newer than the scripts, or may not be changed by this role.</exception>
    /// <exception cref="NpgsqlException">The server cannot be reached, or fails.</exception>
    public static void Apply(NpgsqlConnection connection, string component, IReadOnlyList<PostgresScript> scripts)
    {
        var known = scripts.Max(s => s.Version);
        if (Applied(connection, component, known) == known) return;
        foreach (var script in scripts.OrderBy(s => s.Version)) Apply(connection, component, script, known);
    }

    /// <summary>The schema that unqualified names are created in.</summary>
    /// <exception cref="JournalUnavailableException">No schema of the search path exists.</exception>
    internal static string SchemaOf(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand("SELECT current_schema()", connection);
        return command.ExecuteScalar() as string
            ?? throw new JournalUnavailableException(JournalFault.Incompatible, "No schema of the search path exists in the database; create it first.");
    }

    private static void Apply(NpgsqlConnection connection, string component, PostgresScript script, int known)
    {
        using var transaction = connection.BeginTransaction();
        var key = PostgresLock.Migrations.KeyOf(SchemaOf(connection));
        using (var wait = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = key } } }) wait.ExecuteNonQuery();
        if (Applied(connection, component, known) >= script.Version) return;
        try
        {
            using var batch = new NpgsqlCommand(script.Sql, connection);
            batch.ExecuteNonQuery();
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.DuplicateTable)
        {
            throw new JournalUnavailableException(
                JournalFault.Incompatible, $"The tables of '{component}' cannot be brought to version {script.Version}: {e.MessageText}. An operator can apply deploy/postgres/{component}/{script.Name} by hand.", e);
        }

        if (Applied(connection, component, known) != script.Version) throw new InvalidOperationException($"{script.Name} does not enter itself into schema_versions.");
        transaction.Commit();
    }

    private static int Applied(NpgsqlConnection connection, string component, int known)
    {
        // Not to_regclass: it looks into the session's cache, which does not know yet what another made while this one waited.
        const string Exists = "SELECT EXISTS (SELECT FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = 'schema_versions')";
        using (var exists = new NpgsqlCommand(Exists, connection))
        {
            if (exists.ExecuteScalar() is not true) return 0;
        }

        using var command = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM schema_versions WHERE component = $1", connection) { Parameters = { new() { Value = component } } };
        var version = (int)command.ExecuteScalar()!;
        if (version <= known) return version;
        throw new JournalUnavailableException(
            JournalFault.Incompatible,
            $"The tables of '{component}' have schema version {version}; this program knows versions up to {known}. Run the newer program, or restore a backup made before it.");
    }
}
