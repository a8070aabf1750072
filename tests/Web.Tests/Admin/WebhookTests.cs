using Microsoft.Playwright;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Admin;

/// <summary>Webhooks in the back office.</summary>
public sealed class WebhookTests(WebShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task A_delivery_is_logged_and_a_replay_makes_another_one_of_it()
    {
        await using var receiver = new HookReceiver();
        await using var keeper = await Shop.KeeperAsync("/admin/webhooks");
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "New webhook", Exact = true }).ClickAsync();
        var dialog = keeper.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Address", new() { Exact = true }).FillAsync(receiver.Url);
        await dialog.GetByLabel("order.created", new() { Exact = true }).CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { NameString = "Create webhook", Exact = true }).ClickAsync();
        await dialog.GetByText("whsec_").SeenAsync();
        await dialog.GetByRole(AriaRole.Button, new() { NameString = "I have it", Exact = true }).ClickAsync();
        await keeper.Page.GetByText("Nothing was sent yet.", new() { Exact = true }).SeenAsync();
        (await keeper.Page.GetByText("whsec_").CountAsync()).ShouldBe(0, "it is shown once");

        await Shop.PlacedAsync();
        await keeper.Page.ShowsAsync(() => LogAsync(keeper), () => Task.FromResult(LogOf(receiver)));
        var (first, position) = (receiver.Got.ShouldHaveSingleItem(), receiver.Got[0].Position);
        first.Type.ShouldBe("order.created");

        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Replay", Exact = true }).ClickAsync();
        await dialog.GetByLabel("From position").FillAsync($"{position}");
        await dialog.GetByLabel("The receiver can take all of it again.").CheckAsync();
        await dialog.GetByRole(AriaRole.Button, new() { NameString = "Replay", Exact = true }).ClickAsync();
        await keeper.Page.GetByText("The replay has begun.", new() { Exact = true }).SeenAsync();
        await keeper.Page.ShowsAsync(() => LogAsync(keeper), () => Task.FromResult<IReadOnlyList<string>>([$"2|order.created|{position}|Delivered 200", $"1|order.created|{position}|Delivered 200"]));
        receiver.Got.ShouldBe([first, first], "the same message, which a receiver knows by its id");
        await keeper.Page.MustBeAccessibleAsync("the log");
    }

    /// <summary>What is to be logged for what came, newest first.</summary>
    private static IReadOnlyList<string> LogOf(HookReceiver receiver) =>
        receiver.Got.Count == 0 ? ["something has to come"] : [.. receiver.Got.Select((hooked, i) => $"{i + 1}|{hooked.Type}|{hooked.Position}|Delivered 200").Reverse()];

    private static async Task<IReadOnlyList<string>> LogAsync(Person keeper) =>
        await keeper.Page.GetByRole(AriaRole.Region, new() { NameString = "Deliveries", Exact = true }).Locator("tbody tr")
            .EvaluateAllAsync<string[]>("rows => rows.map(row => [0, 2, 3, 4].map(c => row.cells[c].textContent).join('|'))");
}
