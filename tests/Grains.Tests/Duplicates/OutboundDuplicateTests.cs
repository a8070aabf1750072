using OrleansStore.Contracts.Outbound;
using OrleansStore.Contracts.Stock;
using OrleansStore.Grains.Outbound;

namespace OrleansStore.Grains.Tests.Duplicates;

public abstract class OutboundDuplicateTests(Twins store)
{
    [Fact]
    public async Task Two_that_tell_one_receiver_only_repeat_and_whoever_comes_after_them_has_nothing_to_make_up_for()
    {
        var (name, stream) = ($"twins-{store.NewId():N}", $"stock-out-{store.NewId():N}");
        var (one, other) = (store.One.Receivers.Add(name), store.Other.Receivers.Add(name));
        var random = new Random(3);
        one.Answer = other.Answer = _ =>
        {
            lock (random) return random.Next(4) == 0 ? new DeliveryOutcome("not now") : DeliveryOutcome.Delivered;
        };
        await store.BothAsync(async s =>
        {
            await s.Grains.GetGrain<IOutboundGrain>(name).Wake();
            return true;
        });
        for (var i = 0; i < 60; i++) (await store.One.AppendAsync(stream, i, new StockReceived(1))).ShouldBeTrue();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (Got(one).Count < 60 || Got(other).Count < 60)
        {
            store.One.Time.Advance(TimeSpan.FromSeconds(10));
            await Task.Delay(5, limit.Token);
        }

        Got(one).ShouldBe(Got(other));
        Got(one).ShouldBeInOrder();
        foreach (var silo in new[] { store.One, store.Other }) await silo.DeactivateAsync(silo.Grains.GetGrain<IOutboundGrain>(name));
        var kept = (await OutboundRows.ReadAsync(store.One.Rows, name)).ShouldNotBeNull();
        (kept.Position, kept.Waiting.Length, kept.DeadLetters.Length).ShouldBe((Got(one)[^1], 0, 0));
    }

    private static List<long> Got(Outbound.ScriptedReceiver receiver) => [.. receiver.Got.Select(m => m.Position)];
}

public sealed class OutboundInMemoryTests(MemoryTwins store) : OutboundDuplicateTests(store);

public sealed class OutboundOnSqliteTests(SqliteTwins store) : OutboundDuplicateTests(store);
