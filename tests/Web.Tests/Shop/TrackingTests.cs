using OrleansStore.Api.Tests.Setup;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Shop;

/// <summary>An order that is watched while it is worked on.</summary>
public sealed class TrackingTests(WebShop shop) : BrowserTests(shop)
{
    /// <summary>Counts what is put into the line, also what is taken out again.</summary>
    private const string Watch = """
        () => {
          window.added = [];
          const line = document.querySelector('[data-testid=status-line] ol');
          for (const step of line.children) window.added.push(Number(step.dataset.version));
          new MutationObserver(changes => changes.forEach(c => c.addedNodes.forEach(n => n.dataset?.version && window.added.push(Number(n.dataset.version)))))
            .observe(line, { childList: true });
        }
        """;

    [Fact]
    public async Task Each_status_is_shown_once_and_in_order_while_the_server_is_killed_and_started_again()
    {
        const string email = "watcher@example.com";
        var customer = await Shop.RegisterAsync(email);
        var product = await Shop.ProductAsync();
        var order = (await customer.Order(product.Id, 2, method: "later")).MustBe(201).Id;
        await using var person = await Shop.PersonAsync();
        await person.LoginAsync(Shop, email);
        await person.OpenAsync($"/orders/{order}");
        await LiveAsync(person, "live");
        await StepAsync(person, "Order placed");
        await person.Page.EvaluateAsync(Watch);

        (await customer.Post($"/orders/{order}/pay", new { method = "card" })).MustBe(200);
        await StepAsync(person, "Paid");

        await person.OutageAsync(async () =>
        {
            Shop.Kill();
            await LiveAsync(person, "lost");
            await person.Page.GetByText("Reconnecting …").SeenAsync();
            await Shop.StartAsync();
            // Before the page is back, and after.
            await (await Shop.AdminAsync()).Post($"/orders/{order}/ship", new { trackingNumber = "1Z999", carrier = "UPS" });
            await LiveAsync(person, "live");
        });
        await StepAsync(person, "Shipped");

        await person.OutageAsync(async () =>
        {
            Shop.Kill();
            await LiveAsync(person, "lost");
            await Shop.StartAsync();
            await LiveAsync(person, "live");
        });
        (await (await Shop.AdminAsync()).Post($"/orders/{order}/deliver", new { })).MustBe(200);
        await StepAsync(person, "Delivered");

        (await person.Page.GetByTestId("status-line").Locator("li strong").AllTextContentsAsync()).ShouldBe(["Order placed", "Paid", "Shipped", "Delivered"]);
        var shown = await VersionsAsync(person);
        shown.ShouldBe(shown.Distinct().Order());
        (await person.Page.EvaluateAsync<int[]>("window.added")).ShouldBe(shown, "each was put into the line once");
        (await person.Page.GetByTestId("status-line").Locator("[aria-current=step]").CountAsync()).ShouldBe(1);

        // Whoever comes later sees the same.
        await person.OpenAsync($"/orders/{order}");
        await StepAsync(person, "Delivered");
        (await VersionsAsync(person)).ShouldBe(shown);
    }

    [Fact]
    public async Task A_guest_watches_an_order_that_was_placed_in_this_browser()
    {
        var product = await Shop.ProductAsync();
        await using var person = await Shop.PersonAsync();
        await person.OpenAsync($"/products/{product.Id}");
        await person.AddToCartAsync();
        var order = await person.BuyAsGuestAsync();
        await LiveAsync(person, "live");
        (await (await Shop.AdminAsync()).Post($"/orders/{order}/ship", new { trackingNumber = "1Z999", carrier = "UPS" })).MustBe(200);
        await StepAsync(person, "Shipped");

        await using var stranger = await Shop.PersonAsync();
        stranger.ExpectsAnyOf(401, 404, $"/orders/{order}");
        await stranger.OpenAsync($"/orders/{order}");
        await stranger.Page.GetByText("This order does not open here").SeenAsync();
    }

    private static Task LiveAsync(Person person, string state) => person.Page.Locator($"[data-testid=status-line][data-live-state={state}]").SeenAsync();

    private static Task StepAsync(Person person, string words) => person.Page.GetByTestId("status-line").GetByText(words, new() { Exact = true }).SeenAsync();

    private static async Task<int[]> VersionsAsync(Person person) =>
        await person.Page.GetByTestId("status-line").Locator("li").EvaluateAllAsync<int[]>("steps => steps.map(s => Number(s.dataset.version))");
}
