using System.Text.Json;
using OrleansStore.Benchmarks.Processes;

namespace OrleansStore.Benchmarks.Load;

/// <summary>The load process as the benchmark sees it; one for all rivals, so that all meet the same warm code.</summary>
internal sealed class LoadGenerator(int core) : IAsyncDisposable
{
    private readonly ChildProcess _process = ChildProcess.StartSelf(core, "--load");

    /// <exception cref="InvalidOperationException">The load process ended.</exception>
    public async Task<LoadResult> RunAsync(LoadOrder order)
    {
        await _process.Input.WriteLineAsync(JsonSerializer.Serialize(order));
        await _process.Input.FlushAsync();
        var line = await _process.Output.ReadLineAsync()
            ?? throw new InvalidOperationException($"The load process ended: {_process.LastErrors}");
        return JsonSerializer.Deserialize<LoadResult>(line)!;
    }

    public async ValueTask DisposeAsync()
    {
        _process.Input.Close();
        await _process.DisposeAsync();
    }
}
