using System.Diagnostics;
using Microsoft.Playwright;

namespace OrleansStore.Web.Tests.Setup;

/// <summary>Waiting for what pages do by themselves.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Until the page has its heading and nothing on it is on its way any more.</summary>
    public static async Task SettledAsync(this IPage page)
    {
        await page.Locator("h1").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
        // Twice, for what came may ask for more.
        for (var look = 0; look < 2; look++)
        {
            await page.UntilAsync("!document.querySelector('.skeleton, .spinner')");
            await page.WaitForTimeoutAsync(150);
        }
    }

    /// <summary>Until an expression holds. Playwright's own waiting evaluates in the page, which the page's policy forbids.</summary>
    public static async Task UntilAsync(this IPage page, string expression, object? argument = null)
    {
        var since = Stopwatch.StartNew();
        while (!await page.EvaluateAsync<bool>(expression, argument))
        {
            if (since.Elapsed > Patience) throw new TimeoutException($"It did not come about at {page.Url}: {expression}");
            await page.WaitForTimeoutAsync(50);
        }
    }

    /// <summary>Until what is shown is what is told, at some moment; both move.</summary>
    public static async Task ShowsAsync(this IPage page, Func<Task<IReadOnlyList<string>>> shown, Func<Task<IReadOnlyList<string>>> told)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            var (expected, seen) = (await told(), await shown());
            if (seen.SequenceEqual(expected)) return;
            if (since.Elapsed > Patience) seen.ShouldBe(expected, page.Url);
            await page.WaitForTimeoutAsync(100);
        }
    }

    /// <summary>The element comes, and is seen.</summary>
    public static async Task<ILocator> SeenAsync(this ILocator locator)
    {
        await locator.First.WaitForAsync(new() { State = WaitForSelectorState.Visible });
        return locator.First;
    }
}
