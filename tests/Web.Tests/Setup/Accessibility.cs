using System.Text.Json;
using Microsoft.Playwright;

namespace OrleansStore.Web.Tests.Setup;

/// <summary>What axe-core finds on a page.</summary>
internal static class Accessibility
{
    private static readonly Lazy<Task<string>> Axe = new(() => File.ReadAllTextAsync(Path.Combine(Needed.Project, "node_modules", "axe-core", "axe.min.js")));

    /// <summary>Nothing serious or critical is found on what the page shows now.</summary>
    public static async Task MustBeAccessibleAsync(this IPage page, string what)
    {
        // As an evaluated script, which the page's own policy does not concern.
        await page.EvaluateAsync(await Axe.Value);
        var found = await page.EvaluateAsync<JsonElement>("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
              .filter(v => v.impact === 'serious' || v.impact === 'critical')
              .map(v => `${v.impact} ${v.id}: ${v.help}: ${v.nodes.slice(0, 5).map(n => `${n.target} ${n.html.slice(0, 160)} ${(n.any[0] ?? n.all[0] ?? n.none[0])?.message ?? ''}`).join(' | ')}`)
            """);
        found.EnumerateArray().Select(f => f.GetString()).ShouldBeEmpty(what);
    }

    /// <summary>Nothing has to be scrolled sideways.</summary>
    public static async Task MustFitAsync(this IPage page, string what)
    {
        var (wide, window) = (await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), await page.EvaluateAsync<int>("document.documentElement.clientWidth"));
        if (wide <= window) return;
        var far = await page.EvaluateAsync<string>("""
            () => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
              .slice(0, 5).map(e => e.outerHTML.slice(0, 120)).join(' | ')
            """);
        Assert.Fail($"{what} is {wide} px wide in a window of {window} px: {far}");
    }
}
