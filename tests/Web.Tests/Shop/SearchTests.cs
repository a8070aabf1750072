using Microsoft.Playwright;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Shop;

/// <summary>Finding something among all there is.</summary>
public sealed class SearchTests(WebShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task It_is_searched_while_one_types_and_the_way_back_brings_the_list_before()
    {
        var word = $"zephyr{Guid.NewGuid().ToString("N")[..6]}";
        var (lamp, book) = (await Shop.ProductAsync(name: $"{word} lamp"), await Shop.ProductAsync(name: $"{word} book", category: "Books"));
        await MustBeFoundAsync(word, 2);
        await using var person = await Shop.PersonAsync();
        await person.OpenAsync("/");
        await person.Page.SettledAsync();
        var box = person.Page.GetByRole(AriaRole.Searchbox);

        // No key but letters.
        await box.PressSequentiallyAsync(word);
        await ShowsAsync(person, $"/search?q={word}", lamp, book);
        await box.PressSequentiallyAsync(" book");
        await ShowsAsync(person, $"/search?q={word}+book", book);
        await box.FillAsync(word);
        await ShowsAsync(person, $"/search?q={word}", lamp, book);

        await person.Page.GetByRole(AriaRole.Link, new() { NameString = "Home (1)" }).ClickAsync();
        await ShowsAsync(person, $"/search?q={word}&category=Home", lamp);
        // Whoever is sent the address sees the same.
        await person.Page.ReloadAsync();
        await ShowsAsync(person, $"/search?q={word}&category=Home", lamp);
        (await box.InputValueAsync()).ShouldBe(word);

        await person.Page.GoBackAsync();
        await ShowsAsync(person, $"/search?q={word}", lamp, book);
        await Card(person, book).ClickAsync();
        await person.Page.GetByRole(AriaRole.Heading, new() { NameString = book.Name, Level = 1 }).SeenAsync();
        await person.Page.GoBackAsync();
        await ShowsAsync(person, $"/search?q={word}", lamp, book);
        (await Card(person, book).EvaluateAsync<bool>("link => link === document.activeElement")).ShouldBeTrue("one goes on at what one looked at");

        // What was typed is one step of the way, not one a letter.
        await person.Page.GoBackAsync();
        await person.Page.WaitForURLAsync($"{Shop.Address}/");
    }

    private static ILocator Card(Person person, Good good) => person.Page.Locator($"[data-product='{good.Id}'] a");

    /// <summary>The address is this, and the list has these products and no others, in whichever order.</summary>
    private static Task ShowsAsync(Person person, string address, params Good[] goods) => person.Page.ShowsAsync(
        async () =>
        {
            var shown = await person.Page.Locator("[aria-busy=false] [data-product]").EvaluateAllAsync<string[]>("cards => cards.map(c => c.dataset.product)");
            return [new Uri(person.Page.Url).PathAndQuery, .. shown.Order(StringComparer.Ordinal)];
        },
        () => Task.FromResult<IReadOnlyList<string>>([address, .. goods.Select(g => g.Id.ToString()).Order(StringComparer.Ordinal)]));

    /// <summary>The search has heard of them.</summary>
    private async Task MustBeFoundAsync(string word, int count)
    {
        var head = (await (await Shop.AdminAsync()).Get("/admin/journal?limit=1")).MustBe(200)["head"].GetInt64();
        var found = (await Shop.Guest.Get($"/products?search={word}", ("Store-Min-Position", $"{head}"))).MustBe(200);
        found["items"].GetArrayLength().ShouldBe(count);
    }
}
