using System.Collections.Concurrent;
using Orleans.Streams;

namespace OrleansStore.Engine.Tests.Streams;

/// <summary>Memory streams: signals, in order, to each subscriber.</summary>
public sealed class StreamTests(Cluster cluster) : IClassFixture<Cluster>
{
    private static readonly int[] Hundred = [.. Enumerable.Range(1, 100)];

    private readonly string _name = Guid.NewGuid().ToString();

    private IPublisherGrain Publisher => cluster.Grains.GetGrain<IPublisherGrain>(_name);

    private ISubscriberGrain Subscriber => cluster.Grains.GetGrain<ISubscriberGrain>(_name);

    private IAsyncStream<int> Stream => cluster.Test.Client.GetStreamProvider(Cluster.Streams).GetStream<int>(StreamId.Create("explicit", _name));

    // Orleans: src/Orleans.Streaming/PubSub/ImplicitStreamSubscriberTable.cs
    [Fact]
    public async Task An_implicit_subscriber_is_the_grain_with_the_streams_key()
    {
        await Publisher.Publish("implicit", _name, Hundred);
        var grain = cluster.Grains.GetGrain<IImplicitGrain>(_name);
        await Patience.Until(async () => (await grain.Received()).Length >= 100);
        (await grain.Received()).ShouldBe(Hundred);
        (await cluster.Grains.GetGrain<IImplicitGrain>(_name + "-other").Received()).ShouldBeEmpty();
    }

    // Orleans: src/Orleans.Streaming/PersistentStreams/PersistentStreamPullingAgent.cs (one item after the other, for each consumer)
    [Fact]
    public async Task An_explicit_subscriber_gets_every_item_once_and_in_order()
    {
        await Subscriber.Subscribe("explicit", _name);
        await Publisher.Publish("explicit", _name, Hundred);
        await Patience.Until(async () => (await Subscriber.Received()).Length >= 100);
        (await Subscriber.Received()).ShouldBe(Hundred);
    }

    // Orleans: src/Orleans.Streaming/Internal/StreamConsumer.cs (clients subscribe too)
    [Fact]
    public async Task A_client_subscribes_as_a_grain_does()
    {
        var received = new ConcurrentQueue<int>();
        var handle = await Stream.SubscribeAsync((item, _) =>
        {
            received.Enqueue(item);
            return Task.CompletedTask;
        });
        await Publisher.Publish("explicit", _name, Hundred);
        await Patience.Until(() => Task.FromResult(received.Count >= 100));
        received.ShouldBe(Hundred);
        handle.StreamId.ShouldBe(StreamId.Create("explicit", _name));
        (await Stream.GetAllSubscriptionHandles()).ShouldContain(handle);
        await handle.UnsubscribeAsync();
        (await Stream.GetAllSubscriptionHandles()).ShouldBeEmpty();
    }

    // Orleans: src/Orleans.Streaming/PersistentStreams/PersistentStreamProducer.cs
    [Fact]
    public async Task A_producer_cannot_end_a_stream()
    {
        await Should.ThrowAsync<NotImplementedException>(async () => await Stream.OnCompletedAsync());
        await Should.ThrowAsync<NotImplementedException>(async () => await Stream.OnErrorAsync(new InvalidOperationException()));
    }

    // Orleans: src/Orleans.Streaming/Internal/StreamImpl.cs (OnNextAsync from a client)
    [Fact]
    public async Task A_client_publishes_as_a_grain_does()
    {
        await Subscriber.Subscribe("explicit", _name);
        foreach (var item in Hundred) await Stream.OnNextAsync(item);
        await Patience.Until(async () => (await Subscriber.Received()).Length >= 100);
        (await Subscriber.Received()).ShouldBe(Hundred);
    }

    // Orleans: src/Orleans.Streaming/PubSub/PubSubRendezvousGrain.cs (UnregisterConsumer)
    [Fact]
    public async Task Who_has_unsubscribed_gets_nothing_more()
    {
        var other = cluster.Grains.GetGrain<ISubscriberGrain>(_name + "-other");
        await Subscriber.Subscribe("explicit", _name);
        await other.Subscribe("explicit", _name);
        await Publisher.Publish("explicit", _name, [1]);
        await Patience.Until(async () => (await Subscriber.Received()).Length + (await other.Received()).Length >= 2);
        (await Subscriber.Unsubscribe("explicit", _name)).ShouldBe(1);
        await Publisher.Publish("explicit", _name, [2]);
        await Patience.Until(async () => (await other.Received()).Length >= 2);
        (await Subscriber.Received()).ShouldBe([1]);
    }

    // Orleans: src/Orleans.Streaming/Internal/StreamSubscriptionHandleImpl.cs (ResumeAsync)
    [Fact]
    public async Task A_subscription_outlives_the_activation_and_is_resumed_by_the_next()
    {
        await Subscriber.Subscribe("explicit", _name);
        await Subscriber.ResumeOnActivation("explicit", _name);
        await Publisher.Publish("explicit", _name, [1]);
        await Patience.Until(async () => (await Subscriber.Received()).Length == 1);
        await Subscriber.Leave();
        await Publisher.Publish("explicit", _name, [2]);
        await Patience.Until(async () => (await Subscriber.Received()).Length == 1);
        (await Subscriber.Received()).ShouldBe([2]);
    }

    // Orleans: src/Orleans.Streaming/PersistentStreams/PersistentStreamPullingAgent.cs (a delivery is tried again, others go on)
    [Fact]
    public async Task A_subscriber_that_throws_gets_the_item_again_and_holds_up_nobody_else()
    {
        var other = cluster.Grains.GetGrain<ISubscriberGrain>(_name + "-other");
        await Subscriber.Subscribe("explicit", _name);
        await other.Subscribe("explicit", _name);
        await Subscriber.FailNext(2);
        await Publisher.Publish("explicit", _name, [1, 2, 3]).Soon();
        await Patience.Until(async () => (await other.Received()).Length >= 3);
        await Patience.Until(async () => (await Subscriber.Received()).Length >= 3);
        (await Subscriber.Received()).ShouldBe([1, 2, 3]);
    }

    // Orleans: src/Orleans.Streaming/GrainStreamingExtensions.cs
    [Fact]
    public void A_provider_that_is_not_configured_is_not_found() =>
        Should.Throw<KeyNotFoundException>(() => cluster.Test.Client.GetStreamProvider("no such streams"));
}
