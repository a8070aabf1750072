using System.Collections.Concurrent;

namespace OrleansStore.GraphQL.Execution;

/// <summary>
/// Keeps what clients send again and again. Two generations: what is asked for moves into the young one, and when that is full
/// the old one, which nobody asked for since, is dropped. Reading takes no lock.
/// </summary>
/// <param name="characters">How many characters of documents are kept at most: what a parsed document takes grows with them.</param>
internal sealed class DocumentCache(int characters)
{
    /// <summary>What a document takes besides its characters, in characters.</summary>
    private const int Overhead = 200;

    private readonly Lock _gate = new();
    private ConcurrentDictionary<string, PreparedDocument> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, PreparedDocument> _old = new(StringComparer.Ordinal);
    private long _weight;

    public PreparedDocument? Find(string text)
    {
        if (_young.TryGetValue(text, out var found)) return found;
        if (!_old.TryGetValue(text, out found)) return null;
        Add(text, found);
        return found;
    }

    public void Add(string text, PreparedDocument document)
    {
        if (text.Length + Overhead > characters / 2) return;
        lock (_gate)
        {
            if (!_young.TryAdd(text, document)) return;
            _weight += text.Length + Overhead;
            if (_weight <= characters / 2) return;
            (_old, _young, _weight) = (_young, new(StringComparer.Ordinal), 0);
        }
    }
}
