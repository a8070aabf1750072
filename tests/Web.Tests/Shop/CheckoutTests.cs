using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Playwright;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Shop;

/// <summary>One order, whatever goes wrong on the way to it.</summary>
public sealed class CheckoutTests(WebShop shop) : BrowserTests(shop)
{
    [Theory]
    [InlineData("Card that is declined", 402)]
    [InlineData("Card whose bank answers late", 504)]
    public async Task A_payment_that_failed_is_made_again_without_a_second_order(string card, int status)
    {
        await using var person = await FilledAsync();
        person.Expects(status, "/api/v1/orders");
        await person.Page.GetByLabel(card).CheckAsync();
        await person.PlaceAsync();
        var order = await person.OrderAsync();
        if (status == 402)
        {
            await person.Page.GetByTestId("status-line").GetByText("Payment declined").SeenAsync();
            await person.Page.GetByLabel("Card that pays").CheckAsync();
            await person.Page.GetByTestId("pay").ClickAsync();
        }

        await person.Page.GetByTestId("status-line").GetByText("Paid", new() { Exact = true }).SeenAsync();
        (await OrdersAsync(person)).ShouldBe([order]);
    }

    [Fact]
    public async Task Pressed_twice_it_is_one_order()
    {
        await using var person = await FilledAsync();
        await person.Page.GetByTestId("place-order").DblClickAsync();
        var order = await person.OrderAsync();
        (await OrdersAsync(person)).ShouldBe([order]);
    }

    [Fact]
    public async Task An_answer_that_is_lost_is_asked_for_again_and_not_ordered_again()
    {
        await using var person = await FilledAsync();
        var lost = 0;
        await person.Page.RouteAsync("**/api/v1/orders", async route =>
        {
            if (route.Request.Method != "POST" || Interlocked.Increment(ref lost) > 1)
            {
                await route.ContinueAsync();
                return;
            }

            // It arrives, and the line is cut before the answer does.
            await route.FetchAsync();
            await route.AbortAsync();
        });
        Guid order = default;
        await person.OutageAsync(async () =>
        {
            await person.PlaceAsync();
            var again = person.Page.GetByRole(AriaRole.Button, new() { Name = "Ask again" });
            await again.Or(person.Page.GetByTestId("status-line")).First.SeenAsync();
            if (await again.IsVisibleAsync()) await again.ClickAsync();
            order = await person.OrderAsync();
        });
        await person.Page.GetByTestId("status-line").GetByText("Paid", new() { Exact = true }).SeenAsync();
        lost.ShouldBeGreaterThan(1);
        (await OrdersAsync(person)).ShouldBe([order]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_reload_while_it_is_ordered_comes_to_the_one_order(bool arrives)
    {
        await using var person = await FilledAsync();
        var keys = new ConcurrentQueue<string>();
        var held = new TaskCompletionSource();
        await person.Page.RouteAsync("**/api/v1/orders", async route =>
        {
            if (route.Request.Method == "POST") keys.Enqueue(route.Request.Headers["idempotency-key"]);
            if (route.Request.Method != "POST" || keys.Count > 1)
            {
                await route.ContinueAsync();
                return;
            }

            // No answer comes as long as this page is there.
            if (arrives) await route.FetchAsync();
            held.SetResult();
        });
        await person.PlaceAsync();
        await held.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
        await person.Page.ReloadAsync();
        var order = await person.OrderAsync();
        await person.Page.GetByTestId("status-line").GetByText("Paid", new() { Exact = true }).SeenAsync();
        keys.Distinct().ShouldHaveSingleItem();
        keys.Count.ShouldBe(2);
        (await OrdersAsync(person)).ShouldBe([order]);
    }

    [Fact]
    public async Task A_price_that_changed_meanwhile_is_agreed_to_first()
    {
        var product = await Shop.ProductAsync();
        await using var person = await FilledAsync(product);
        var place = person.Page.GetByTestId("place-order");
        var shown = await ToPayAsync(place);
        (await (await Shop.AdminAsync()).Patch($"/products/{product.Id}", new { price = new { amount = 2_000, currency = "USD" } })).MustBe(200);
        person.Expects(409, "/api/v1/orders");
        // The second time in sight of the new price, but without a word to it.
        for (var press = 0; press < 2; press++)
        {
            await ToPayAsync(place);
            await person.Page.RunAndWaitForResponseAsync(person.PlaceAsync, answer => answer.Url.EndsWith("/api/v1/orders", StringComparison.Ordinal) && answer.Status == 409);
            await person.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "The price has changed, and nothing was ordered yet" }).SeenAsync();
            await person.Page.GetByText($"{product.Name}: now $20.00, it was $12.50").SeenAsync();
            (await OrdersAsync(product.Id)).ShouldBeEmpty();
        }

        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Agree to the new prices" }).ClickAsync();
        await person.Page.GetByText("Prices have changed").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await person.Page.GetByText("nothing was ordered yet").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        var agreed = await ToPayAsync(place);
        agreed.ShouldBeGreaterThan(shown);
        await person.PlaceAsync();
        var order = await person.OrderAsync();
        (await OrdersAsync(product.Id)).ShouldBe([order]);
        var placed = (await (await Shop.AdminAsync()).Get($"/orders/{order}")).MustBe(200);
        placed["items"][0].GetProperty("unitPrice").GetProperty("amount").GetInt64().ShouldBe(2_000);
        placed["total"].GetProperty("amount").GetInt64().ShouldBe(agreed);
    }

