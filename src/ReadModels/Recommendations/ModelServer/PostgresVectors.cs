using Npgsql;

namespace OrleansStore.ReadModels.Recommendations.ModelServer;

/// <summary>Keeps a model's vectors in a table that all processes share.</summary>
internal sealed class PostgresVectors(NpgsqlDataSource database) : IVectorStore
{
    private readonly SemaphoreSlim _turn = new(1);
    private bool _made;

    public async ValueTask<IReadOnlyDictionary<TextKey, float[]>> ReadAsync(string model, IReadOnlyCollection<TextKey> texts, CancellationToken cancellation)
    {
        await MakeAsync(cancellation);
        var found = new Dictionary<TextKey, float[]>(texts.Count);
        await using var select = database.CreateCommand("SELECT text, vector FROM model_vectors WHERE model = $1 AND text = ANY ($2)");
        select.Parameters.Add(new() { Value = model });
        select.Parameters.Add(new() { Value = texts.Select(text => text.Hash).ToArray() });
        await using var rows = await select.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) found[new TextKey(rows.GetGuid(0))] = VectorBytes.Read(rows.GetFieldValue<byte[]>(1));
        return found;
    }

    public async ValueTask SaveAsync(string model, IReadOnlyCollection<KeyValuePair<TextKey, float[]>> vectors, CancellationToken cancellation)
    {
        await MakeAsync(cancellation);
        await using var insert = database.CreateCommand(
            "INSERT INTO model_vectors(model, text, vector) SELECT $1, t, v FROM unnest($2, $3) AS new(t, v) ON CONFLICT (model, text) DO NOTHING");
        insert.Parameters.Add(new() { Value = model });
        insert.Parameters.Add(new() { Value = vectors.Select(vector => vector.Key.Hash).ToArray() });
        insert.Parameters.Add(new() { Value = vectors.Select(vector => VectorBytes.Of(vector.Value).ToArray()).ToArray() });
        await insert.ExecuteNonQueryAsync(cancellation);
    }

    public void Dispose()
    {
        _turn.Dispose();
        database.Dispose();
    }

    private async ValueTask MakeAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _made)) return;
        await _turn.WaitAsync(cancellation);
        try
        {
            if (_made) return;
            // One process at a time: IF NOT EXISTS of two at once makes one of them fail.
            await using var create = database.CreateCommand(
                """
                DO $$ BEGIN
                    PERFORM pg_advisory_xact_lock(hashtext('model_vectors'));
                    CREATE TABLE IF NOT EXISTS model_vectors(model text NOT NULL, text uuid NOT NULL, vector bytea NOT NULL, PRIMARY KEY (model, text));
                END $$
                """);
            await create.ExecuteNonQueryAsync(cancellation);
            Volatile.Write(ref _made, true);
        }
        finally
        {
            _turn.Release();
        }
    }
}
