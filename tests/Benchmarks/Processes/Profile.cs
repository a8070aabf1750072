namespace OrleansStore.Benchmarks.Processes;

/// <summary>Samples of where a process spends its time, taken with <c>perf</c>.</summary>
internal static class Profile
{
    private const int SamplesPerSecond = 499;

    /// <summary>
    /// What makes the names of compiled methods known to perf. Code mapped twice is not found by its address, and code
    /// compiled ahead is not in the map; both are switched off, which slows down the start and little else.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = new Dictionary<string, string>
    {
        ["DOTNET_PerfMapEnabled"] = "1",
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_ReadyToRun"] = "0",
    };

    /// <summary>Samples processes while something runs.</summary>
    /// <param name="file">What <c>perf report -i</c> reads.</param>
    public static async Task<T> RecordAsync<T>(string file, IEnumerable<int> processes, Func<Task<T>> work)
    {
        await using var perf = ChildProcess.Start(
            "perf", ["record", "-F", $"{SamplesPerSecond}", "-g", "-o", file, "-p", string.Join(',', processes)], core: null);
        perf.DrainOutput();
        var result = await work();
        await perf.StopAsync(Signal.Interrupt);
        return result;
    }
}
