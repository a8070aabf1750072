using Microsoft.Playwright;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Accessibility;

/// <summary>Looks at a page as everybody may: in light and dark, wide and narrow, by axe-core; and nothing goes wrong meanwhile.</summary>
internal static class Looks
{
    private const int Narrow = 320;

    /// <summary>Opens the page and looks at it.</summary>
    public static async Task MustBeForEverybodyAsync(this Person person, string address, string what)
    {
        await person.OpenAsync(address);
        await person.Page.SettledAsync();
        (await person.Page.Locator("h1").CountAsync()).ShouldBe(1, what);
        (await person.Page.TitleAsync()).ShouldNotBeNullOrWhiteSpace(what);
        var usual = person.Page.ViewportSize!;
        foreach (var width in new[] { usual.Width, Narrow })
        {
            await person.Page.SetViewportSizeAsync(width, usual.Height);
            await person.Page.SettledAsync();
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await person.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await person.Page.MustBeAccessibleAsync($"{what} ({scheme}, {width} px)");
            }
        }

        await person.Page.MustFitAsync(what);
        await person.Page.SetViewportSizeAsync(usual.Width, usual.Height);
        person.MustBeUntroubled();
    }
}
