using Npgsql;
using NpgsqlTypes;

namespace OrleansStore.Journal.Postgres;

/// <summary>The statements of one commit, each for all writes of its kind at once.</summary>
internal static class PostgresWrites
{
    /// <summary>
    /// A statement of its own: the next one has a snapshot taken after the lock was got, and so sees what its last holder
    /// committed.
    /// </summary>
    private const string TakeCommitOrder = "SELECT pg_advisory_xact_lock($1)";

    /// <remarks>
    /// One row for each append, in order: the version found, and, when it was the expected one, the position of the last
    /// event written. At most one append per stream, for all of them see the versions from before.
    /// </remarks>
    private const string Append = """
        WITH asked AS MATERIALIZED (
            SELECT a.n, a.stream, a.expected, a.size,
                   coalesce((SELECT e.version FROM events e WHERE e.stream = a.stream ORDER BY e.version DESC LIMIT 1), 0) AS found
            FROM unnest($1::text[], $2::int[], $3::int[]) WITH ORDINALITY AS a(stream, expected, size, n)),
        accepted AS MATERIALIZED (
            SELECT n, stream, expected, size,
                   (SELECT coalesce(max(position), 0) FROM events) + sum(size) OVER (ORDER BY n) - size AS base
            FROM asked WHERE found = expected),
        written AS (
            INSERT INTO events(position, time, event_id, causation_id, correlation_id, version, stream, type, actor, payload)
            SELECT a.base + e.k, e.time, e.event_id, e.causation_id, e.correlation_id, a.expected + e.k, a.stream, e.type, e.actor, e.payload
            FROM unnest($4::bigint[], $5::int[], $6::bigint[], $7::uuid[], $8::uuid[], $9::uuid[], $10::text[], $11::text[], $12::bytea[])
                AS e(n, k, time, event_id, causation_id, correlation_id, type, actor, payload)
            JOIN accepted a ON a.n = e.n),
        told AS MATERIALIZED (
            SELECT pg_notify($13, max(base + size)::text) IS NULL AS done FROM accepted HAVING count(*) > 0)
        SELECT asked.found, (accepted.base + accepted.size)::bigint, told.done
        FROM asked LEFT JOIN accepted USING (n) LEFT JOIN told ON true
        ORDER BY asked.n
        """;

    private const string ChangeRows = """
        WITH changed AS MATERIALIZED (
            SELECT * FROM unnest($1::text[], $2::text[], $3::bytea[]) AS r(collection, key, value)),
        deleted AS (
            DELETE FROM durable_rows d USING changed c WHERE c.value IS NULL AND d.collection = c.collection AND d.key = c.key)
        INSERT INTO durable_rows(collection, key, value)
        SELECT collection, key, value FROM changed WHERE value IS NOT NULL
        ON CONFLICT (collection, key) DO UPDATE SET value = excluded.value
        """;

    /// <remarks>Of two processes that have the same grain for a moment, the one that is behind does not overwrite the other's.</remarks>
    private const string SaveSnapshots = """
        INSERT INTO snapshots(stream, version, position, type, payload)
        SELECT s.stream, s.version, s.position, s.type, s.payload
        FROM unnest($1::text[], $2::int[], $3::bigint[], $4::text[], $5::bytea[]) AS s(stream, version, position, type, payload)
        WHERE EXISTS (SELECT FROM events e WHERE e.stream = s.stream)
        ON CONFLICT (stream) DO UPDATE
        SET version = excluded.version, position = excluded.position, type = excluded.type, payload = excluded.payload
        WHERE snapshots.version <= excluded.version
        """;

    /// <summary>Writes all in one round trip and one transaction, and sets the results that hold then.</summary>
    /// <returns>The position of the last event written, or 0.</returns>
    /// <exception cref="PostgresException">With severity ERROR: nothing was written.</exception>
    public static long Commit(
        NpgsqlConnection connection, long commitOrder, string channel, IReadOnlyList<PendingWrite> writes, KeyValuePair<string, Snapshot>[] snapshots)
    {
        var appends = writes.OfType<PendingAppend>().ToList();
        var rows = writes.OfType<PendingRow>().ToList();
        using var batch = new NpgsqlBatch(connection);
        // Rows and snapshots take it too: two processes that changed the same ones in another order would wait for each other.
        batch.BatchCommands.Add(Command(TakeCommitOrder, Value(commitOrder)));
        if (appends.Count > 0) batch.BatchCommands.Add(ToCommand(appends, channel));
        if (rows.Count > 0) batch.BatchCommands.Add(ToCommand(rows));
        if (snapshots.Length > 0) batch.BatchCommands.Add(ToCommand(snapshots));

        using var reader = batch.ExecuteReader();
        reader.NextResult();
        var results = new List<AppendResult>(appends.Count);
        if (appends.Count > 0)
        {
            while (reader.Read()) results.Add(ToResult(reader, appends[results.Count]));
        }

        // The transaction ends behind the last result, so its end has to be read too.
        while (reader.NextResult())
        {
        }

        reader.Close();
        for (var i = 0; i < appends.Count; i++) appends[i].Result = results[i];
        return results.Count == 0 ? 0 : results.Max(r => r.Position);
    }

