using Microsoft.Extensions.Logging;
using OrleansStore.ReadModels.Storage.Sqlite;

namespace OrleansStore.ReadModels.Recommendations.ModelServer;

/// <summary>Keeps a model's vectors in a SQLite file of their own.</summary>
internal sealed partial class SqliteVectors : IVectorStore
{
    private readonly Lock _gate = new();
    private readonly SqliteDatabase _database;

    /// <param name="path">Null for nowhere but in memory.</param>
    public SqliteVectors(string? path, ILogger<SqliteVectors> logger)
    {
        try
        {
            _database = Open(path ?? ":memory:");
        }
        catch (SqliteFailure e) when (path is not null)
        {
            if (e.IsDamage) LogThrownAway(logger, path, e);
            else LogInMemory(logger, path, e);
            if (e.IsDamage) foreach (var suffix in (ReadOnlySpan<string>)["", "-wal", "-shm"]) File.Delete(path + suffix);
            _database = Open(e.IsDamage ? path : ":memory:");
        }
    }

    public ValueTask<IReadOnlyDictionary<TextKey, float[]>> ReadAsync(string model, IReadOnlyCollection<TextKey> texts, CancellationToken cancellation)
    {
        var found = new Dictionary<TextKey, float[]>(texts.Count);
        lock (_gate)
        {
            var select = _database.Statement("SELECT vector FROM vectors WHERE model = ?1 AND text = ?2");
            foreach (var text in texts)
            {
                select.BindText(1, model).Bind(2, text.Hash);
                if (!select.Step()) continue;
                found[text] = VectorBytes.Read(select.Blob(0));
                select.Reset();
            }
        }

        return new(found);
    }

    public ValueTask SaveAsync(string model, IReadOnlyCollection<KeyValuePair<TextKey, float[]>> vectors, CancellationToken cancellation)
    {
        lock (_gate)
        {
            using var transaction = _database.Begin();
            var insert = _database.Statement("INSERT INTO vectors(model, text, vector) VALUES (?1, ?2, ?3) ON CONFLICT (model, text) DO NOTHING");
            foreach (var (text, vector) in vectors) insert.BindText(1, model).Bind(2, text.Hash).Bind(3, VectorBytes.Of(vector)).Run();
            transaction.Commit();
        }

        return default;
    }

    public void Dispose() => _database.Dispose();

    private static SqliteDatabase Open(string path)
    {
        var database = SqliteDatabase.Open(path, readOnly: false);
        try
        {
            database.Execute(
                """
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = NORMAL;
                CREATE TABLE IF NOT EXISTS vectors(model TEXT NOT NULL, text BLOB NOT NULL, vector BLOB NOT NULL, PRIMARY KEY (model, text));
                """);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The file of a model's vectors {Path} is damaged; it is thrown away, and the model is asked again.")]
    private static partial void LogThrownAway(ILogger logger, string path, Exception error);

    [LoggerMessage(2, LogLevel.Warning, "The file of a model's vectors {Path} cannot be opened; they are kept in memory, and asked for again at the next start.")]
    private static partial void LogInMemory(ILogger logger, string path, Exception error);
}
