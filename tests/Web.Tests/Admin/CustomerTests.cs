using Microsoft.Playwright;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Admin;

/// <summary>Customers in the back office.</summary>
public sealed class CustomerTests(WebShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task Who_registered_on_a_day_is_found_from_that_day_until_that_day()
    {
        const string email = "today@example.com";
        var customer = await Shop.RegisterAsync(email);
        var admin = await Shop.AdminAsync();
        var registered = (await admin.Get($"/customers/{customer.Id}")).MustBe(200)["createdAt"].GetDateTimeOffset();
        var head = (await admin.Get("/admin/journal?limit=1")).MustBe(200)["head"].GetInt64();
        (await admin.Get("/customers", ("Store-Min-Position", $"{head}"))).MustBe(200);
        await using var keeper = await Shop.KeeperAsync("/admin/customers");
        // The day as the browser's clock has it, which is another one than UTC's at times.
        var days = await keeper.Page.EvaluateAsync<string[]>("at => [0, 1].map(d => new Date(at + d * 86_400_000).toLocaleDateString('sv-SE'))", registered.ToUnixTimeMilliseconds());
        await FilterAsync(keeper, days[0], days[0]);
        await keeper.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = email }).SeenAsync();
        await FilterAsync(keeper, days[1], days[1]);
        await keeper.Page.GetByText("Nobody found", new() { Exact = true }).SeenAsync();
    }

    private static async Task FilterAsync(Person keeper, string from, string to)
    {
        await keeper.Page.GetByLabel("Registered from").FillAsync(from);
        await keeper.Page.GetByLabel("Registered until").FillAsync(to);
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Filter", Exact = true }).ClickAsync();
    }
}