    private static AppendResult ToResult(NpgsqlDataReader row, PendingAppend append) => row.IsDBNull(1)
        ? new AppendResult(AppendOutcome.Conflict, row.GetInt32(0), 0)
        : new AppendResult(AppendOutcome.Appended, append.ExpectedVersion + append.Events.Count, row.GetInt64(1));

    private static NpgsqlBatchCommand ToCommand(List<PendingAppend> appends, string channel)
    {
        var (count, at) = (appends.Sum(a => a.Events.Count), 0);
        var (numbers, places, times) = (new long[count], new int[count], new long[count]);
        var (ids, causations, correlations) = (new Guid[count], new Guid[count], new Guid[count]);
        var (types, actors, payloads) = (new string[count], new string[count], new ReadOnlyMemory<byte>[count]);
        for (var n = 0; n < appends.Count; n++)
        {
            for (var k = 0; k < appends[n].Events.Count; k++, at++)
            {
                var e = appends[n].Events[k];
                (numbers[at], places[at], times[at]) = (n + 1, k + 1, EventTime.ToStored(e.Time));
                (ids[at], causations[at], correlations[at]) = (e.EventId, e.CausationId, e.CorrelationId);
                (types[at], actors[at], payloads[at]) = (e.Type, e.Actor, e.Payload);
            }
        }

        return Command(
            Append,
            Texts(appends.Select(a => a.Stream)), Integers(appends.Select(a => a.ExpectedVersion)), Integers(appends.Select(a => a.Events.Count)),
            Longs(numbers), Integers(places), Longs(times), Ids(ids), Ids(causations), Ids(correlations), Texts(types), Texts(actors), Blobs(payloads),
            new NpgsqlParameter<string> { TypedValue = channel, NpgsqlDbType = NpgsqlDbType.Text });
    }

    private static NpgsqlBatchCommand ToCommand(List<PendingRow> rows)
    {
        // The last write of a key is what stays.
        var last = new Dictionary<(string, string), PendingRow>();
        foreach (var row in rows) last[(row.Table, row.Key)] = row;
        return Command(
            ChangeRows, Texts(last.Values.Select(r => r.Table)), Texts(last.Values.Select(r => r.Key)),
            new NpgsqlParameter<byte[]?[]> { TypedValue = [.. last.Values.Select(r => r.Value?.ToArray())], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea });
    }

    private static NpgsqlBatchCommand ToCommand(KeyValuePair<string, Snapshot>[] snapshots) => Command(
        SaveSnapshots,
        Texts(snapshots.Select(s => s.Key)), Integers(snapshots.Select(s => s.Value.Version)), Longs([.. snapshots.Select(s => s.Value.Position)]),
        Texts(snapshots.Select(s => s.Value.Type)), Blobs([.. snapshots.Select(s => s.Value.Payload)]));

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    private static NpgsqlParameter Value(long value) => new NpgsqlParameter<long> { TypedValue = value, NpgsqlDbType = NpgsqlDbType.Bigint };

    private static NpgsqlParameter Texts(IEnumerable<string> values) =>
        new NpgsqlParameter<string[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text };

    private static NpgsqlParameter Integers(IEnumerable<int> values) =>
        new NpgsqlParameter<int[]> { TypedValue = [.. values], NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer };

    private static NpgsqlParameter Longs(long[] values) =>
        new NpgsqlParameter<long[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    private static NpgsqlParameter Ids(Guid[] values) =>
        new NpgsqlParameter<Guid[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid };

    private static NpgsqlParameter Blobs(ReadOnlyMemory<byte>[] values) =>
        new NpgsqlParameter<ReadOnlyMemory<byte>[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bytea };
}
