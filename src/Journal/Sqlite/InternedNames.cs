namespace OrleansStore.Journal.Sqlite;

/// <summary>Names that are stored once and referred to by a small number. Written by the writer, read by everybody.</summary>
/// <remarks>A number is never given to a second name, not even when the transaction that stored the first was rolled back.</remarks>
internal sealed class InternedNames : IDisposable
{
    private readonly SqliteStatement? _insert;
    private readonly HashSet<int> _unstored = [];
    private readonly HashSet<int> _stored = [];
    private volatile Content _content;

    /// <param name="writable">Whether the database is the writer's.</param>
    public InternedNames(SqliteDatabase database, string table, bool writable)
    {
        var byId = new List<string?> { null };
        using (var all = database.Prepare($"SELECT id, name FROM {table} ORDER BY id"))
        {
            while (all.Step())
            {
                while (byId.Count < all.Int32(0)) byId.Add(null);
                byId.Add(all.Text(1));
            }
        }

        _content = new Content([.. byId]);
        if (writable) _insert = database.Prepare($"INSERT INTO {table}(id, name) VALUES (?1, ?2)");
    }

    /// <summary>A name's number, or 0.</summary>
    public int Find(ReadOnlySpan<char> name) =>
        _content.ByName.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var id) ? id : 0;

    /// <summary>A number's name, or null.</summary>
    public string? Find(int id)
    {
        var names = _content.ById;
        return (uint)id < (uint)names.Length ? names[id] : null;
    }

    /// <summary>A name's number; stores a new name in the writer's open transaction. 0 when <paramref name="limit"/> names are there.</summary>
    public int Intern(ReadOnlySpan<char> name, int limit)
    {
        var id = Find(name);
        if (id == 0)
        {
            if (_content.ById.Length > limit) return 0;
            id = _content.ById.Length;
            _content = new Content([.. _content.ById, name.ToString()]);
            _unstored.Add(id);
        }

        if (_unstored.Count > 0 && _unstored.Contains(id)) Store(id);
        return id;
    }

    /// <summary>Called when the transaction is durable, or, with false, when it was rolled back.</summary>
    public void Ended(bool committed)
    {
        if (_stored.Count == 0) return;
        if (committed) _unstored.ExceptWith(_stored);
        _stored.Clear();
    }

    public void Dispose() => _insert?.Dispose();

    private void Store(int id)
    {
        if (!_stored.Add(id)) return;
        _insert!.Bind(1, id);
        _insert.BindText(2, Find(id)!);
        _insert.TryRun();
    }

    private sealed class Content(string?[] byId)
    {
        public string?[] ById { get; } = byId;

        public Dictionary<string, int> ByName { get; } = byId
            .Select((name, id) => (name, id))
            .Where(pair => pair.name is not null)
            .ToDictionary(pair => pair.name!, pair => pair.id, StringComparer.Ordinal);
    }
}
