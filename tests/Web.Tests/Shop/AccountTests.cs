using System.Text.Json;
using Microsoft.Playwright;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Shop;

/// <summary>What somebody has stored here, takes along and has erased.</summary>
public sealed class AccountTests(WebShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task Address_and_preferences_outlive_the_page_and_are_in_the_export()
    {
        const string email = "keeps@example.com";
        await Shop.RegisterAsync(email);
        await using var person = await Shop.PersonAsync();
        await person.LoginAsync(Shop, email);

        await person.OpenAsync("/account/addresses");
        await person.Page.GetByRole(AriaRole.Button, new() { NameString = "Add an address" }).ClickAsync();
        var dialog = await person.Page.GetByRole(AriaRole.Dialog).SeenAsync();
        await person.FillAddressAsync();
        await dialog.GetByRole(AriaRole.Button, new() { NameString = "Save", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await person.Page.ReloadAsync();
        await person.Page.Locator("main").GetByText("1 Main St").SeenAsync();

        await person.OpenAsync("/account/preferences");
        await Category(person).CheckAsync();
        await Emails(person).CheckAsync();
        await person.Page.GetByRole(AriaRole.Button, new() { NameString = "Save", Exact = true }).ClickAsync();
        await person.Page.GetByText("Saved.").SeenAsync();
        await person.Page.ReloadAsync();
        await Category(person).SeenAsync();
        (await Category(person).IsCheckedAsync()).ShouldBeTrue();
        (await Emails(person).IsCheckedAsync()).ShouldBeTrue();

        await person.OpenAsync("/account/data");
        var file = await person.Page.RunAndWaitForDownloadAsync(() => person.Page.GetByRole(AriaRole.Button, new() { NameString = "Download my data" }).ClickAsync());
        file.SuggestedFilename.ShouldEndWith(".json");
        await using var content = await file.CreateReadStreamAsync();
        using var json = await JsonDocument.ParseAsync(content, cancellationToken: Ct);
        var told = json.RootElement.GetRawText();
        told.ShouldContain(email);
        told.ShouldContain("1 Main St");
    }

    [Fact]
    public async Task Whoever_is_erased_is_logged_out_and_does_not_come_in_again()
    {
        const string email = "leaves@example.com";
        await Shop.RegisterAsync(email);
        await using var person = await Shop.PersonAsync();
        await person.LoginAsync(Shop, email);
        await person.OpenAsync("/account/data");
        await person.Page.GetByRole(AriaRole.Button, new() { NameString = "Erase my account" }).ClickAsync();
        var dialog = await person.Page.GetByRole(AriaRole.Dialog).SeenAsync();
        var erase = dialog.GetByRole(AriaRole.Button, new() { NameString = "Erase my account" });
        (await erase.IsDisabledAsync()).ShouldBeTrue();
        await dialog.GetByLabel("I understand that this cannot be undone").CheckAsync();

        // Nothing is erased by mistake.
        await dialog.GetByLabel("Type your e-mail address to confirm").FillAsync("another@example.com");
        await erase.ClickAsync();
        await dialog.GetByText("That is not this account’s e-mail address.").SeenAsync();
        await dialog.GetByLabel("Type your e-mail address to confirm").FillAsync(email);
        await erase.ClickAsync();
        await person.Page.GetByText("Your account was erased.").SeenAsync();
        await person.Page.WaitForURLAsync($"{Shop.Address}/");
        await person.Page.Locator("header").GetByRole(AriaRole.Link, new() { NameString = "Log in" }).SeenAsync();
        (await person.Page.EvaluateAsync<string?>("localStorage.getItem('store.session')")).ShouldBeNull();

        person.Expects(401, "/auth/login");
        await person.OpenAsync("/login");
        await person.Page.GetByLabel("E-mail address").FillAsync(email);
        await person.Page.GetByLabel("Password").FillAsync(Shopkeeper.Password);
        await person.Page.Locator("main").GetByRole(AriaRole.Button, new() { NameString = "Log in" }).ClickAsync();
        await person.Page.GetByText("The e-mail address or the password is wrong.").SeenAsync();
    }

    private static ILocator Category(Person person) => person.Page.GetByRole(AriaRole.Checkbox, new() { NameString = "Home", Exact = true });

    private static ILocator Emails(Person person) => person.Page.GetByLabel("Tell me by e-mail of new products in these categories");
}
