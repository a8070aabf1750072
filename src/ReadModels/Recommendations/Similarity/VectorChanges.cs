using System.Threading.Channels;

namespace OrleansStore.ReadModels.Recommendations.Similarity;

/// <summary>What the projection tells of the products whose vectors are others now; it is written by one and read by another, at their own pace.</summary>
internal sealed class VectorChanges
{
    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _products = [];
    private readonly Channel<bool> _arrived = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    // Nothing is known at the start.
    private bool _everything = true;

    /// <summary>Products that were told of; the greatest number where it is all of them.</summary>
    public int Count
    {
        get
        {
            lock (_gate) return _everything ? int.MaxValue : _products.Count;
        }
    }

    /// <summary>Products were created, taken away, or have other texts; or their vectors are there now.</summary>
    public void Add(IEnumerable<Guid> products)
    {
        lock (_gate)
        {
            var before = _products.Count;
            _products.UnionWith(products);
            if (_products.Count == before) return;
        }

        Wake();
    }

    /// <summary>All are others now.</summary>
    public void AddEverything()
    {
        lock (_gate) _everything = true;
        Wake();
    }

    /// <summary>Has somebody look who waits for something to have changed.</summary>
    public void Wake() => _arrived.Writer.TryWrite(true);

    /// <summary>Waits until something has changed; one at a time.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellation) => await _arrived.Reader.ReadAsync(cancellation);

    /// <summary>Takes some of what changed; before it is read, so that what changes from then on is told again.</summary>
    public (bool Everything, List<Guid> Products) Take(int count)
    {
        lock (_gate)
        {
            if (_everything)
            {
                _everything = false;
                _products.Clear();
                return (true, []);
            }

            List<Guid> some = [.. _products.Take(count)];
            _products.ExceptWith(some);
            return (false, some);
        }
    }
}
