using System.Text;

namespace OrleansStore.Journal.Postgres;

/// <summary>The advisory locks of a schema. They are the database's own, so schemas and purposes need different keys.</summary>
internal sealed class PostgresLock
{
    private readonly string _purpose;

    private PostgresLock(string purpose) => _purpose = purpose;

    /// <summary>Held by the session that writes, alone or shared.</summary>
    public static PostgresLock Writer { get; } = new("writer");

    /// <summary>Held by a transaction from before it gives positions until after its commit can be seen.</summary>
    public static PostgresLock CommitOrder { get; } = new("commit-order");

    /// <summary>Held by a transaction that changes tables.</summary>
    public static PostgresLock Migrations { get; } = new("migrations");

    /// <summary>Held by a session that does a piece of work which is done once.</summary>
    public static PostgresLock Of(string purpose) => new("turn/" + purpose);

    /// <summary>FNV-1a; every version of the program must come to the same key.</summary>
    public long KeyOf(string schema)
    {
        var hash = 14695981039346656037UL;
        foreach (var b in Encoding.UTF8.GetBytes($"orleansstore/{schema}/{_purpose}"))
        {
            hash ^= b;
            hash *= 1099511628211UL;
        }

        return unchecked((long)hash);
    }
}
