using System.Diagnostics;
using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Reporting;
using OrleansStore.Benchmarks.Scenarios;
using OrleansStore.Benchmarks.Statistics;

namespace OrleansStore.Benchmarks.Engine;

/// <summary>From the start of a process to the first reply of a grain in it.</summary>
internal static class EngineStart
{
    public const string Name = "engine/start";
    public const string Figure = "ms";
    private const int Starts = 7;

    /// <summary>The process that is measured.</summary>
    public static async Task<int> ReplyOnceAsync()
    {
        await using var silo = await Silo.StartAsync();
        Console.Out.WriteLine(await silo.Grains.GetGrain<IEchoGrain>(0).Echo(1));
        return 0;
    }

    public static async Task AddRowAsync(Table table, Progress progress)
    {
        progress.Say(Name);
        var sample = new Sample();
        for (var i = 0; i < Starts; i++)
        {
            var watch = Stopwatch.StartNew();
            await using var process = ChildProcess.StartSelf(core: null, "--first-reply");
            if (await process.Output.ReadLineAsync() is null) throw new InvalidOperationException($"{Name}: {process.LastErrors}");
            sample.Add(watch.Elapsed.TotalMilliseconds);
        }

        var official = OfficialOrleans.Find(Name, Figure)!.Value;
        table.Rows.Add([$"Process start to first grain reply (`{Name}`)", Figure, $"{sample}", sample.Range,
            Sample.Number(official), $"{Sample.Number(sample.Median / official)} ×"]);
    }
}
