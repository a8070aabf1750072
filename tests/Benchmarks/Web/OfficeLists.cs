using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using OrleansStore.Benchmarks.Scenarios;

namespace OrleansStore.Benchmarks.Web;

/// <summary>The back office of a shop with 100,000 products and 10,000 orders: its lists are turned in a browser, twenty pages each, and scrolled; its other pages are opened.</summary>
internal sealed class OfficeLists : IScenario
{
    private const int Products = 100_000;
    private const int Orders = 10_000;
    private const int Buyers = 32;
    private static readonly string[] _lists = ["orders", "products"];
    private static readonly string[] _others =
        ["", "customers", "promotions", "webhooks", "audit", "keys", "imports", "workbench", "workbench/projections", "workbench/journal", "workbench/cluster"];

    private WebStore? _store;
    private string _sold = "";

    public async Task StartAsync(string folder)
    {
        await BrowserScripts.PrepareAsync();
        _store = await WebStore.StartAsync(folder, demo: false);
        await ImportAsync(_store.Http);
        var goods = await GoodsAsync(_store.Http);
        _sold = goods[0];
        await Parallel.ForAsync(0, Orders, new ParallelOptions { MaxDegreeOfParallelism = Buyers }, async (i, cancellation) =>
        {
            using var answer = await _store.Http.PostAsJsonAsync(
                "/api/v1/orders",
                new
                {
                    items = new[] { new { productId = goods[i % goods.Count], quantity = 1 + i % 3 } },
                    shippingAddress = new { street = "1 Main St", city = "Springfield", state = "IL", zipCode = "62701", country = "US" },
                    payment = new { method = i % 4 == 0 ? "later" : "card" },
                },
                cancellation);
            answer.EnsureSuccessStatusCode();
        });
    }

    public async Task<Dictionary<string, double>> RoundAsync(TimeSpan duration)
    {
        using var said = JsonDocument.Parse(await BrowserScripts.RunAsync("office.mjs", [_store!.Address, _store.Session, string.Join(',', _lists), string.Join(',', _others.Append($"stock/{_sold}"))]));
        var figures = new Dictionary<string, double>();
        foreach (var list in _lists)
        {
            var found = said.RootElement.GetProperty(list);
            figures[$"{list}, next page, ms (half of them)"] = found.GetProperty("half").GetDouble();
            figures[$"{list}, next page, ms (slowest)"] = found.GetProperty("most").GetDouble();
            figures[$"{list}, scrolling, longest frame ms"] = found.GetProperty("longestFrame").GetDouble();
        }

        var opened = said.RootElement.GetProperty("others").EnumerateObject().Select(o => o.Value.GetDouble()).Order().ToList();
        figures["other pages, opened anew, ms (half of them)"] = opened[opened.Count / 2];
        figures["other pages, opened anew, ms (slowest)"] = opened[^1];
        return figures;
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
    }

    private static async Task ImportAsync(HttpClient http)
    {
        var rows = new StringBuilder("sku,name,category,price,stock,description\n");
        for (var i = 0; i < Products; i++)
            rows.Append(CultureInfo.InvariantCulture, $"SKU-{i:D6},Thing number {i},Category {i % 40},{500 + i % 9_000},1000,A thing that is number {i} of many\n");
        using var file = new StringContent(rows.ToString(), new MediaTypeHeaderValue("text/csv"));
        using var answer = await http.PostAsync("/api/v1/products/import", file);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<List<string>> GoodsAsync(HttpClient http)
    {
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonElement>("/api/v1/products?limit=100&sort=newest");
            var found = page.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("id").GetString()!).ToList();
            if (found.Count == 100) return found;
            await Task.Delay(200);
        }
    }
}
