using Microsoft.Playwright;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Admin;

/// <summary>API keys in the back office.</summary>
public sealed class KeyTests(WebShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task A_key_is_shown_once_opens_what_it_is_for_and_is_refused_once_it_is_revoked()
    {
        const string name = "Accounting";
        await using var keeper = await Shop.KeeperAsync("/admin/keys");
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Issue a key", Exact = true }).ClickAsync();
        var dialog = keeper.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await dialog.GetByLabel("ordersRead").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { NameString = "Issue a key", Exact = true }).ClickAsync();
        var key = (await (await dialog.GetByRole(AriaRole.Code).SeenAsync()).TextContentAsync())!;
        await keeper.Page.MustBeAccessibleAsync("a key that is shown");

        var program = Shop.Guest with { AccessToken = key };
        (await program.Get("/orders")).MustBe(200);
        (await program.Get("/customers")).MustBeProblem(403, "forbidden");

        await dialog.GetByRole(AriaRole.Button, new() { NameString = "I have it", Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await keeper.Page.ContentAsync()).ShouldNotContain(key);
        await keeper.OpenAsync("/admin/keys");
        await keeper.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = name }).GetByText("ordersRead").SeenAsync();
        (await keeper.Page.ContentAsync()).ShouldNotContain(key);
        (await (await Shop.AdminAsync()).Get("/admin/api-keys")).MustBe(200).Body.ShouldNotContain(key);

        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = $"Revoke: {name}", Exact = true }).ClickAsync();
        await dialog.GetByRole(AriaRole.Button, new() { NameString = "Revoke", Exact = true }).ClickAsync();
        await keeper.Page.GetByText("The key opens nothing any more.", new() { Exact = true }).SeenAsync();
        await keeper.Page.GetByText("No keys yet", new() { Exact = true }).SeenAsync();
        (await program.Get("/orders")).MustBe(401);
    }
}
