using System.Net;
using System.Text.RegularExpressions;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Serving;

/// <summary>How much a browser loads before it shows something.</summary>
public sealed partial class SizeTests(WebShop shop, ITestOutputHelper output) : BrowserTests(shop)
{
    private const int Most = 120_000;

    [Fact]
    public async Task The_shops_first_page_has_less_than_120_KB_of_scripts()
    {
        var scripts = await ClosureAsync("/");
        foreach (var (path, bytes) in scripts) output.WriteLine($"{bytes,8} {path}");
        scripts.Values.Sum().ShouldBeLessThan(Most);

        // Also with what the first page fetches when it runs.
        await using var person = await Shop.PersonAsync();
        await person.OpenAsync("/");
        await person.Page.Locator("h1").WaitForAsync();
        await person.Page.WaitForLoadStateAsync(Microsoft.Playwright.LoadState.NetworkIdle);
        var loaded = await person.Page.EvaluateAsync<string[]>("performance.getEntriesByType('resource').map(r => new URL(r.name).pathname).filter(p => p.endsWith('.js'))");
        foreach (var path in loaded.Where(p => !scripts.ContainsKey(p))) output.WriteLine($"{scripts[path] = (await GetAsync(path)).Bytes,8} {path} when it runs");
        output.WriteLine($"{scripts.Values.Sum(),8} in all");
        scripts.Values.Sum().ShouldBeLessThan(Most);
    }

    [Fact]
    public async Task The_shop_loads_nothing_of_the_back_office()
    {
        var both = (await ClosureAsync("/")).Keys.Intersect((await ClosureAsync("/admin")).Keys).ToList();
        both.ShouldNotBeEmpty("the framework is the same");
        (await CodeAsync("/admin")).ShouldContain("Log in to the back office");
        var shops = await CodeAsync("/");
        shops.ShouldContain("Good things, and how many are left");
        shops.ShouldNotContain("Log in to the back office");
        // No address of what only people of the shop may ask for.
        shops.ShouldNotContain("/api/v1/admin");
    }

    /// <summary>All that a page loads before it is shown, with its words.</summary>
    private async Task<string> CodeAsync(string page)
    {
        var files = await Task.WhenAll((await ClosureAsync(page)).Keys.Select(GetAsync));
        return string.Concat(files.Select(f => f.Text));
    }

    /// <summary>The page's scripts with all that they import before they run, and their bytes as sent with gzip.</summary>
    private async Task<Dictionary<string, int>> ClosureAsync(string page)
    {
        var (html, _) = await GetAsync(page);
        var found = new Dictionary<string, int>();
        var next = new Queue<string>(Linked().Matches(html).Select(m => m.Groups[1].Value).Where(p => p.EndsWith(".js", StringComparison.Ordinal)));
        next.ShouldNotBeEmpty();
        while (next.TryDequeue(out var path))
        {
            if (found.ContainsKey(path)) continue;
            var (text, bytes) = await GetAsync(path);
            found[path] = bytes;
            foreach (Match import in Imported().Matches(text)) next.Enqueue(new Uri(new Uri(new Uri(Shop.Address), path), import.Groups[1].Value).AbsolutePath);
        }

        return found;
    }

    private async Task<(string Text, int Bytes)> GetAsync(string path)
    {
        using var handler = new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None };
        using var http = new HttpClient(handler) { BaseAddress = new Uri(Shop.Address) };
        http.DefaultRequestHeaders.Add("Accept-Encoding", "gzip");
        var bytes = await http.GetByteArrayAsync(path, Ct);
        await using var plain = new System.IO.Compression.GZipStream(new MemoryStream(bytes), System.IO.Compression.CompressionMode.Decompress);
        return (await new StreamReader(plain).ReadToEndAsync(Ct), bytes.Length);
    }

    [GeneratedRegex("""<(?:script|link)\b[^>]*\b(?:src|href)="([^"]+)" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Linked();

    // What is in brackets is imported when it is needed.
    [GeneratedRegex("""(?:\bfrom|\bimport)\s*["']([^"']+\.js)["']""")]
    private static partial Regex Imported();
}
