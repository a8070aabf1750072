using System.Diagnostics;

namespace OrleansStore.Benchmarks.Engine;

/// <summary>So many workers, each starting its next operation when the one before is done.</summary>
internal static class ClosedLoop
{
    public const string Rate = "operations/s";
    public const string Cpu = "CPU µs each";
    public const string Allocated = "bytes allocated each";

    /// <param name="operation">Gets the number of its worker.</param>
    public static async Task<Dictionary<string, double>> RunAsync(int workers, TimeSpan duration, Func<int, Task> operation)
    {
        var watch = Stopwatch.StartNew();
        var cpu = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetTotalAllocatedBytes();
        var counts = await Task.WhenAll(Enumerable.Range(0, workers).Select(worker => Task.Run(async () =>
        {
            var count = 0L;
            for (; watch.Elapsed < duration; count++) await operation(worker);
            return count;
        })));
        var total = (double)Math.Max(counts.Sum(), 1);
        return new()
        {
            [Rate] = total / watch.Elapsed.TotalSeconds,
            [Cpu] = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / total,
            [Allocated] = (GC.GetTotalAllocatedBytes() - allocated) / total,
        };
    }
}
