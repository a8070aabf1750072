using System.Diagnostics;

namespace OrleansStore.Benchmarks.Reporting;

/// <summary>Says on standard error what is going on; standard output is for the tables.</summary>
internal sealed class Progress
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public void Say(string what) => Console.Error.WriteLine($"[{_watch.Elapsed:mm\\:ss}] {what}");
}
