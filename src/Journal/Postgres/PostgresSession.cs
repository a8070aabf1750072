using Npgsql;

namespace OrleansStore.Journal.Postgres;

/// <summary>The one session that writes. It holds the writer's lock, so what it sends after it lost the lock does not arrive anywhere.</summary>
/// <remarks>
/// It needs a connection of its own to the server itself: a pooler in transaction mode would hand the session, and the
/// lock with it, to somebody else.
/// </remarks>
internal sealed class PostgresSession : IDisposable
{
    private readonly NpgsqlConnection _connection;
    private readonly long _commitOrder;
    private readonly string _channel;

    private PostgresSession(NpgsqlConnection connection, string schema)
    {
        _connection = connection;
        _commitOrder = PostgresLock.CommitOrder.KeyOf(schema);
        _channel = ChannelOf(schema);
        using var command = new NpgsqlCommand("SELECT coalesce(max(position), 0) FROM events", connection);
        Head = (long)command.ExecuteScalar()!;
    }

    /// <summary>The newest position when the session began.</summary>
    public long Head { get; }

    public bool IsOpen => _connection.State == System.Data.ConnectionState.Open;

    /// <summary>The channel on which a schema's heads are told.</summary>
    public static string ChannelOf(string schema) => $"journal_{(ulong)PostgresLock.CommitOrder.KeyOf(schema):x16}";

    /// <exception cref="NpgsqlException">The server cannot be reached, or fails.</exception>
    /// <exception cref="JournalUnavailableException">Others hold the writer's lock.</exception>
    public static PostgresSession Open(PostgresConnections connections, PostgresJournalOptions options)
    {
        var connection = new NpgsqlConnection(connections.Writer());
        try
        {
            connection.Open();
            RequireDurability(connection);
            var schema = PostgresMigrations.SchemaOf(connection);
            TakeWriterLock(connection, schema, connections.Name, options);
            return new PostgresSession(connection, schema);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Whether this very event stands at the position.</summary>
    public bool Holds(long position, Guid id)
    {
        using var command = new NpgsqlCommand("SELECT EXISTS (SELECT 1 FROM events WHERE position = $1 AND event_id = $2)", _connection)
        {
            Parameters = { new() { Value = position }, new() { Value = id } },
        };
        return command.ExecuteScalar() is true;
    }

    /// <inheritdoc cref="PostgresWrites.Commit"/>
    public long Commit(IReadOnlyList<PendingWrite> writes, KeyValuePair<string, Snapshot>[] snapshots) =>
        PostgresWrites.Commit(_connection, _commitOrder, _channel, writes, snapshots);

    public void Dispose() => _connection.Dispose();

    /// <summary>What is acknowledged is on the disk of the server at least.</summary>
    /// <remarks>Only <c>off</c> is less than that. All others are the operator's decision about standbys, and are left alone.</remarks>
    private static void RequireDurability(NpgsqlConnection connection)
    {
        using var command = new NpgsqlCommand(
            "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'", connection);
        command.ExecuteNonQuery();
    }

    private static void TakeWriterLock(NpgsqlConnection connection, string schema, string database, PostgresJournalOptions options)
    {
        var take = options.Exclusive ? "pg_try_advisory_lock" : "pg_try_advisory_lock_shared";
        using var command = new NpgsqlCommand($"SELECT {take}($1)", connection) { Parameters = { new() { Value = PostgresLock.Writer.KeyOf(schema) } } };
        if (command.ExecuteScalar() is true) return;
        throw new JournalUnavailableException(
            JournalFault.Locked, $"Another process writes to the journal in the database {database}, schema {schema}. {options.LockedHint}");
    }
}
