using OrleansStore.Benchmarks.Engine;
using OrleansStore.Benchmarks.Journal;

namespace OrleansStore.Benchmarks.Scenarios;

/// <summary>A scenario by its name.</summary>
internal sealed record Scenario(string Name, string Title, Func<IScenario> Create)
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("engine/call", "A grain call: 1,000 grains, 100 calls in flight", () => new GrainCalls()),
        new("engine/event", "An event raised and confirmed, storage that returns at once: 1,000 grains, 100 calls in flight", () => new ConfirmedEvents()),
        new("engine/activation", "Heap of an activation", () => new ActivationBytes()),
        new("journal/append-1", "Durable appends of one event of 180 bytes: 1 writer", () => new JournalAppends(1)),
        new("journal/append-32", "Durable appends of one event of 180 bytes: 32 writers", () => new JournalAppends(32)),
        new("journal/append-1000", "Durable appends of one event of 180 bytes: 1,000 writers", () => new JournalAppends(1_000)),
        new("journal/replay", "Replay of streams of 1,000 events", () => new JournalReplay()),
    ];
}
