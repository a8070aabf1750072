namespace OrleansStore.Journal.Sqlite;

/// <summary>All names that the journal interns; one instance is shared by the writer and the readers.</summary>
internal sealed class SqliteNames(SqliteDatabase database, bool writable) : IDisposable
{
    /// <summary>Event types come from code, so a number this high is a bug.</summary>
    private const int TypeLimit = ushort.MaxValue;

    private readonly InternedNames _types = new(database, "types", writable);
    private readonly InternedNames _categories = new(database, "categories", writable);
    private readonly InternedNames _actors = new(database, "actors", writable);

    public PackedNames Streams => field ??= new PackedNames(_categories);

    public PackedNames Actors => field ??= new PackedNames(_actors);

    public int InternType(string type)
    {
        var id = _types.Intern(type, TypeLimit);
        return id != 0 ? id : throw new InvalidOperationException($"More than {TypeLimit} event types.");
    }

    public string TypeOf(int id) => _types.Find(id) ?? throw SqliteFailure.Damaged($"event type {id} has no name");

    /// <summary>Called when the writer's transaction is durable, or, with false, when it was rolled back.</summary>
    public void Ended(bool committed)
    {
        _types.Ended(committed);
        _categories.Ended(committed);
        _actors.Ended(committed);
    }

    public void Dispose()
    {
        _types.Dispose();
        _categories.Dispose();
        _actors.Dispose();
    }
}
