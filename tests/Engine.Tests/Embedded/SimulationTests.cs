using OrleansStore.Engine.Tests.Calls;
using OrleansStore.Engine.Tests.Journaling;
using OrleansStore.Engine.Tests.Lifecycle;

namespace OrleansStore.Engine.Tests.Embedded;

/// <summary>One seeded thread runs everything: the same seed, the same run.</summary>
public sealed class SimulationTests
{
    private readonly string _name = Guid.NewGuid().ToString();

    [Fact]
    public void The_same_seed_gives_the_same_order_and_another_seed_another()
    {
        var one = Trace(1);
        Trace(1).ShouldBe(one);
        Enumerable.Range(2, 10).Select(Trace).ShouldContain(trace => trace != one);
    }

    [Fact]
    public void Journaled_grains_need_no_second_thread()
    {
        var scheduler = new SeededScheduler(7);
        using var world = new World(new VirtualTime(), scheduler);
        List<Task> clients = [];
        for (var i = 0; i < 20; i++)
        {
            clients.Add(scheduler.Start(async () =>
            {
                var grain = world.Client.GetGrain<IHotTallyGrain>(_name);
                (await grain.TryAdd(1)).ShouldBeTrue();
            }));
        }

        scheduler.Run();
        clients.ShouldAllBe(client => client.IsCompletedSuccessfully);
        Ledger.Of(_name).Stored.Count.ShouldBe(20);
    }

    [Fact]
    public void After_a_crash_nothing_of_the_old_engine_runs_and_a_new_one_goes_on_from_storage()
    {
        var scheduler = new SeededScheduler(3);
        var time = new VirtualTime();
        var store = Gate.Of(_name);
        var old = new World(time, scheduler);
        Ledger.Of(_name).BeforeNextApply(_ => store.PassAsync());
        Ledger.Of(_name).AfterNextApply(ledger =>
        {
            ledger.Stored.Add(-1);
            return Task.CompletedTask;
        });
        var call = scheduler.Start(async () => await old.Client.GetGrain<IHotTallyGrain>(_name).Add(1));
        scheduler.Run();
        store.Arrived.ShouldBe(1);
        old.Engine.Crash();
        scheduler.Run();
        call.Exception!.InnerException.ShouldBeOfType<SiloUnavailableException>();
        Should.Throw<SiloUnavailableException>(() => old.Client.GetGrain<IHotTallyGrain>(_name).Look().GetAwaiter().GetResult());

        using var fresh = new World(time, scheduler);
        var again = scheduler.Start(async () => (await fresh.Client.GetGrain<IHotTallyGrain>(_name).TryAdd(5)).ShouldBeTrue());
        scheduler.Run();
        again.IsCompletedSuccessfully.ShouldBeTrue();
        Ledger.Of(_name).Stored.ShouldBe([5, -1]);
        old.Dispose();
    }

    [Fact]
    public void A_crash_deactivates_nothing_in_order()
    {
        var scheduler = new SeededScheduler(4);
        using var world = new World(new VirtualTime(), scheduler);
        var call = scheduler.Start(() => world.Client.GetGrain<ILifeGrain>(_name).Count());
        scheduler.Run();
        call.IsCompletedSuccessfully.ShouldBeTrue();
        world.Engine.Crash();
        world.Time.Advance(TimeSpan.FromHours(1));
        scheduler.Run();
        Lives.Of(_name).ShouldBe(["activate"]);
    }

    [Fact]
    public void Two_activations_of_one_grain_can_be_had_and_storage_refuses_the_second_writer()
    {
        var scheduler = new SeededScheduler(5);
        using var world = new World(new VirtualTime(), scheduler);
        var one = world.Client.GetGrain<IHotTallyGrain>(_name);
        var two = world.Engine.CreateDuplicate<IHotTallyGrain>(one);
        var both = scheduler.Start(async () =>
        {
            await one.Look();
            await two.Look();
            (await one.TryAdd(1)).ShouldBeTrue();
            (await two.TryAdd(2)).ShouldBeFalse();
            (await two.TryAdd(2)).ShouldBeTrue();
            (await one.Look()).Version.ShouldBe(1);
        });
        scheduler.Run();
        both.IsCompletedSuccessfully.ShouldBeTrue(both.Exception?.ToString());
    }

    private static string Trace(int seed)
    {
        var scheduler = new SeededScheduler(seed);
        using var world = new World(new VirtualTime(), scheduler);
        List<int> order = [];
        for (var i = 0; i < 10; i++)
        {
            var client = i;
            _ = scheduler.Start(async () =>
            {
                var grain = world.Client.GetGrain<IInterleaveGrain>((client % 3).ToString(System.Globalization.CultureInfo.InvariantCulture));
                await grain.IncreaseAlways(3);
                await grain.Increase(2);
                order.Add(client);
            });
        }

        scheduler.Run();
        order.Count.ShouldBe(10);
        return string.Join(',', order) + " in " + scheduler.Steps;
    }
}
