using Microsoft.Playwright;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Admin;

/// <summary>Stock in the back office.</summary>
public sealed class StockTests(WebShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task What_comes_in_and_what_is_corrected_is_in_the_ledger_and_on_the_product()
    {
        var product = await Shop.ProductAsync(pieces: 10);
        await using var keeper = await Shop.KeeperAsync($"/admin/stock/{product.Id}");
        var writes = keeper.Page.Writes();
        (await LedgerAsync(keeper)).ShouldBe(["Received|10||10"]);

        var receive = keeper.Page.GetByRole(AriaRole.Form, new() { NameString = "Receive pieces", Exact = true });
        await receive.GetByLabel("Pieces", new() { Exact = true }).FillAsync("7");
        await receive.GetByRole(AriaRole.Button).ClickAsync();
        await keeper.Page.ShowsAsync(() => LedgerAsync(keeper), () => Is("Received|7||17", "Received|10||10"));
        await keeper.Page.ShowsAsync(() => FigureAsync(keeper, "Available"), () => Is("17"));

        var correct = keeper.Page.GetByRole(AriaRole.Form, new() { NameString = "Correct the count", Exact = true });
        await correct.GetByLabel("Difference", new() { Exact = true }).FillAsync("-3");
        await correct.GetByText("17 become 14 available.", new() { Exact = true }).SeenAsync();
        await correct.GetByLabel("Reason", new() { Exact = true }).FillAsync("Three fell down");
        await correct.GetByRole(AriaRole.Button).ClickAsync();
        await keeper.Page.ShowsAsync(() => LedgerAsync(keeper), () => Is("Corrected|-3|Three fell down|14", "Received|7||17", "Received|10||10"));
        await keeper.Page.ShowsAsync(() => FigureAsync(keeper, "Available"), () => Is("14"));
        await keeper.Page.ShowsAsync(() => FigureAsync(keeper, "Corrected"), () => Is("-3"));
        writes.ShouldBe([$"POST /api/v1/products/{product.Id}/stock/receipts", $"POST /api/v1/products/{product.Id}/stock/adjustments"]);
        await keeper.Page.MustBeAccessibleAsync("the stock");

        // By a link: who goes on in the same page sees what was written there.
        await keeper.Page.GetByRole(AriaRole.Link, new() { NameString = "Products", Exact = true }).First.ClickAsync();
        await keeper.Page.GetByLabel("Search", new() { Exact = true }).FillAsync(product.Name);
        await keeper.Page.GetByRole(AriaRole.Link, new() { NameString = $"Stock of {product.Name}: 14" }).SeenAsync();
    }

    private static Task<IReadOnlyList<string>> Is(params string[] lines) => Task.FromResult<IReadOnlyList<string>>(lines);

    /// <summary>What moved, how many pieces, why, and what was there after it; newest first.</summary>
    private static async Task<IReadOnlyList<string>> LedgerAsync(Person keeper) =>
        await keeper.Page.GetByRole(AriaRole.Region, new() { NameString = "Ledger", Exact = true }).Locator("tbody tr")
            .EvaluateAllAsync<string[]>("rows => rows.map(row => [1, 2, 3, 5].map(c => row.cells[c].textContent).join('|'))");

    private static async Task<IReadOnlyList<string>> FigureAsync(Person keeper, string name) =>
        await keeper.Page.Locator(".figure").Filter(new() { Has = keeper.Page.GetByText(name, new() { Exact = true }) }).Locator(".figure-value").AllTextContentsAsync();
}