    [Fact]
    public async Task What_is_missing_is_said_at_its_field_and_the_first_one_has_the_focus()
    {
        await using var person = await FilledAsync();
        await person.Page.Locator("[autocomplete=email]").FillAsync("");
        await person.Page.Locator("[autocomplete=address-line1]").FillAsync("");
        await person.PlaceAsync();
        await person.Page.Locator("[autocomplete=email][aria-invalid=true]").SeenAsync();
        await person.Page.Locator("[autocomplete=address-line1][aria-invalid=true]").SeenAsync();
        (await person.Page.EvaluateAsync<string>("document.activeElement.autocomplete")).ShouldBe("email");
    }

    /// <summary>A guest whose form needs but the button.</summary>
    private async Task<Person> FilledAsync(Good? good = null)
    {
        var product = good ?? await Shop.ProductAsync();
        var person = await Shop.PersonAsync();
        await person.OpenAsync($"/products/{product.Id}");
        await person.AddToCartAsync();
        await person.OpenAsync("/checkout");
        await person.Page.Locator("[autocomplete=email]").FillAsync($"{product.Id:N}@example.com");
        await person.FillAddressAsync();
        await person.Page.SettledAsync();
        return person;
    }

    /// <summary>The cents that the button names, once it is sure of them.</summary>
    private static async Task<long> ToPayAsync(ILocator place)
    {
        await place.Page.Locator("[data-testid=place-order]:not([aria-busy])").SeenAsync();
        var words = (await place.TextContentAsync())!;
        words.ShouldStartWith("Order and pay ");
        return Dollars.Read(words["Order and pay ".Length..]);
    }

    /// <summary>The orders of the product that the person bought, as the shop knows them.</summary>
    private async Task<List<Guid>> OrdersAsync(Person person)
    {
        var opened = await person.OrderAsync();
        var items = (await (await Shop.AdminAsync()).Get($"/orders/{opened}")).MustBe(200)["items"];
        return await OrdersAsync(items.EnumerateArray().Single().GetProperty("productId").GetGuid());
    }

    /// <summary>The orders of a product, as the shop knows them; what was written until now is in it.</summary>
    private async Task<List<Guid>> OrdersAsync(Guid product)
    {
        var admin = await Shop.AdminAsync();
        var head = (await admin.Get("/admin/journal?limit=1")).MustBe(200)["head"].GetInt64();
        var found = (await admin.Get("/orders?limit=100", ("Store-Min-Position", $"{head}"))).MustBe(200)["items"].EnumerateArray().Select(o => o.GetProperty("id").GetGuid()).ToList();
        var of = new List<Guid>();
        foreach (var id in found)
        {
            var items = (await admin.Get($"/orders/{id}")).MustBe(200)["items"];
            if (items.ValueKind == JsonValueKind.Array && items.EnumerateArray().Any(i => i.GetProperty("productId").GetGuid() == product)) of.Add(id);
        }

        return of;
    }
}
