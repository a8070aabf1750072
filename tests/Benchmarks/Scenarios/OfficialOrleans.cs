using OrleansStore.Benchmarks.Engine;

namespace OrleansStore.Benchmarks.Scenarios;

/// <summary>What official Orleans does in the same scenarios.</summary>
internal static class OfficialOrleans
{
    public const string Source =
        "The figures of official Orleans 10 were measured on 2 cores of such a machine, with the same work (medians); they are not measured again in this run.";

    private static readonly Dictionary<(string Scenario, string Figure), double> _figures = new()
    {
        [("engine/call", ClosedLoop.Rate)] = 930_000,
        [("engine/call", ClosedLoop.Cpu)] = 1.2,
        [("engine/call", ClosedLoop.Allocated)] = 712,
        [("engine/event", ClosedLoop.Rate)] = 357_000,
        [("engine/event", ClosedLoop.Cpu)] = 4.1,
        [("engine/event", ClosedLoop.Allocated)] = 3_200,
        [("engine/activation", ActivationBytes.Plain)] = 1_800,
        [("engine/activation", ActivationBytes.Journaled)] = 2_900,
        [("engine/start", EngineStart.Figure)] = 570,
    };

    public static double? Find(string scenario, string figure) =>
        _figures.TryGetValue((scenario, figure), out var value) ? value : null;
}
