namespace OrleansStore.Benchmarks.Load;

/// <summary>What the load process is asked to do; one line of JSON on its standard input.</summary>
/// <param name="Flow">One of <see cref="Flows"/>.</param>
/// <param name="Operations">Stop after so many, however early; 0 for no such limit.</param>
/// <param name="Products">Whose ids are asked for or bought, at random.</param>
/// <param name="Tokens">One bearer token for each buyer.</param>
/// <param name="Lines">Products in one cart.</param>
internal sealed record LoadOrder(
    string Flow, int Port, int Connections, double Seconds, long Operations, string[] Products, string[] Tokens, int Lines);

/// <summary>What came of it; one line of JSON on its standard output.</summary>
/// <param name="CpuSeconds">What the load process itself used; near <paramref name="Seconds"/> it was the bottleneck.</param>
internal sealed record LoadResult(
    long Operations, double Seconds, double P50, double P99, double Max, long Failures, string? FirstFailure, double CpuSeconds)
{
    /// <summary>The result, if it counts.</summary>
    /// <exception cref="InvalidOperationException">Something failed: a figure with failures in it is none.</exception>
    public static LoadResult Counting(LoadResult result) => result is { Failures: 0, Operations: > 0 }
        ? result
        : throw new InvalidOperationException($"{result.Failures} failures, the first: {result.FirstFailure}");
}
