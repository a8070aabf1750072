using Npgsql;
using NpgsqlTypes;

namespace OrleansStore.Journal.Postgres;

/// <summary>Reads, on a few pooled connections; they wait neither for the writer nor for each other.</summary>
internal sealed class PostgresReads(string connectionString) : IAsyncDisposable
{
    private const string Columns = "position, time, event_id, causation_id, correlation_id, version, stream, type, actor, payload";

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(connectionString);

    public ValueTask<IReadOnlyList<StoredEvent>> StreamAsync(string stream, int afterVersion, int maxCount, CancellationToken cancellation) => ListAsync(
        $"SELECT {Columns} FROM events WHERE stream = $1 AND version > $2 ORDER BY version LIMIT $3",
        [Text(stream), Integer(afterVersion), Integer(maxCount)], Event, cancellation);

    public ValueTask<IReadOnlyList<StoredEvent>> StreamBackwardsAsync(string stream, int beforeVersion, int maxCount, CancellationToken cancellation) => ListAsync(
        $"SELECT {Columns} FROM events WHERE stream = $1 AND version < $2 ORDER BY version DESC LIMIT $3",
        [Text(stream), Integer(beforeVersion), Integer(maxCount)], Event, cancellation);

    public ValueTask<IReadOnlyList<StoredEvent>> AllAsync(long afterPosition, int maxCount, CancellationToken cancellation) => ListAsync(
        $"SELECT {Columns} FROM events WHERE position > $1 ORDER BY position LIMIT $2",
        [new NpgsqlParameter<long> { TypedValue = afterPosition }, Integer(maxCount)], Event, cancellation);

    public async ValueTask<Snapshot?> SnapshotAsync(string stream, CancellationToken cancellation)
    {
        var found = await ListAsync(
            "SELECT version, position, type, payload FROM snapshots WHERE stream = $1", [Text(stream)],
            static row => new Snapshot(row.GetInt32(0), row.GetInt64(1), row.GetString(2), row.GetFieldValue<byte[]>(3)), cancellation);
        return found.Count == 0 ? null : found[0];
    }

    public async ValueTask<ReadOnlyMemory<byte>?> RowAsync(string table, string key, CancellationToken cancellation)
    {
        var found = await ListAsync(
            "SELECT value FROM durable_rows WHERE collection = $1 AND key = $2", [Text(table), Text(key)], static row => row.GetFieldValue<byte[]>(0), cancellation);
        return found.Count == 0 ? (ReadOnlyMemory<byte>?)null : found[0];
    }

    public ValueTask<IReadOnlyList<DurableRow>> RowsAsync(string table, CancellationToken cancellation) => ListAsync(
        "SELECT key, value FROM durable_rows WHERE collection = $1 ORDER BY key", [Text(table)],
        static row => new DurableRow(row.GetString(0), row.GetFieldValue<byte[]>(1)), cancellation);

    public ValueTask<IReadOnlyList<DurableRow>> RowsAsync(string table, string after, int maxCount, CancellationToken cancellation) => ListAsync(
        "SELECT key, value FROM durable_rows WHERE collection = $1 AND key > $2 ORDER BY key LIMIT $3", [Text(table), Text(after), Integer(maxCount)],
        static row => new DurableRow(row.GetString(0), row.GetFieldValue<byte[]>(1)), cancellation);

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static StoredEvent Event(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetString(6), row.GetInt32(5), row.GetGuid(2), row.GetString(7), row.GetGuid(3), row.GetGuid(4), row.GetString(8),
        EventTime.FromStored(row.GetInt64(1)), row.GetFieldValue<byte[]>(9));

    private static NpgsqlParameter Text(string value) => new NpgsqlParameter<string> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Integer(int value) => new NpgsqlParameter<int> { TypedValue = value };

    /// <exception cref="JournalUnavailableException">The server cannot be read.</exception>
    private async ValueTask<IReadOnlyList<T>> ListAsync<T>(string sql, NpgsqlParameter[] parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var connected = false;
            try
            {
                await using var connection = await _source.OpenConnectionAsync(cancellation);
                connected = true;
                await using var command = new NpgsqlCommand(sql, connection);
                foreach (var parameter in parameters) command.Parameters.Add(attempt == 1 ? parameter : parameter.Clone());
                await using var rows = await command.ExecuteReaderAsync(cancellation);
                var list = new List<T>();
                while (await rows.ReadAsync(cancellation)) list.Add(read(rows));
                return list;
            }
            catch (Exception e) when (attempt == 1 && connected && IsDeadConnection(e))
            {
                // The server was restarted since the connection was used last, and the others in the pool are as dead.
                _source.Clear();
            }
            catch (Exception e) when (PostgresFailure.IsServers(e) || e is ObjectDisposedException)
            {
                throw PostgresFailure.ToUnavailable(e);
            }
        }
    }

    private static bool IsDeadConnection(Exception e) =>
        e is NpgsqlException { InnerException: not TimeoutException } && !PostgresFailure.IsRolledBack(e);
}
