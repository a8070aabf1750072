using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace OrleansStore.ReadModels.Caching;

/// <summary>Keeps values up to a total cost; what has not been read for the longest falls out first, nearly (clock algorithm).</summary>
/// <remarks>Reads take no lock. A value that costs more than everything is not kept.</remarks>
internal sealed class BoundedCache<TKey, TValue>(long capacity, Func<TValue, long> cost)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, Node> _nodes = new();
    private readonly LinkedList<Node> _clock = [];
    private readonly Lock _gate = new();
    private long _used;

    public int Count => _nodes.Count;

    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        if (!_nodes.TryGetValue(key, out var node))
        {
            value = null;
            return false;
        }

        // Written only when it changes: a hot entry's cache line stays shared.
        if (!node.Touched) node.Touched = true;
        value = node.Value;
        return true;
    }

    public void Set(TKey key, TValue value)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(key, out var node))
            {
                _used += cost(value) - cost(node.Value);
                node.Value = value;
            }
            else
            {
                node = new Node(key, value);
                _used += cost(value);
                node.Place = _clock.AddLast(node);
                _nodes[key] = node;
            }

            while (_used > capacity && _clock.First is { } oldest) Evict(oldest);
        }
    }

    public void Remove(TKey key)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(key, out var node)) Drop(node);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _nodes.Clear();
            _clock.Clear();
            _used = 0;
        }
    }

    private void Evict(LinkedListNode<Node> oldest)
    {
        if (!oldest.Value.Touched)
        {
            Drop(oldest.Value);
            return;
        }

        oldest.Value.Touched = false;
        _clock.Remove(oldest);
        _clock.AddLast(oldest);
    }

    private void Drop(Node node)
    {
        _nodes.TryRemove(node.Key, out _);
        _clock.Remove(node.Place!);
        _used -= cost(node.Value);
    }

    private sealed class Node(TKey key, TValue value)
    {
        public readonly TKey Key = key;
        public volatile TValue Value = value;
        public volatile bool Touched;
        public LinkedListNode<Node>? Place;
    }
}
