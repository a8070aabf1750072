using OrleansStore.Benchmarks.Scenarios;

namespace OrleansStore.Benchmarks.Engine;

/// <summary>What an idle activation holds of the heap, all of it: the engine's part, the grain and its state.</summary>
internal sealed class ActivationBytes : IScenario
{
    public const string Plain = "bytes, plain grain";
    public const string Journaled = "bytes, journaled grain with one event";
    private const int Activations = 20_000;

    private Silo? _silo;
    private int _next;

    public async Task StartAsync(string folder) => _silo = await Silo.StartAsync();

    public async Task<Dictionary<string, double>> RoundAsync(TimeSpan duration) => new()
    {
        [Plain] = await MeasureAsync((grains, key) => grains.GetGrain<IEchoGrain>(key).Echo(1)),
        [Journaled] = await MeasureAsync((grains, key) => grains.GetGrain<ICounterGrain>(key).Add(1)),
    };

    public ValueTask DisposeAsync() => _silo?.DisposeAsync() ?? default;

    private async Task<double> MeasureAsync(Func<IGrainFactory, long, Task> activate)
    {
        var before = await HeapAsync();
        for (var i = 0; i < Activations; i++) await activate(_silo!.Grains, ++_next);
        return (await HeapAsync() - before) / (double)Activations;
    }

    private static async Task<long> HeapAsync()
    {
        // What turns leave behind (queues, timers) is gone after a moment.
        await Task.Delay(100);
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
