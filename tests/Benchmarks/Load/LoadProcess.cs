using System.Text.Json;

namespace OrleansStore.Benchmarks.Load;

/// <summary>The load process: does order after order until its input ends, which it does when the benchmark does.</summary>
internal static class LoadProcess
{
    public static int Run()
    {
        while (Console.In.ReadLine() is { } line)
        {
            var order = JsonSerializer.Deserialize<LoadOrder>(line)!;
            Console.Out.WriteLine(JsonSerializer.Serialize(new LoadRun(order).Run()));
        }

        return 0;
    }
}
