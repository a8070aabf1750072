using OrleansStore.Benchmarks.Scenarios;

namespace OrleansStore.Benchmarks.Engine;

/// <summary>Calls of grains that answer at once.</summary>
internal sealed class GrainCalls : IScenario
{
    public const int Grains = 1_000;
    public const int InFlight = 100;

    private readonly IEchoGrain[] _grains = new IEchoGrain[Grains];
    private readonly int[] _next = new int[InFlight];
    private Silo? _silo;

    public async Task StartAsync(string folder)
    {
        _silo = await Silo.StartAsync();
        for (var i = 0; i < Grains; i++) _grains[i] = _silo.Grains.GetGrain<IEchoGrain>(i);
    }

    public Task<Dictionary<string, double>> RoundAsync(TimeSpan duration) =>
        // Each worker has ten grains of its own, so that no call waits for another's turn.
        ClosedLoop.RunAsync(InFlight, duration, worker => _grains[worker + (InFlight * (_next[worker]++ % (Grains / InFlight)))].Echo(worker));

    public ValueTask DisposeAsync() => _silo?.DisposeAsync() ?? default;
}
