using OrleansStore.Benchmarks.Load;
using OrleansStore.Benchmarks.Reporting;
using OrleansStore.Benchmarks.Statistics;

namespace OrleansStore.Benchmarks.Shop;

/// <summary>What one rival did in one flow, over all rounds.</summary>
internal sealed class ShopFigures(ShopServer server)
{
    private readonly Sample _rate = new();
    private readonly Sample _p50 = new();
    private readonly Sample _p99 = new();
    private readonly Sample _serverMicroseconds = new();
    private readonly Sample _loadBusy = new();
    private readonly Sample _serverBusy = new();

    public static IReadOnlyList<string> Columns(string unit) =>
        ["", $"{unit}/s", "range", "× HTTP limit", "× CRUD shop", "p50 ms", "p99 ms", "p99 range", "server µs", "server core", "load core"];

    public string Name => server.Name;

    /// <exception cref="InvalidOperationException">Something failed: a figure with failures in it is none.</exception>
    public void Add(LoadResult result, double serverCpuSeconds)
    {
        if (result.Failures > 0 || result.Operations == 0)
            throw new InvalidOperationException($"{Name}: {result.Failures} failures, the first: {result.FirstFailure}");
        _rate.Add(result.Operations / result.Seconds);
        _p50.Add(result.P50);
        _p99.Add(result.P99);
        _serverMicroseconds.Add(serverCpuSeconds * 1e6 / result.Operations);
        _serverBusy.Add(100 * serverCpuSeconds / result.Seconds);
        _loadBusy.Add(100 * result.CpuSeconds / result.Seconds);
    }

    public void AddRow(Table table, IReadOnlyList<ShopFigures> all) => table.Rows.Add(
    [
        Name, $"{_rate}", _rate.Range, Ratio(all, "HTTP limit"), Ratio(all, "CRUD shop"), $"{_p50}", $"{_p99}", _p99.Range,
        $"{_serverMicroseconds}", $"{_serverBusy.Median:0} %", $"{_loadBusy.Median:0} %",
    ]);

    private string Ratio(IReadOnlyList<ShopFigures> all, string rival) =>
        all.FirstOrDefault(figures => figures.Name == rival) is { } other ? Sample.Number(_rate.Median / other._rate.Median) : "–";
}
