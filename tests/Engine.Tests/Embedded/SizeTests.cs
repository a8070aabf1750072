using Orleans.EventSourcing;
using Orleans.EventSourcing.CustomStorage;
using OrleansStore.Engine.Tests.Calls;
using OrleansStore.Engine.Tests.Journaling;

namespace OrleansStore.Engine.Tests.Embedded;

public interface ILeanGrain : IGrainWithIntegerKey
{
    Task<int> Add();
}

/// <summary>Tests that measure the whole process run when nothing else does.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>A journaled grain that holds nothing but its state.</summary>
public sealed class LeanGrain : JournaledGrain<Tally, Added>, ILeanGrain, ICustomStorageInterface<Tally, Added>
{
    private static readonly Added One = new(1);

    public Task<KeyValuePair<int, Tally>> ReadStateFromStorage() => Task.FromResult(KeyValuePair.Create(0, new Tally()));

    public Task<bool> ApplyUpdatesToStorage(IReadOnlyList<Added> updates, int expectedVersion) => Task.FromResult(true);

    public async Task<int> Add()
    {
        RaiseEvent(One);
        await ConfirmEvents();
        return Version;
    }

    protected override void TransitionState(Tally state, Added @event) => state.Value = state.Value.Add(@event.Amount);
}

/// <summary>What an idle activation costs, grain object included.</summary>
[Collection(nameof(Alone))]
public sealed class SizeTests
{
    private const int Count = 20_000;

    // The holder and its record: two objects of 24 bytes.
    private const int StateBytes = 48;

    [Fact]
    public async Task An_idle_activation_costs_less_than_400_bytes() =>
        (await Measure((world, key) => world.Client.GetGrain<IIntegerGrain>(key).Key())).ShouldBeLessThan(400);

    [Fact]
    public async Task An_idle_journaled_activation_costs_less_than_400_bytes_beyond_its_state() =>
        (await Measure((world, key) => world.Client.GetGrain<ILeanGrain>(key).Add())).ShouldBeLessThan(400 + StateBytes);

    private static async Task<double> Measure(Func<World, long, Task> use)
    {
        using var world = new World(new VirtualTime());
        for (var i = 0; i < Count; i++) await use(world, i);
        var before = Live();
        for (var i = Count; i < 2 * Count; i++) await use(world, i);
        var bytes = (Live() - before) / (double)Count;
        world.Engine.ActivationCount.ShouldBe(2 * Count);
        TestContext.Current.TestOutputHelper!.WriteLine($"{bytes:F0} bytes");
        return bytes;
    }

    private static long Live()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
