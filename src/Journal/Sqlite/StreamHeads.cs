namespace OrleansStore.Journal.Sqlite;

/// <summary>Where a stream stands.</summary>
internal sealed class StreamHead
{
    /// <summary>Null: the stream does not exist.</summary>
    public StreamOrigin? Origin { get; set; }

    public int Version { get; set; }
}

/// <summary>The heads of the streams written last, so that most appends need no read. Used by the writer alone.</summary>
/// <remarks>Two generations in place of a linked list: what was not used while one generation filled up is forgotten.</remarks>
internal sealed class StreamHeads(int capacity)
{
    private readonly int _generation = Math.Max(1, capacity / 2);
    private Dictionary<string, StreamHead> _young = new(StringComparer.Ordinal);
    private Dictionary<string, StreamHead> _old = new(StringComparer.Ordinal);

    public StreamHead? Find(string stream)
    {
        if (_young.TryGetValue(stream, out var head)) return head;
        if (_old.Remove(stream, out head)) Add(stream, head);
        return head;
    }

    public void Add(string stream, StreamHead head)
    {
        if (_young.Count >= _generation)
        {
            (_young, _old) = (_old, _young);
            _young.Clear();
        }

        _young.Add(stream, head);
    }

    /// <summary>Forgets everything: after a rollback the heads are not what the transaction had made of them.</summary>
    public void Clear()
    {
        _young.Clear();
        _old.Clear();
    }
}
