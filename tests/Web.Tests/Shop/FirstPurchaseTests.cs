using System.Diagnostics;
using Microsoft.Playwright;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Shop;

/// <summary>A store that was never started before, and somebody who comes to it.</summary>
public sealed class FirstPurchaseTests(WebShop shop, ITestOutputHelper output) : BrowserTests(shop)
{
    [Fact]
    public async Task A_guest_has_a_paid_order_within_a_minute_of_the_first_start()
    {
        var since = Stopwatch.StartNew();
        await using var person = await Shop.PersonAsync();
        await person.OpenAsync("/");
        await person.Page.Locator("main a[href^='/products/']").First.ClickAsync();
        await person.AddToCartAsync();
        await person.Page.Locator("header a[href='/cart']").ClickAsync();
        await person.Page.GetByTestId("cart-line").SeenAsync();
        await person.Page.Locator("a[href='/checkout']").First.ClickAsync();
        await person.Page.Locator("[autocomplete=email]").FillAsync("guest@example.com");
        await person.FillAddressAsync();
        await person.PlaceAsync();
        await person.OrderAsync();
        await person.Page.GetByTestId("status-line").GetByText("Paid", new() { Exact = true }).SeenAsync();

        var needed = Shop.StartTime + since.Elapsed;
        output.WriteLine($"{Shop.StartTime.TotalSeconds:F1} s until it served, {since.Elapsed.TotalSeconds:F1} s to buy");
        needed.ShouldBeLessThan(TimeSpan.FromMinutes(1));
        await person.Page.Locator("header").GetByRole(AriaRole.Link, new() { NameString = "Cart, 0 items" }).SeenAsync();
    }
}
