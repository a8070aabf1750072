using System.Text.RegularExpressions;
using Microsoft.Playwright;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Shop;

/// <summary>What buyers do on the pages.</summary>
internal static partial class BuyingSteps
{
    /// <summary>From the page of a product into the cart, until the page says that it is there: who leaves earlier leaves a cart that the browser does not know.</summary>
    public static async Task AddToCartAsync(this Person person)
    {
        await person.Page.GetByRole(AriaRole.Button, new() { NameRegex = AddToCart() }).First.ClickAsync();
        await person.Page.Locator(".product-in-cart").SeenAsync();
    }

    /// <summary>Fills in where it goes.</summary>
    public static async Task FillAddressAsync(this Person person)
    {
        await person.Page.Locator("[autocomplete=address-line1]").FillAsync("1 Main St");
        await person.Page.Locator("[autocomplete=postal-code]").FillAsync("62701");
        await person.Page.Locator("[autocomplete=address-level2]").FillAsync("Springfield");
        await person.Page.Locator("[autocomplete=address-level1]").FillAsync("IL");
        await person.Page.Locator("select[autocomplete=country]").SelectOptionAsync("US");
    }

    /// <summary>Buys what is in the cart, as a guest who pays with a card that pays.</summary>
    /// <returns>The order's id.</returns>
    public static async Task<Guid> BuyAsGuestAsync(this Person person)
    {
        await person.OpenAsync("/checkout");
        await person.Page.Locator("[autocomplete=email]").FillAsync("guest@example.com");
        await person.FillAddressAsync();
        await person.PlaceAsync();
        return await person.OrderAsync();
    }

    /// <summary>Presses the button that orders.</summary>
    public static async Task PlaceAsync(this Person person) => await person.Page.GetByTestId("place-order").ClickAsync();

    /// <summary>The order whose page is open, or opens.</summary>
    public static async Task<Guid> OrderAsync(this Person person)
    {
        await person.Page.WaitForURLAsync(OrderPage());
        return Guid.Parse(OrderPage().Match(person.Page.Url).Groups[1].Value);
    }

    [GeneratedRegex("^add to cart", RegexOptions.IgnoreCase)]
    private static partial Regex AddToCart();

    [GeneratedRegex("/orders/([0-9a-f-]{36})")]
    private static partial Regex OrderPage();
}
