using System.Collections.Concurrent;
using System.Globalization;

namespace OrleansStore.Simulation.Tests;

/// <summary>The seeds that the tests run, each once, whichever test asks for it first.</summary>
internal static class Seeds
{
    /// <summary>Runs one seed only.</summary>
    public const string One = "STORE_SIMULATION_SEED";

    /// <summary>How many seeds are run, from 1.</summary>
    public const string Many = "STORE_SIMULATION_SEEDS";

    /// <summary>Seeds a test case runs.</summary>
    public const int Block = 25;

    /// <summary>Seeds that are run when nobody says otherwise.</summary>
    public const int Usual = 500;

    private static readonly ConcurrentDictionary<ulong, Lazy<Outcome>> Outcomes = new();

    public static ulong? Single => Number(One);

    public static int Count => (int)(Number(Many) ?? Usual);

    public static IEnumerable<ulong> OfBlock(int first) =>
        Single is { } single ? [single] : Enumerable.Range(first, Math.Min(Block, Count - first + 1)).Select(n => (ulong)n);

    public static Outcome Run(ulong seed) => Outcomes.GetOrAdd(seed, s => new(() => PurchaseRun.Run(s))).Value;

    /// <summary>Runs seeds on all processors; each runs on one thread alone and knows of no other.</summary>
    public static IEnumerable<Outcome> RunAll(IEnumerable<ulong> seeds) => seeds.AsParallel().AsOrdered().Select(Run);

    private static ulong? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? ulong.Parse(text, CultureInfo.InvariantCulture) : null;
}
