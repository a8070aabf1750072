using Npgsql;

namespace OrleansStore.Silo.Configuration;

/// <summary>Where events are kept.</summary>
public enum JournalKind
{
    /// <summary>In an embedded database under <see cref="StoreOptions.DataPath"/>.</summary>
    Sqlite,

    /// <summary>In PostgreSQL, which several processes may share.</summary>
    Postgres,

    /// <summary>Nowhere: gone with the process. For tests and trials.</summary>
    Memory,
}

/// <summary>Where read models are kept.</summary>
public enum ReadModelKind
{
    /// <summary>In an embedded database of each process, under <see cref="StoreOptions.DataPath"/>.</summary>
    Sqlite,

    /// <summary>In the journal's PostgreSQL, once for all processes.</summary>
    Postgres,
}

/// <summary>How the PostgreSQL is reached.</summary>
public sealed record DatabaseOptions
{
    /// <summary><c>ConnectionStrings:Store</c>: the primary; empty unless events are kept there.</summary>
    public string Store { get; init; } = "";

    /// <summary><c>ConnectionStrings:StoreRead</c>: a replica that read models may be made from; null for none.</summary>
    public string? StoreRead { get; init; }

    /// <summary>Server and database, for people: without names and passwords.</summary>
    public string Place
    {
        get
        {
            var connection = new NpgsqlConnectionStringBuilder(Store);
            return $"PostgreSQL, database {connection.Database ?? connection.Username} on {connection.Host}";
        }
    }

    // A record prints its members; connection strings hold passwords.
    private bool PrintMembers(System.Text.StringBuilder text)
    {
        text.Append("StoreRead = ").Append(StoreRead is not null);
        return true;
    }
}
