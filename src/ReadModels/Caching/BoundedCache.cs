using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace OrleansStore.ReadModels.Caching;

/// <summary>Keeps values up to a total cost; what has not been read for the longest falls out first, nearly (clock algorithm).</summary>
/// <param name="capacity">The total cost at most.</param>
/// <param name="cost">What a value costs.</param>
/// <remarks>Reads take no lock. A value that costs more than everything is not kept.</remarks>
public sealed class BoundedCache<TKey, TValue>(long capacity, Func<TValue, long> cost)
    where TKey : notnull
    where TValue : class
{
    private readonly ConcurrentDictionary<TKey, Node> _nodes = new();
    private readonly LinkedList<Node> _clock = [];
    private readonly Lock _gate = new();
    private long _used;

    /// <summary>Values that are kept.</summary>
    public int Count => _nodes.Count;

    /// <summary>The value, if it is kept still.</summary>
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

    /// <summary>Keeps a value, in place of the one with the same key.</summary>
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

    /// <summary>Lets go of a value.</summary>
    public void Remove(TKey key)
    {
        lock (_gate)
        {
            if (_nodes.TryGetValue(key, out var node)) Drop(node);
        }
    }

    /// <summary>Lets go of all.</summary>
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
