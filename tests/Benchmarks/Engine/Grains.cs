using Orleans.EventSourcing;
using Orleans.EventSourcing.CustomStorage;

namespace OrleansStore.Benchmarks.Engine;

/// <summary>A grain that answers at once.</summary>
[Alias("benchmarks.echo")]
public interface IEchoGrain : IGrainWithIntegerKey
{
    [Alias("echo")]
    Task<int> Echo(int value);
}

/// <summary>A grain that counts by events.</summary>
[Alias("benchmarks.counter")]
public interface ICounterGrain : IGrainWithIntegerKey
{
    [Alias("add")]
    Task<int> Add(int value);
}

/// <summary>So much was added.</summary>
[GenerateSerializer, Immutable, Alias("benchmarks.added")]
public sealed record Added([property: Id(0)] int Value);

/// <summary>What was added in all.</summary>
[GenerateSerializer, Alias("benchmarks.sum")]
public sealed class Sum
{
    [Id(0)]
    public int Value { get; set; }
}

/// <inheritdoc/>
public sealed class EchoGrain : Grain, IEchoGrain
{
    /// <inheritdoc/>
    public Task<int> Echo(int value) => Task.FromResult(value);
}

/// <summary>Its storage returns at once and keeps nothing, so that only the engine's work is measured.</summary>
public sealed class CounterGrain : JournaledGrain<Sum, Added>, ICounterGrain, ICustomStorageInterface<Sum, Added>
{
    /// <inheritdoc/>
    public async Task<int> Add(int value)
    {
        RaiseEvent(new Added(value));
        await ConfirmEvents();
        return State.Value;
    }

    /// <inheritdoc/>
    public Task<KeyValuePair<int, Sum>> ReadStateFromStorage() => Task.FromResult(new KeyValuePair<int, Sum>(0, new Sum()));

    /// <inheritdoc/>
    public Task<bool> ApplyUpdatesToStorage(IReadOnlyList<Added> updates, int expectedVersion) => Task.FromResult(true);

    /// <inheritdoc/>
    protected override void TransitionState(Sum state, Added @event) => state.Value += @event.Value;
}
