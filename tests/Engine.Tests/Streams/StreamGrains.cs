using Orleans.Streams;

namespace OrleansStore.Engine.Tests.Streams;

public interface IPublisherGrain : IGrainWithStringKey
{
    Task Publish(string ns, string key, int[] items);
}

public sealed class PublisherGrain : Grain, IPublisherGrain
{
    public async Task Publish(string ns, string key, int[] items)
    {
        var stream = this.GetStreamProvider(Cluster.Streams).GetStream<int>(StreamId.Create(ns, key));
        foreach (var item in items) await stream.OnNextAsync(item);
    }
}

public interface ISubscriberGrain : IGrainWithStringKey
{
    Task Subscribe(string ns, string key);

    Task<int> Unsubscribe(string ns, string key);

    Task ResumeOnActivation(string ns, string key);

    Task<int[]> Received();

    Task FailNext(int times);

    Task Leave();
}

public sealed class SubscriberGrain : Grain, ISubscriberGrain
{
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, StreamId> ToResume = new();

    private readonly List<int> _received = [];
    private int _failures;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (!ToResume.TryGetValue(this.GetPrimaryKeyString(), out var id)) return;
        foreach (var handle in await Stream(id).GetAllSubscriptionHandles()) await handle.ResumeAsync(Take);
    }

    public async Task Subscribe(string ns, string key) => await Stream(StreamId.Create(ns, key)).SubscribeAsync(Take);

    public async Task<int> Unsubscribe(string ns, string key)
    {
        var handles = await Stream(StreamId.Create(ns, key)).GetAllSubscriptionHandles();
        foreach (var handle in handles) await handle.UnsubscribeAsync();
        return handles.Count;
    }

    public Task ResumeOnActivation(string ns, string key)
    {
        ToResume[this.GetPrimaryKeyString()] = StreamId.Create(ns, key);
        return Task.CompletedTask;
    }

    public Task<int[]> Received() => Task.FromResult(_received.ToArray());

    public Task FailNext(int times)
    {
        _failures = times;
        return Task.CompletedTask;
    }

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private IAsyncStream<int> Stream(StreamId id) => this.GetStreamProvider(Cluster.Streams).GetStream<int>(id);

    private async Task Take(int item, StreamSequenceToken? token)
    {
        await Task.Yield();
        if (_failures-- > 0) throw new InvalidOperationException("not this time");
        _received.Add(item);
    }
}

public interface IImplicitGrain : IGrainWithStringKey
{
    Task<int[]> Received();
}

[ImplicitStreamSubscription("implicit")]
public sealed class ImplicitGrain : Grain, IImplicitGrain
{
    private readonly List<int> _received = [];

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var stream = this.GetStreamProvider(Cluster.Streams).GetStream<int>(StreamId.Create("implicit", this.GetPrimaryKeyString()));
        await stream.SubscribeAsync((item, _) =>
        {
            _received.Add(item);
            return Task.CompletedTask;
        });
    }

    public Task<int[]> Received() => Task.FromResult(_received.ToArray());
}
