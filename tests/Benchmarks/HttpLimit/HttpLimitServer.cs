using System.Text.Json;
using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Shop;

namespace OrleansStore.Benchmarks.HttpLimit;

/// <summary>The app that returns ready bytes, those of another shop.</summary>
internal sealed class HttpLimitServer(string dataFolder, ShopServer model, int lines) : ShopServer("HTTP limit")
{
    protected override async Task<ChildProcess> LaunchAsync()
    {
        using var client = new ShopClient(model.Port);
        Goods = model.Goods;
        var file = Path.Combine(dataFolder, "answers.json");
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(await client.CaptureAsync(Goods, lines)));
        return ChildProcess.StartSelf(Core, "--serve-bytes", file, $"{Port}");
    }
}
