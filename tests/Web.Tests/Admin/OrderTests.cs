using Microsoft.Playwright;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Admin;

/// <summary>Orders in the back office.</summary>
public sealed class OrderTests(WebShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task An_administrator_ships_while_the_customer_watches()
    {
        const string email = "watched@example.com";
        var customer = await Shop.RegisterAsync(email);
        var product = await Shop.ProductAsync();
        var placed = (await customer.Order(product.Id, 2)).MustBe(201);
        await using var buyer = await Shop.PersonAsync();
        await using var keeper = await Shop.PersonAsync();
        await buyer.LoginAsync(Shop, email);
        await buyer.OpenAsync($"/orders/{placed.Id}");
        await buyer.Page.Locator("[data-testid=status-line][data-live-state=live]").SeenAsync();

        await keeper.LoginAsAdminAsync(Shop);
        await keeper.OpenAsync("/admin/orders");
        await keeper.Page.GetByRole(AriaRole.Link, new() { NameString = placed["number"].GetString() }).ClickAsync();
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Ship", Exact = true }).ClickAsync();
        var dialog = keeper.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Carrier").FillAsync("UPS");
        await dialog.GetByLabel("Tracking number").FillAsync("1Z999");
        await dialog.GetByRole(AriaRole.Button, new() { NameString = "Ship", Exact = true }).ClickAsync();

        await buyer.Page.GetByTestId("status-line").GetByText("Shipped", new() { Exact = true }).SeenAsync();
        await buyer.Page.GetByTestId("status-line").GetByText("UPS, 1Z999").SeenAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Mark as delivered" }).ClickAsync();
        await buyer.Page.GetByTestId("status-line").GetByText("Delivered", new() { Exact = true }).SeenAsync();
    }

    [Fact]
    public async Task A_dialog_keeps_the_focus_closes_by_Escape_and_gives_the_focus_back()
    {
        var product = await Shop.ProductAsync();
        var placed = (await Shop.Guest.Order(product.Id)).MustBe(201);
        await using var keeper = await Shop.PersonAsync();
        await keeper.LoginAsAdminAsync(Shop);
        await keeper.OpenAsync($"/admin/orders/{placed.Id}");
        var ship = keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Ship", Exact = true });
        await ship.FocusAsync();
        await keeper.Page.Keyboard.PressAsync("Enter");
        var dialog = await keeper.Page.GetByRole(AriaRole.Dialog).SeenAsync();
        for (var i = 0; i < 15; i++)
        {
            await keeper.Page.Keyboard.PressAsync("Tab");
            // The browser's own controls are between the last and the first.
            (await keeper.Page.EvaluateAsync<bool>("document.activeElement === document.body || !!document.activeElement.closest('dialog')")).ShouldBeTrue();
        }

        await keeper.Page.MustBeAccessibleAsync("the dialog");
        await keeper.Page.Keyboard.PressAsync("Escape");
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        (await ship.EvaluateAsync<bool>("button => button === document.activeElement")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_dashboard_moves_as_an_order_comes_in()
    {
        var (product, admin) = (await Shop.ProductAsync(), await Shop.AdminAsync());
        await using var keeper = await Shop.KeeperAsync("/admin");
        await keeper.Page.GetByText("Live", new() { Exact = true }).SeenAsync();
        // No midnight comes into these.
        await keeper.Page.GetByText("All time", new() { Exact = true }).ClickAsync();
        var head = (await admin.Get("/admin/journal?limit=1")).MustBe(200)["head"].GetInt64();
        var told = (await admin.Get("/analytics/dashboard", ("Store-Min-Position", $"{head}"))).MustBe(200);
        var sales = told["total"].GetProperty("sales").EnumerateArray().ToList();
        var (orders, net) = sales.Count == 0 ? (0, 0) : (sales.Single().GetProperty("orders").GetInt64(), sales.Single().GetProperty("net").GetProperty("amount").GetInt64());
        await keeper.Page.ShowsAsync(() => FiguresAsync(keeper), () => Task.FromResult<IReadOnlyList<string>>([$"{orders:N0}", sales.Count == 0 ? "–" : Dollars.Of(net)]));

        var order = (await Shop.Guest.Order(product.Id, 3)).MustBe(201);
        var paid = order["total"].GetProperty("amount").GetInt64();
        paid.ShouldBeGreaterThanOrEqualTo(3 * 1_250);
        await keeper.Page.ShowsAsync(() => FiguresAsync(keeper), () => Task.FromResult<IReadOnlyList<string>>([$"{orders + 1:N0}", Dollars.Of(net + paid)]));
    }

    /// <summary>Orders, and what they brought.</summary>
    private static async Task<IReadOnlyList<string>> FiguresAsync(Person keeper) => [await FigureAsync(keeper, "Orders"), await FigureAsync(keeper, "Net sales")];

    private static async Task<string> FigureAsync(Person keeper, string name) =>
        (await keeper.Page.Locator(".figure").Filter(new() { Has = keeper.Page.GetByText(name, new() { Exact = true }) }).Locator(".figure-value").TextContentAsync())!;
}
