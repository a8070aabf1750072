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
    const int progress = 500;
    var failed = 0;
    foreach (var some in Enumerable.Range(0, (int)(last - first + 1)).Select(n => first + (ulong)n).Chunk(progress))
    {
        // Each seed runs on one thread alone and knows of no other.
        foreach (var outcome in some.AsParallel().AsOrdered().Select(seed => PurchaseRun.Run(seed)).Where(o => o.Failure is not null))
        {
            failed++;
            Console.WriteLine(outcome);
        }

        Console.WriteLine($"up to seed {some[^1]}: {failed} failed");
    }

    Console.WriteLine($"{last - first + 1 - (ulong)failed} runs kept all promises, {failed} did not");
    return failed == 0 ? 0 : 1;
}

static ulong Parse(string text) => ulong.Parse(text, CultureInfo.InvariantCulture);
