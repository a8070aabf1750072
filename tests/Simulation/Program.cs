using System.Globalization;
using OrleansStore.Simulation;
using Xunit.Runner.InProc.SystemConsole;

// dotnet run --project tests/Simulation -- --seed 1234          one run, every line of it
// dotnet run --project tests/Simulation -- --seeds 1000 2000    many runs, one line for each that failed
return args switch
{
    ["--seed", var seed] => Single(Parse(seed)),
    ["--seeds", var first, var last] => Many(Parse(first), Parse(last)),
    _ => await ConsoleRunner.Run(args),
};

static int Single(ulong seed)
{
    var outcome = PurchaseRun.Run(seed, Console.WriteLine);
    Console.WriteLine(outcome);
    Console.WriteLine(outcome.Reached);
    return outcome.Failure is null ? 0 : 1;
}

static int Many(ulong first, ulong last)
{
    var failed = 0;
    var seeds = Enumerable.Range(0, (int)(last - first + 1)).Select(n => first + (ulong)n);
    foreach (var outcome in seeds.AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(seed => PurchaseRun.Run(seed)))
    {
        if (outcome.Failure is null) continue;
        failed++;
        Console.WriteLine(outcome);
    }

    Console.WriteLine($"{last - first + 1 - (ulong)failed} runs kept all promises, {failed} did not");
    return failed == 0 ? 0 : 1;
}

static ulong Parse(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);
