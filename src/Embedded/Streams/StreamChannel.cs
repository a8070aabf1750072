using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded;

/// <summary>One stream: its subscriptions and the number of its last item.</summary>
internal sealed class StreamChannel
{
    private readonly Lock _lock = new();
    private readonly List<Subscription> _subscriptions = [];
    private long _sequence;

    public StreamChannel(MemoryStreamProvider provider, StreamId stream)
    {
        Provider = provider;
        Stream = stream;
        foreach (var grain in provider.ImplicitSubscribers(stream))
        {
            _subscriptions.Add(new Subscription(this, ImplicitId(stream, grain), grain, isImplicit: true));
        }
    }

    public MemoryStreamProvider Provider { get; }

    public StreamId Stream { get; }

    public void Publish<T>(IEnumerable<T> items)
    {
        lock (_lock)
        {
            foreach (var subscription in _subscriptions) subscription.CheckRoom();
            var sequence = ++_sequence;
            var index = 0;
            foreach (var item in items)
            {
                var token = new MemorySequenceToken(sequence, index++);
                foreach (var subscription in _subscriptions) subscription.Enqueue(item!, token);
            }
        }
    }

    /// <summary>The subscription of <paramref name="grain"/> by its class, else a new one; null: a client's.</summary>
    public Subscription Subscribe(GrainId? grain)
    {
        lock (_lock)
        {
            if (grain is not null && _subscriptions.Find(one => one.IsImplicit && one.Grain == grain) is { } byClass) return byClass;
            var subscription = new Subscription(this, Provider.Engine.Identities.NewId(), grain, isImplicit: false);
            _subscriptions.Add(subscription);
            return subscription;
        }
    }

    public List<Subscription> Of(GrainId? grain)
    {
        lock (_lock)
        {
            return _subscriptions.FindAll(one => one.Grain == grain);
        }
    }

    public void Remove(Subscription subscription)
    {
        lock (_lock)
        {
            if (!subscription.IsImplicit) _subscriptions.Remove(subscription);
        }
    }

    private static Guid ImplicitId(StreamId stream, GrainId grain)
    {
        Span<byte> bytes = stackalloc byte[16];
        BitConverter.TryWriteBytes(bytes, stream.GetHashCode());
        BitConverter.TryWriteBytes(bytes[4..], grain.GetHashCode());
        BitConverter.TryWriteBytes(bytes[8..], grain.Type.GetHashCode());
        return new Guid(bytes);
    }
}
