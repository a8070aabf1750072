using OrleansStore.Benchmarks.Scenarios;

namespace OrleansStore.Benchmarks.Engine;

/// <summary>Events raised and confirmed on a storage that costs nothing.</summary>
internal sealed class ConfirmedEvents : IScenario
{
    private readonly ICounterGrain[] _grains = new ICounterGrain[GrainCalls.Grains];
    private readonly int[] _next = new int[GrainCalls.InFlight];
    private Silo? _silo;

    public async Task StartAsync(string folder)
    {
        _silo = await Silo.StartAsync();
        for (var i = 0; i < _grains.Length; i++) _grains[i] = _silo.Grains.GetGrain<ICounterGrain>(i);
    }

    public Task<Dictionary<string, double>> RoundAsync(TimeSpan duration) => ClosedLoop.RunAsync(
        GrainCalls.InFlight, duration,
        worker => _grains[worker + (GrainCalls.InFlight * (_next[worker]++ % (GrainCalls.Grains / GrainCalls.InFlight)))].Add(1));

    public ValueTask DisposeAsync() => _silo?.DisposeAsync() ?? default;
}
