using Orleans.Streams;

namespace OrleansStore.Engine.Tests.Embedded;

/// <summary>A subscriber that does not keep up.</summary>
public sealed class StreamLimitTests
{
    [Fact]
    public async Task A_publisher_is_refused_when_16384_items_wait_and_served_again_when_they_are_taken()
    {
        using var world = new World(new VirtualTime());
        var name = Guid.NewGuid().ToString();
        var gate = Gate.Of(name);
        var taken = 0;
        var stream = world.Client.GetStreamProvider(Cluster.Streams).GetStream<int>(StreamId.Create("limit", name));
        await stream.SubscribeAsync(async (_, _) =>
        {
            await gate.PassAsync();
            Interlocked.Increment(ref taken);
        });
        for (var i = 0; i < 16384; i++) await stream.OnNextAsync(i);
        await Should.ThrowAsync<InvalidOperationException>(() => stream.OnNextAsync(-1));
        gate.Open();
        await Patience.Until(() => Task.FromResult(Volatile.Read(ref taken) == 16384));
        await stream.OnNextAsync(16384);
        await Patience.Until(() => Task.FromResult(Volatile.Read(ref taken) == 16385));
    }

    [Fact]
    public async Task A_subscriber_that_always_throws_is_told_so_after_a_minute_and_gets_the_next_item()
    {
        using var world = new World(new VirtualTime());
        List<string> heard = [];
        var stream = world.Client.GetStreamProvider(Cluster.Streams).GetStream<int>(StreamId.Create("limit", Guid.NewGuid()));
        await stream.SubscribeAsync(
            (item, _) =>
            {
                if (item == 1) throw new InvalidOperationException("never this one");
                lock (heard) heard.Add("item " + item);
                return Task.CompletedTask;
            },
            exception =>
            {
                lock (heard) heard.Add(exception.GetType().Name);
                return Task.CompletedTask;
            });
        await stream.OnNextAsync(1);
        await stream.OnNextAsync(2);
        await Patience.Until(() =>
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            lock (heard) return Task.FromResult(heard.Count == 2);
        });
        heard.ShouldBe([nameof(StreamEventDeliveryFailureException), "item 2"]);
    }
}
