using OrleansStore.Journal;
using OrleansStore.ReadModels.Projections;
using OrleansStore.ReadModels.Storage;
using OrleansStore.ReadModels.Tests.Shop;

namespace OrleansStore.ReadModels.Tests.Projections;

/// <summary>Counts the events it has taken in, in a row that adds up: taking one in twice shows.</summary>
internal sealed class CountingProjection(string name, int schemaVersion = 1, CountingProjection? first = null) : IProjection
{
    private readonly CountingProjection? _first = first;
    private bool _made;
    private int _created;
    private long _taken;

    public string Name => name;

    public int SchemaVersion => schemaVersion;

    public IReadOnlyCollection<string> EventTypes => ["stock.received.v1", "stock.held.v1"];

    /// <summary>Called for each event; may throw.</summary>
    public Action<StoredEvent>? OnApply { get; set; }

    /// <summary>Called after the rows were written and before they are committed; may throw.</summary>
    public Action? OnFlushed { get; set; }

    /// <summary>Called after its tables were made; may throw.</summary>
    public Action? OnCreated { get; set; }

    /// <summary>How often its tables were made, also by those made beside it.</summary>
    public int Created => Volatile.Read(ref _created);

    /// <summary>This one first, others like it for rebuilds.</summary>
    public IProjection Make()
    {
        if (_made) return new CountingProjection(name, schemaVersion, this);
        _made = true;
        return this;
    }

    public IReadOnlyList<string> Tables => ["taken"];

    public bool HasChanges => _taken > 0;

    public static long Wanted(IEnumerable<StoredEvent> events) => events.Count(e => e.Type is "stock.received.v1" or "stock.held.v1");

    public void Create(TableSet tables)
    {
        Interlocked.Increment(ref (_first ?? this)._created);
        tables.Execute("CREATE TABLE @taken(n INTEGER NOT NULL); INSERT INTO @taken VALUES (0)");
        (_first ?? this).OnCreated?.Invoke();
    }

    public void Apply(StoredEvent stored, TableSet tables)
    {
        (_first ?? this).OnApply?.Invoke(stored);
        _taken++;
    }

    public void Flush(TableSet tables)
    {
        tables.Statement("UPDATE @taken SET n = n + ?1").Bind(1, _taken).Run();
        (_first ?? this).OnFlushed?.Invoke();
    }

    public void Committed() => Discard();

    public void Discard() => _taken = 0;

    /// <summary>The count as it stands in the tables that are live.</summary>
    public async Task<long> CountAsync(ReadSide side) => await side.Database.ReadAsync(name, tables =>
    {
        var row = tables.Statement("SELECT n FROM @taken");
        row.Step().ShouldBeTrue();
        var n = row.Int64(0);
        row.Reset();
        return n;
    });
}
