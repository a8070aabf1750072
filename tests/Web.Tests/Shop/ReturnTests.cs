using Microsoft.Playwright;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Shop;

/// <summary>Goods that go back, and the money for them.</summary>
public sealed class ReturnTests(WebShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task A_buyer_asks_an_administrator_approves_and_receives_and_the_buyer_sees_the_refund()
    {
        const string email = "returns@example.com";
        var customer = await Shop.RegisterAsync(email);
        var product = await Shop.ProductAsync();
        var order = await DeliveredAsync(customer, product);
        await using var buyer = await Shop.PersonAsync();
        await buyer.LoginAsync(Shop, email);
        await buyer.OpenAsync($"/orders/{order}");
        await buyer.Page.Locator("[data-testid=status-line][data-live-state=live]").SeenAsync();

        await buyer.Page.GetByRole(AriaRole.Button, new() { NameString = "Send something back" }).ClickAsync();
        var asking = await buyer.Page.GetByRole(AriaRole.Dialog).SeenAsync();
        await asking.GetByRole(AriaRole.Textbox, new() { NameString = $"Quantity of {product.Name}" }).FillAsync("1");
        await asking.GetByLabel("Reason").FillAsync("Too bright");
        await asking.GetByRole(AriaRole.Button, new() { NameString = "Ask for the return" }).ClickAsync();
        await asking.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await StepAsync(buyer, "Return asked for");

        await using var keeper = await Shop.KeeperAsync($"/admin/orders/{order}");
        await keeper.Page.GetByText("Too bright").SeenAsync();
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Approve", Exact = true }).ClickAsync();
        await StepAsync(buyer, "Return accepted");
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Receive return", Exact = true }).ClickAsync();
        var receiving = await keeper.Page.GetByRole(AriaRole.Dialog).SeenAsync();
        await receiving.GetByText(product.Name).SeenAsync();
        await receiving.GetByRole(AriaRole.Button, new() { NameString = "Receive return", Exact = true }).ClickAsync();
        await receiving.WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await StepAsync(buyer, "Return arrived in part");
        await StepAsync(buyer, "Money given back");
        // What one of two pieces was paid with.
        var now = (await customer.Get($"/orders/{order}")).MustBe(200);
        var half = now["items"][0].GetProperty("total").GetProperty("amount").GetInt64() / 2;
        half.ShouldBeGreaterThanOrEqualTo(1_250);
        await buyer.Page.GetByText($"Given back: {Dollars.Of(half)}").SeenAsync();
        await keeper.Page.GetByText($"{Dollars.Of(half)} given back").SeenAsync();
        (await (await Shop.AdminAsync()).Get($"/products/{product.Id}/stock")).MustBe(200)["available"].GetInt32().ShouldBe(9, "it is on the shelf again");
    }

    /// <summary>An order of two pieces that has arrived.</summary>
    private async Task<Guid> DeliveredAsync(Visitor customer, Good product)
    {
        var order = (await customer.Order(product.Id, 2)).MustBe(201).Id;
        var admin = await Shop.AdminAsync();
        (await admin.Post($"/orders/{order}/ship", new { trackingNumber = "1Z999", carrier = "UPS" })).MustBe(200);
        (await admin.Post($"/orders/{order}/deliver", new { })).MustBe(200);
        return order;
    }

    private static Task StepAsync(Person person, string words) => person.Page.GetByTestId("status-line").GetByText(words, new() { Exact = true }).SeenAsync();
}
