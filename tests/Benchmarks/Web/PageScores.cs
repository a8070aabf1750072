using System.Text.Json;
using OrleansStore.Benchmarks.Scenarios;

namespace OrleansStore.Benchmarks.Web;

/// <summary>What Lighthouse says of the shop's start page and of a product's, on its slow phone, served by the store as built here.</summary>
internal sealed class PageScores : IScenario
{
    /// <summary>One of the demo catalog.</summary>
    private const string Product = "01980000-0000-7000-8000-000000000032";

    private WebStore? _store;

    public async Task StartAsync(string folder)
    {
        await BrowserScripts.PrepareAsync();
        _store = await WebStore.StartAsync(folder, demo: true);
    }

    public async Task<Dictionary<string, double>> RoundAsync(TimeSpan duration)
    {
        using var scores = JsonDocument.Parse(await BrowserScripts.RunAsync("scores.mjs", [$"{_store!.Address}/", $"{_store.Address}/products/{Product}"]));
        var figures = new Dictionary<string, double>();
        foreach (var (name, page) in new[] { "home", "product" }.Zip(scores.RootElement.EnumerateArray()))
        {
            figures[$"{name}, performance"] = page.GetProperty("performance").GetDouble();
            figures[$"{name}, accessibility"] = page.GetProperty("accessibility").GetDouble();
            figures[$"{name}, best practices"] = page.GetProperty("bestPractices").GetDouble();
            figures[$"{name}, largest paint ms"] = page.GetProperty("largestPaint").GetDouble();
            figures[$"{name}, layout shift"] = page.GetProperty("shift").GetDouble();
        }

        return figures;
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
    }
}
