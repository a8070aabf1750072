using System.Text.Json;
using Microsoft.Playwright;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Admin;

/// <summary>Promotions in the back office. All have a code, so that none applies to the orders of another test.</summary>
public sealed class PromotionTests(WebShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task What_a_promotion_would_have_taken_off_is_told_before_there_is_one()
    {
        var product = await Shop.ProductAsync();
        var order = (await Shop.Guest.Order(product.Id, 2)).MustBe(201);
        var admin = await Shop.AdminAsync();
        (await admin.Get($"/orders/{order.Id}", ("Store-Min-Position", order.Header("Store-Position")!))).MustBe(200);
        var told = (await admin.Post("/promotions/what-if", new { promotion = new { name = "A fifth", kind = "percentage", percent = 20 }, orderIds = new[] { order.Id } })).MustBe(200);
        var (before, after, difference) = (Amount(told["before"]), Amount(told["after"]), Amount(told["difference"]));
        difference.ShouldBe(-2 * 1_250 / 5);

        await using var keeper = await Shop.KeeperAsync("/admin/promotions/new");
        var writes = keeper.Page.Writes();
        await keeper.Page.GetByLabel("Percent off").FillAsync("20");
        await keeper.Page.GetByLabel("Certain orders").CheckAsync();
        await keeper.Page.GetByLabel("Order ids").FillAsync($"{order.Id}");
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Try it", Exact = true }).ClickAsync();
        var row = await keeper.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = $"{order.Id}" }).SeenAsync();
        (await row.GetByRole(AriaRole.Cell).AllTextContentsAsync()).ShouldBe(
            [Dollars.Of(Amount(order["total"])), Dollars.Of(before), Dollars.Of(after), $"-{Dollars.Of(-difference)}", "Applied"]);
        (await keeper.Page.Locator(".what-if-sum dd").AllTextContentsAsync()).ShouldBe([Dollars.Of(before), Dollars.Of(after), $"-{Dollars.Of(-difference)} (-20%)", "1 / 1"]);
        writes.ShouldBe(["POST /api/v1/promotions/what-if"]);
        await keeper.Page.MustBeAccessibleAsync("what a promotion would have taken off");
    }

    [Fact]
    public async Task Enter_in_the_search_of_products_takes_the_product_and_creates_nothing()
    {
        var product = await Shop.ProductAsync();
        var code = NewCode();
        await using var keeper = await Shop.KeeperAsync("/admin/promotions/new");
        var writes = keeper.Page.Writes();
        await NameAsync(keeper, $"Enter {code}", code);
        var search = keeper.Page.GetByRole(AriaRole.Searchbox, new() { NameString = "Single products" });
        await search.FillAsync(product.Name);
        // Also before anything is found.
        await search.PressAsync("Enter");
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = $"+ {product.Name}" }).SeenAsync();
        await search.PressAsync("Enter");
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = $"Remove: {product.Name}" }).SeenAsync();
        writes.ShouldBeEmpty();

        await CreateAsync(keeper);
        await CreatedAsync(keeper);
        (await MadeAsync(code)).ShouldHaveSingleItem().GetProperty("products").EnumerateArray().Select(p => p.GetGuid()).ShouldBe([product.Id]);
    }

    [Fact]
    public async Task Two_who_change_one_promotion_are_told_of_each_other_and_both_changes_stay()
    {
        var code = NewCode();
        var admin = await Shop.AdminAsync();
        var promotion = (await admin.Post("/promotions", new { name = "Spring", code, kind = "percentage", percent = 10 })).MustBe(201);
        (await admin.Get($"/promotions/{promotion.Id}", ("Store-Min-Position", promotion.Header("Store-Position")!))).MustBe(200);
        await using var first = await Shop.KeeperAsync($"/admin/promotions/{promotion.Id}");
        await using var second = await Shop.KeeperAsync($"/admin/promotions/{promotion.Id}");
        await first.Page.GetByLabel("Percent off").FillAsync("15");
        await SaveAsync(first);
        await first.Page.GetByText("Saved.", new() { Exact = true }).SeenAsync();

        second.Expects(412, $"/promotions/{promotion.Id}");
        await second.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("Early spring");
        await SaveAsync(second);
        await second.Page.GetByText("Somebody else changed this promotion meanwhile").First.SeenAsync();
        (await RowAsync(second, "Percent off")).ShouldBe(["10", "15", "10"]);
        (await RowAsync(second, "Name")).ShouldBe(["Spring", "Spring", "Early spring"]);
        await second.Page.MustBeAccessibleAsync("the conflict");
        await second.Page.GetByRole(AriaRole.Button, new() { NameString = "Put mine on top", Exact = true }).ClickAsync();
        (await second.Page.GetByLabel("Percent off").InputValueAsync()).ShouldBe("15");
        await SaveAsync(second);
        await second.Page.GetByText("Saved.", new() { Exact = true }).SeenAsync();
        var made = (await MadeAsync(code)).ShouldHaveSingleItem();
        (made.GetProperty("name").GetString(), made.GetProperty("percent").GetDecimal()).ShouldBe(("Early spring", 15));
    }

    [Fact]
    public async Task An_answer_that_is_lost_and_asked_for_again_makes_one_promotion()
    {
        var name = $"Lost {NewCode()}";
        await using var keeper = await Shop.KeeperAsync("/admin/promotions/new");
        var isLost = false;
        await keeper.Page.RouteAsync("**/api/v1/promotions", async route =>
        {
            if (isLost || route.Request.Method != "POST")
            {
                await route.ContinueAsync();
                return;
            }

            isLost = true;
            (await route.FetchAsync()).Status.ShouldBe(201);
            await route.AbortAsync();
        });
        // Without a code, which could be taken once; far ahead, so that it is nobody's yet.
        await NameAsync(keeper, name, code: null);
        await keeper.Page.GetByLabel("Starts").FillAsync("2100-01-01T00:00");
        await keeper.OutageAsync(async () =>
        {
            await CreateAsync(keeper);
            await keeper.Page.GetByText("The store cannot be reached").First.SeenAsync();
        });
        isLost.ShouldBeTrue();

        await CreateAsync(keeper);
        await CreatedAsync(keeper);
        (await PromotionsAsync()).Count(p => p.GetProperty("name").GetString() == name).ShouldBe(1);
    }

    private static string NewCode() => $"C{Guid.NewGuid():N}"[..12].ToUpperInvariant();

    private static long Amount(JsonElement money) => money.GetProperty("amount").GetInt64();

    private static async Task NameAsync(Person keeper, string name, string? code)
    {
        await keeper.Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        if (code is not null) await keeper.Page.GetByLabel("Coupon code").FillAsync(code);
    }

    private static Task CreateAsync(Person keeper) => keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Create promotion", Exact = true }).ClickAsync();

    private static Task<ILocator> CreatedAsync(Person keeper) => keeper.Page.GetByText("The promotion was created.", new() { Exact = true }).SeenAsync();

    private static Task SaveAsync(Person keeper) => keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Save", Exact = true }).ClickAsync();

    /// <summary>Before, theirs and mine of a field.</summary>
    private static Task<IReadOnlyList<string>> RowAsync(Person keeper, string field) =>
        keeper.Page.GetByRole(AriaRole.Row).Filter(new() { Has = keeper.Page.GetByRole(AriaRole.Rowheader, new() { NameString = field, Exact = true }) }).GetByRole(AriaRole.Cell).AllTextContentsAsync();

    private async Task<IReadOnlyList<JsonElement>> MadeAsync(string code) =>
        [.. (await PromotionsAsync()).Where(p => p.TryGetProperty("code", out var c) && c.GetString() == code)];

    /// <summary>All there are, once reads show what is written now.</summary>
    private async Task<IReadOnlyList<JsonElement>> PromotionsAsync()
    {
        var admin = await Shop.AdminAsync();
        var head = (await admin.Get("/admin/journal?limit=1")).MustBe(200)["head"].GetInt64();
        return [.. (await admin.Get("/promotions?limit=100", ("Store-Min-Position", $"{head}"))).MustBe(200)["items"].EnumerateArray()];
    }
}
