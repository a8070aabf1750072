using System.Threading.Channels;

namespace OrleansStore.ReadModels.Recommendations.Similarity;

/// <summary>Products on sale that there is no vector of yet, for whoever has them made.</summary>
internal sealed class MissingVectors
{
    private readonly Lock _gate = new();
    private readonly HashSet<Guid> _products = [];
    private readonly HashSet<Guid> _givenUp = [];
    private readonly Channel<bool> _arrived = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public bool IsEmpty
    {
        get
        {
            lock (_gate) return _products.Count == 0;
        }
    }

    public void Add(Guid product)
    {
        lock (_gate) _products.Add(product);
    }

    public void Remove(IEnumerable<Guid> products)
    {
        lock (_gate)
        {
            _products.ExceptWith(products);
            _givenUp.ExceptWith(products);
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _products.Clear();
            _givenUp.Clear();
        }
    }

    /// <summary>There will be none of it as it is: it stays among the missing, and is not tried again.</summary>
    public void GiveUp(Guid product)
    {
        lock (_gate) _givenUp.Add(product);
    }

    /// <summary>Some of those that are to be tried.</summary>
    public List<Guid> Some(int count)
    {
        lock (_gate) return [.. _products.Where(id => !_givenUp.Contains(id)).Take(count)];
    }

    /// <summary>Has somebody look who waits for some.</summary>
    public void Wake() => _arrived.Writer.TryWrite(true);

    /// <summary>Waits until there may be some; one at a time.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellation) => await _arrived.Reader.ReadAsync(cancellation);
}
