using Microsoft.Playwright;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Shop;

/// <summary>A cart, from the first piece to the checkout.</summary>
public sealed class CartTests(WebShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task A_cart_outlives_the_browser()
    {
        var product = await Shop.ProductAsync();
        string kept;
        await using (var person = await Shop.PersonAsync())
        {
            await person.OpenAsync($"/products/{product.Id}");
            await person.AddToCartAsync();
            await Words(person, "Cart, 1 item").SeenAsync();
            kept = await person.Page.Context.StorageStateAsync();
        }

        await using var again = await Shop.PersonAsync(new() { StorageState = kept });
        await again.OpenAsync("/cart");
        await again.Page.GetByTestId("cart-line").GetByText(product.Name).SeenAsync();
    }

    [Fact]
    public async Task What_a_guest_put_in_comes_into_the_accounts_cart_at_login()
    {
        const string email = "merge@example.com";
        await Shop.RegisterAsync(email);
        var (first, second) = (await Shop.ProductAsync(), await Shop.ProductAsync());
        await using var person = await Shop.PersonAsync();
        await LoginAsync(person, email);
        await person.OpenAsync($"/products/{first.Id}");
        await person.AddToCartAsync();
        await person.OpenAsync("/account");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Log out" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Link, new() { Name = "Log in" }).First.SeenAsync();

        await person.OpenAsync($"/products/{second.Id}");
        await person.AddToCartAsync();
        await Words(person, "Cart, 1 item").SeenAsync();
        await LoginAsync(person, email);
        await Words(person, "Cart, 2 items").SeenAsync();
        await person.OpenAsync("/cart");
        foreach (var product in new[] { first, second }) await person.Page.GetByTestId("cart-line").GetByText(product.Name).SeenAsync();
        (await person.Page.GetByTestId("cart-line").CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task A_price_that_changed_and_pieces_that_are_gone_are_told_with_what_to_do()
    {
        var (dearer, scarcer) = (await Shop.ProductAsync(pieces: 5), await Shop.ProductAsync(pieces: 5));
        await using var person = await Shop.PersonAsync();
        foreach (var product in new[] { dearer, scarcer })
        {
            await person.OpenAsync($"/products/{product.Id}");
            await person.Page.GetByLabel("Quantity", new() { Exact = true }).FillAsync("3");
            await person.AddToCartAsync();
        }

        var admin = await Shop.AdminAsync();
        (await admin.Patch($"/products/{dearer.Id}", new { price = new { amount = 9_900, currency = "USD" } })).MustBe(200);
        (await admin.Post($"/products/{scarcer.Id}/stock/adjustments", new { delta = -3, reason = "Broken" })).MustBe(200);

        await person.OpenAsync("/cart");
        await person.Page.GetByText($"{dearer.Name}: now $99.00, it was $12.50").SeenAsync();
        await person.Page.GetByText($"Only 2 of {scarcer.Name} are in stock.").SeenAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Agree to the new prices" }).ClickAsync();
        await person.Page.GetByText("Prices have changed").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Take 2" }).ClickAsync();
        await person.Page.GetByText("are in stock.").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await person.BuyAsGuestAsync();
    }

    [Fact]
    public async Task A_coupon_takes_off_what_it_says()
    {
        var admin = await Shop.AdminAsync();
        (await admin.Post("/promotions", new { name = "Half", code = "HALF", kind = "percentage", percent = 50 })).MustBe(201);
        var product = await Shop.ProductAsync();
        await using var person = await Shop.PersonAsync();
        await person.OpenAsync($"/products/{product.Id}");
        await person.AddToCartAsync();
        await person.OpenAsync("/cart");
        var full = Dollars.Read(await person.Page.GetByTestId("total").TextContentAsync());
        full.ShouldBeGreaterThanOrEqualTo(1_250);

        // A code that nobody knows is kept, with the reason why it takes nothing off.
        await ApplyAsync(person, "NOSUCH");
        await person.Page.GetByText("There is no such coupon.").SeenAsync();
        await TotalAsync(person, full);
        await RemoveAsync(person, "NOSUCH");

        await ApplyAsync(person, "half");
        await person.Page.GetByText("You save $6.25.").SeenAsync();
        await TotalAsync(person, full - 625);
        await RemoveAsync(person, "HALF");
        await TotalAsync(person, full);
        (await person.Page.GetByText("You save").CountAsync()).ShouldBe(0);
    }

    private static ILocator Words(Person person, string label) => person.Page.Locator("header").GetByRole(AriaRole.Link, new() { NameString = label });

    private static async Task ApplyAsync(Person person, string coupon)
    {
        await person.Page.GetByLabel("Coupon", new() { Exact = true }).FillAsync(coupon);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Apply" }).ClickAsync();
    }

    private static async Task RemoveAsync(Person person, string coupon)
    {
        await person.Page.GetByRole(AriaRole.Button, new() { NameString = $"Remove coupon {coupon}" }).ClickAsync();
        await person.Page.GetByLabel("Coupon", new() { Exact = true }).SeenAsync();
    }

    private static Task TotalAsync(Person person, long cents) =>
        person.Page.GetByTestId("total").Filter(new() { HasText = Dollars.Of(cents) }).SeenAsync();

    private static async Task LoginAsync(Person person, string email)
    {
        await person.OpenAsync("/login");
        await person.Page.GetByLabel("E-mail address").FillAsync(email);
        await person.Page.GetByLabel("Password").FillAsync(Shopkeeper.Password);
        await person.Page.Locator("main").GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await person.Page.WaitForURLAsync(url => !url.Contains("/login", StringComparison.Ordinal));
    }
}
