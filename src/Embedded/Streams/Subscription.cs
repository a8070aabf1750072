using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans.Embedded;

/// <summary>A subscriber's queue; its first item is being delivered, and goes when that is done.</summary>
internal sealed class Subscription(StreamChannel channel, Guid id, GrainId? grain, bool isImplicit) : IThreadPoolWorkItem
{
    /// <summary>As many as a queue of Orleans' memory streams takes.</summary>
    private const int MaxQueueLength = 16384;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan MaxDeliveryTime = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Queue<(object Item, StreamSequenceToken Token)> _items = new();
    private IItemObserver? _clientObserver;
    private ITimer? _retryTimer;
    private TimeSpan _retryDelay;
    private long _firstTry;
    private Exception? _failure;
    private bool _removed;

    public Guid Id => id;

    public GrainId? Grain => grain;

    public bool IsImplicit => isImplicit;

    public StreamChannel Channel => channel;

    private EmbeddedEngine Engine => channel.Provider.Engine;

    public void CheckRoom()
    {
        lock (_lock)
        {
            if (_items.Count < MaxQueueLength) return;
        }

        throw new InvalidOperationException($"Can not enqueue since the count has reached its maximum of {MaxQueueLength}");
    }

    public void Enqueue(object item, StreamSequenceToken token)
    {
        lock (_lock)
        {
            if (_removed) return;
            _items.Enqueue((item, token));
            if (_items.Count > 1) return;
        }

        StartDelivery();
    }

    public void SetObserver(IItemObserver observer)
    {
        if (grain is null) _clientObserver = observer;
        else Activation.RunningOne!.SetStreamObserver(id, observer);
    }

    public void Remove()
    {
        channel.Remove(this);
        if (grain is not null) Activation.RunningOne?.RemoveStreamObserver(id);
        lock (_lock)
        {
            if (isImplicit) return;
            _removed = true;
            _items.Clear();
            _retryTimer?.Dispose();
        }
    }

    void IThreadPoolWorkItem.Execute() => _ = DeliverToClient();

    private void StartDelivery()
    {
        _firstTry = Engine.Time.GetTimestamp();
        _retryDelay = FirstRetry;
        _failure = null;
        Deliver();
    }

    private void Deliver()
    {
        if (Engine.IsStopped) return;
        if (grain is { } id) Engine.ClassOf(id.Type).Dispatch(id.Key, new Delivery(this));
        else Engine.Scheduler.Schedule(this);
    }

    // A client's observer is called as a thread pool item would be: without context, one item at a time.
    private async Task DeliverToClient()
    {
        if (Engine.IsDead) return;
        try
        {
            await Call(_clientObserver);
        }
        catch (Exception exception)
        {
            OnFailed(exception);
            return;
        }

        OnDelivered();
    }

    private Task Call(IItemObserver? observer)
    {
        (object Item, StreamSequenceToken Token) next;
        lock (_lock)
        {
            if (!_items.TryPeek(out next)) return Task.CompletedTask;
        }

        if (observer is null)
        {
            Engine.Log.NoObserver(grain?.ToString() ?? "client", channel.Stream.ToString());
            return Task.CompletedTask;
        }

        return _failure is { } failure ? observer.OnError(failure) : observer.OnNext(next.Item, next.Token);
    }

    private async Task CallGrain(object instance)
    {
        var activation = Activation.RunningOne!;
        if (activation.StreamObserver(id) is null && instance is Streams.Core.IStreamSubscriptionObserver grainObserver)
        {
            await grainObserver.OnSubscribed(new HandleFactory(this));
        }

        await Call(activation.StreamObserver(id));
    }

    private void OnDelivered()
    {
        lock (_lock)
        {
            _items.TryDequeue(out _);
            if (_items.Count == 0) return;
        }

        StartDelivery();
    }

    private void OnFailed(Exception exception)
    {
        Engine.Log.SubscriberFailed(channel.Stream.ToString(), exception);
        if (_failure is not null)
        {
            OnDelivered();
            return;
        }

        if (Engine.Time.GetElapsedTime(_firstTry) >= MaxDeliveryTime)
        {
            // Given up: the subscriber hears of it, and goes on with the next item.
            _failure = new StreamEventDeliveryFailureException(
                $"Stream provider failed to deliver an event. StreamProvider={channel.Provider.Name} Stream={channel.Stream}", exception);
            Deliver();
            return;
        }

        lock (_lock)
        {
            if (_removed) return;
            _retryTimer?.Dispose();
            _retryTimer = Engine.CreateTimer(static subscription => ((Subscription)subscription!).Deliver(), this);
            _retryTimer.Change(_retryDelay, Timeout.InfiniteTimeSpan);
        }

        _retryDelay = _retryDelay * 2 < LastRetry ? _retryDelay * 2 : LastRetry;
    }

    private sealed class Delivery(Subscription subscription) : Invocation(OnNext)
    {
        private static readonly GrainMethod OnNext = new(typeof(IItemObserver), nameof(IItemObserver.OnNext), CallKind.Exclusive, 0);

        internal override bool IsAnswered => false;

        protected override Task Invoke(object grain) => subscription.CallGrain(grain);

        internal override void Answer(Task task)
        {
            if (task.IsCompletedSuccessfully) subscription.OnDelivered();
            else subscription.OnFailed(task.Exception?.InnerException ?? new TaskCanceledException(task));
        }

        // The activation could not be had.
        internal override bool TryFail(Exception exception)
        {
            subscription.OnFailed(exception);
            return true;
        }
    }

    private sealed class HandleFactory(Subscription subscription) : Streams.Core.IStreamSubscriptionHandleFactory
    {
        public StreamId StreamId => subscription.Channel.Stream;

        public string ProviderName => subscription.Channel.Provider.Name;

        public StreamSubscriptionHandle<T> Create<T>() => new MemoryStreamHandle<T>(subscription);
    }
}

/// <summary>An observer of items of any type.</summary>
internal interface IItemObserver
{
    Task OnNext(object item, StreamSequenceToken token);

    Task OnError(Exception exception);
}

internal sealed class ItemObserver<T>(IAsyncObserver<T> observer) : IItemObserver
{
    public Task OnNext(object item, StreamSequenceToken token) => observer.OnNextAsync((T)item, token);

    public Task OnError(Exception exception) => observer.OnErrorAsync(exception);
}
