using Microsoft.Playwright;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Shop;

/// <summary>An order that its buyer changes.</summary>
public sealed class OrderTests(WebShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task A_change_whose_answer_is_lost_is_not_made_twice()
    {
        const string email = "changes@example.com";
        var customer = await Shop.RegisterAsync(email);
        var product = await Shop.ProductAsync();
        var order = (await customer.Order(product.Id, method: "later")).MustBe(201).Id;
        await using var person = await Shop.PersonAsync();
        await person.LoginAsync(Shop, email);
        await person.OpenAsync($"/orders/{order}");
        await person.Page.GetByRole(AriaRole.Button, new() { NameString = "Change items" }).ClickAsync();
        var quantity = person.Page.GetByRole(AriaRole.Textbox, new() { NameString = $"Quantity of {product.Name}" });

        // The page hears nothing of its order, neither by an answer nor by asking for it.
        await person.Page.RouteAsync($"**/api/v1/orders/{order}", route => route.AbortAsync());
        await person.Page.RouteAsync($"**/api/v1/orders/{order}/items", async route =>
        {
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await person.OutageAsync(async () =>
        {
            await quantity.FillAsync("3");
            await person.Page.GetByText("The store cannot be reached.").First.SeenAsync();
            await person.Page.UntilAsync("document.querySelector('.quantity-input').value === '1'");
            await person.Page.UnrouteAsync($"**/api/v1/orders/{order}/items");
            await person.Page.RunAndWaitForResponseAsync(() => quantity.FillAsync("3"), answer => answer.Url.EndsWith("/items", StringComparison.Ordinal) && answer.Request.Method == "POST" && answer.Status == 412);
            await person.Page.UnrouteAsync($"**/api/v1/orders/{order}");
            await person.Page.GetByText("This was changed meanwhile.").SeenAsync();
            await person.Page.UntilAsync("document.querySelector('.quantity-input').value === '3'");
        });
        (await customer.Get($"/orders/{order}")).MustBe(200)["items"][0].GetProperty("quantity").GetInt32().ShouldBe(3);
    }
}
