using OrleansStore.Journal;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Storage;

namespace OrleansStore.ReadModels.Tests.Projections;

/// <summary>Counts the events it has taken in, in a row that adds up: taking one in twice shows.</summary>
internal sealed class CountingProjection(string name, int schemaVersion = 1) : IProjection
{
    private long _taken;

    public string Name => name;

    public int SchemaVersion => schemaVersion;

    public IReadOnlyCollection<string> EventTypes => ["stock.received.v1", "stock.held.v1"];

    /// <summary>Called for each event; may throw.</summary>
    public Action<StoredEvent>? OnApply { get; set; }

    /// <summary>Called after the rows were written and before they are committed; may throw.</summary>
    public Action? OnFlushed { get; set; }

    public int Recreated { get; private set; }

    public bool HasChanges => _taken > 0;

    public static long Wanted(IEnumerable<StoredEvent> events) => events.Count(e => e.Type is "stock.received.v1" or "stock.held.v1");

    public void Recreate(SqliteDatabase database)
    {
        Recreated++;
        database.Execute($"DROP TABLE IF EXISTS {name}; CREATE TABLE {name}(n INTEGER NOT NULL); INSERT INTO {name} VALUES (0)");
    }

    public void Apply(StoredEvent stored, SqliteDatabase database)
    {
        OnApply?.Invoke(stored);
        _taken++;
    }

    public void Flush(SqliteDatabase database)
    {
        database.Statement($"UPDATE {name} SET n = n + ?1").Bind(1, _taken).Run();
        OnFlushed?.Invoke();
    }

    public void Committed() => Discard();

    public void Discard() => _taken = 0;

    /// <summary>The count as it stands in the file.</summary>
    public long Count(string path)
    {
        using var database = SqliteDatabase.Open(path, readOnly: true);
        var row = database.Statement($"SELECT n FROM {name}");
        row.Step().ShouldBeTrue();
        return row.Int64(0);
    }
}
