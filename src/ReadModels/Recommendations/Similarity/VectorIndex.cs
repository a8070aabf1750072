using System.Numerics.Tensors;
using OrleansStore.ReadModels.Recommendations.Embeddings;

namespace OrleansStore.ReadModels.Recommendations.Similarity;

/// <summary>A product near to what was asked for.</summary>
/// <param name="Similarity">The cosine, from -1 to 1.</param>
internal readonly record struct Neighbour(Guid Product, float Similarity);

/// <summary>Products' vectors in memory, side by side, and the exact search among them.</summary>
/// <remarks>
/// Any number of searches at once; who changes something waits for them, and they for it, for some milliseconds. One that is
/// replaced is left to the garbage collector, as searches may still go on in it.
/// </remarks>
internal sealed class VectorIndex
{
    private const int Size = HashedText.Dimensions;
    // 1,024 vectors are 1.5 MB: one piece of memory that is never moved, and a small shop has one of them.
    private const int BlockVectors = 1_024;

    private readonly ReaderWriterLockSlim _gate = new();
    private readonly List<float[]> _blocks = [];
    private readonly List<Guid> _products = [];
    private readonly Dictionary<Guid, int> _slots = [];

    /// <summary>Products in it.</summary>
    public int Count
    {
        get
        {
            _gate.EnterReadLock();
            try
            {
                return _products.Count;
            }
            finally
            {
                _gate.ExitReadLock();
            }
        }
    }

    /// <summary>Puts a product's vector in, of length 1, in place of the one it had.</summary>
    public void Set(Guid product, ReadOnlySpan<float> vector)
    {
        _gate.EnterWriteLock();
        try
        {
            if (!_slots.TryGetValue(product, out var slot))
            {
                slot = _products.Count;
                if (slot == _blocks.Count * BlockVectors) _blocks.Add(GC.AllocateUninitializedArray<float>(BlockVectors * Size));
                _slots[product] = slot;
                _products.Add(product);
            }

            vector.CopyTo(At(slot));
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>Takes a product out, if it is in.</summary>
    public void Remove(Guid product)
    {
        _gate.EnterWriteLock();
        try
        {
            if (!_slots.Remove(product, out var slot)) return;
            var last = _products.Count - 1;
            if (slot != last)
            {
                At(last).CopyTo(At(slot));
                _products[slot] = _products[last];
                _slots[_products[slot]] = slot;
            }

            _products.RemoveAt(last);
            if (last % BlockVectors == 0) _blocks.RemoveAt(_blocks.Count - 1);
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }

    /// <summary>Copies a product's vector.</summary>
    /// <returns>Whether it is in.</returns>
    public bool TryGet(Guid product, Span<float> vector)
    {
        _gate.EnterReadLock();
        try
        {
            if (!_slots.TryGetValue(product, out var slot)) return false;
            At(slot).CopyTo(vector);
            return true;
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>Whether it is in.</summary>
    public bool Has(Guid product)
    {
        _gate.EnterReadLock();
        try
        {
            return _slots.ContainsKey(product);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>The nearest to any of the vectors, nearest first.</summary>
    /// <param name="wanted">One vector or several, one after the other.</param>
    /// <param name="least">What is less alike is left out.</param>
    public IReadOnlyList<Neighbour> Nearest(ReadOnlySpan<float> wanted, int count, float least, Func<Guid, bool>? leaveOut = null)
    {
        var nearest = new NearestFew(count, least);
        _gate.EnterReadLock();
        try
        {
            for (var slot = 0; slot < _products.Count; slot++)
            {
                var similarity = Alike(wanted, At(slot));
                if (nearest.Takes(similarity) && leaveOut?.Invoke(_products[slot]) != true) nearest.Add(_products[slot], similarity);
            }
        }
        finally
        {
            _gate.ExitReadLock();
        }

        return nearest.ToList();
    }

    /// <summary>How near a vector is to the nearest of others.</summary>
    public static float Alike(ReadOnlySpan<float> wanted, ReadOnlySpan<float> vector)
    {
        var most = TensorPrimitives.Dot(wanted[..Size], vector);
        for (var next = wanted[Size..]; !next.IsEmpty; next = next[Size..]) most = MathF.Max(most, TensorPrimitives.Dot(next[..Size], vector));
        return most;
    }

    private Span<float> At(int slot) => _blocks[slot / BlockVectors].AsSpan(slot % BlockVectors * Size, Size);
}
