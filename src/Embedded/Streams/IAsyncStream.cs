using Orleans.Runtime;

namespace Orleans.Streams;

// Orleans: src/Orleans.Streaming/Core/IAsyncObserver.cs, IAsyncObservable.cs, IAsyncBatchProducer.cs, IAsyncStream.cs
// (subscribing observers of batches is not offered)

/// <summary>Takes the items of a stream.</summary>
public interface IAsyncObserver<in T>
{
    /// <summary>Takes an item. On a stream it publishes: done when the item is queued for the subscribers.</summary>
    /// <exception cref="InvalidOperationException">More than 16,384 items wait for a subscriber.</exception>
    Task OnNextAsync(T item, StreamSequenceToken? token = null);

    /// <summary>There is nothing more to come.</summary>
    Task OnCompletedAsync() => Task.CompletedTask;

    /// <summary>An item was not delivered.</summary>
    Task OnErrorAsync(Exception ex);
}

/// <summary>Publishes items, also several at once.</summary>
public interface IAsyncBatchProducer<T> : IAsyncObserver<T>
{
    /// <summary>Publishes items in their order.</summary>
    Task OnNextBatchAsync(IEnumerable<T> batch, StreamSequenceToken? token = null);
}

/// <summary>Can be subscribed to.</summary>
public interface IAsyncObservable<T>
{
    /// <summary>Subscribes the running grain, or outside of grains this client, to what is published from now on.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer);

    /// <summary>Subscribes; memory streams cannot go back to a <paramref name="token"/> and take no filter.</summary>
    Task<StreamSubscriptionHandle<T>> SubscribeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token, string? filterData = null);
}

/// <summary>A stream.</summary>
public interface IAsyncStream
{
    /// <summary>Whether subscribers can go back to items before.</summary>
    bool IsRewindable { get; }

    /// <summary>The provider's name.</summary>
    string ProviderName { get; }

    /// <summary>The identity.</summary>
    StreamId StreamId { get; }
}

/// <summary>A stream of <typeparamref name="T"/>: to publish to and to subscribe to.</summary>
public interface IAsyncStream<T> :
    IAsyncStream, IEquatable<IAsyncStream<T>>, IComparable<IAsyncStream<T>>, IAsyncObservable<T>, IAsyncBatchProducer<T>
{
    /// <summary>The subscriptions of the running grain, or outside of grains of this client.</summary>
    Task<IList<StreamSubscriptionHandle<T>>> GetAllSubscriptionHandles();
}
