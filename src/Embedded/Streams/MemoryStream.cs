using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded;

internal sealed class MemoryStream<T>(MemoryStreamProvider provider, StreamId stream) : IAsyncStream<T>
{
    private StreamChannel? _channel;

    public bool IsRewindable => false;

    public string ProviderName => provider.Name;

    public StreamId StreamId => stream;

    private StreamChannel Channel => _channel ??= provider.Channel(stream);

    private static GrainId? Self => Activation.RunningOne?.GrainId;

    public Task OnNextAsync(T item, StreamSequenceToken? token = null) => OnNextBatchAsync([item], token);

    public Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null)
    {
        try
        {
            if (token is not null) throw new ArgumentException("Memory streams number their items themselves.", nameof(token));
            if (provider.Engine.IsStopped) throw new SiloUnavailableException();
            Channel.Publish(batch);
            return Task.CompletedTask;
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }

    // A producer cannot end a stream of this kind; Orleans refuses it with this very exception, which grains may see.
    // Orleans: src/Orleans.Streaming/PersistentStreams/PersistentStreamProducer.cs
    public Task OnCompletedAsync() => throw new NotImplementedException("OnCompletedAsync is not implemented for now.");

    public Task OnErrorAsync(Exception ex) => throw new NotImplementedException("OnErrorAsync is not implemented for now.");

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer) => SubscribeAsync(observer, null);

    public Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        if (token is not null) throw new ArgumentNullException(nameof(token), "Passing a non-null token to a non-rewindable IAsyncObservable.");
        var subscription = Channel.Subscribe(Self);
        subscription.SetObserver(new ItemObserver<T>(observer));
        return Task.FromResult<StreamSubscriptionHandle<T>>(new MemoryStreamHandle<T>(subscription));
    }

    public Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles() =>
        Task.FromResult<IList<StreamSubscriptionHandle<T>>>(
            [.. Channel.Of(Self).Select(subscription => new MemoryStreamHandle<T>(subscription))]);

    public bool Equals(IAsyncStream<T>? other) => other is not null && other.StreamId == stream && other.ProviderName == ProviderName;

    public override bool Equals(object? obj) => Equals(obj as IAsyncStream<T>);

    public override int GetHashCode() => stream.GetHashCode();

    public int CompareTo(IAsyncStream<T>? other) => other is null ? 1 : stream.CompareTo(other.StreamId);
}

internal sealed class MemoryStreamHandle<T>(Subscription subscription) : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => subscription.Channel.Stream;

    public override string ProviderName => subscription.Channel.Provider.Name;

    public override Guid HandleId => subscription.Id;

    public override Task UnsubscribeAsync()
    {
        subscription.Remove();
        return Task.CompletedTask;
    }

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null)
    {
        ArgumentNullException.ThrowIfNull(observer);
        subscription.SetObserver(new ItemObserver<T>(observer));
        return Task.FromResult<StreamSubscriptionHandle<T>>(this);
    }

    public override bool Equals(StreamSubscriptionHandle<T>? other) => other is not null && other.HandleId == HandleId;

    public override bool Equals(object? obj) => Equals(obj as StreamSubscriptionHandle<T>);

    public override int GetHashCode() => HandleId.GetHashCode();
}
