using System.Runtime.InteropServices;

namespace OrleansStore.Benchmarks.Reporting;

/// <summary>What the figures were measured on.</summary>
internal static class Machine
{
    public static string Describe(Options options)
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal));
        // The day of the run is the calendar's; nothing that is measured depends on it.
        return $"""
            # Benchmarks

            Measured {DateTime.UtcNow:yyyy-MM-dd} on {Environment.ProcessorCount} cores ({processor?.Split(':')[^1].Trim() ?? "unknown"}),
            {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, data on {FileSystem(options.Data)}.
            {options.Rounds} rounds of {options.Seconds} s each, rivals interleaved, after {options.WarmUp} s of warm-up of each rival.
            A figure is the median of the rounds, with the lowest and the highest beside it.
            Made by `dotnet run -c Release --project tests/Benchmarks -- --write`.{(options.Quick ? "\n\n**A smoke run: no figure here means anything.**" : "")}

            """;
    }

    /// <summary>The type of the file system under a folder; a durable write on tmpfs would cost nothing.</summary>
    public static string FileSystem(string folder) => File.ReadLines("/proc/mounts")
        .Select(line => line.Split(' '))
        .Where(mount => folder.StartsWith(mount[1], StringComparison.Ordinal))
        .MaxBy(mount => mount[1].Length)?[2] ?? "unknown";
}
