using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Accessibility;

/// <summary>Every page of the shop can be used by everybody.</summary>
public sealed class ShopPageTests : IClassFixture<FurnishedShop>
{
    private const string AccountPage = "src/Web/src/shop/account/AccountPage.tsx";

    private readonly FurnishedShop _furnished;

    public ShopPageTests(FurnishedShop furnished)
    {
        furnished.Shop.Require();
        _furnished = furnished;
    }

    public static TheoryData<string> Pages() => [.. SourceLists.Addresses("src/Web/src/shop/routes.ts").SelectMany<string, string>(p =>
        p == "/account/:page" ? AccountPages.Select(name => $"/account/{name}") : [p])];

    /// <summary>What is one's own, and where e-mails lead.</summary>
    private static IEnumerable<string> AccountPages => SourceLists.Names(AccountPage, "parts").Concat(SourceLists.Compared(AccountPage, "page"));

    [Fact]
    public void Pages_are_found_in_the_sources()
    {
        var pages = Pages().Select(p => p.Data).ToList();
        foreach (var known in new[] { "/checkout", "/account/security", "/account/reset" }) pages.ShouldContain(known);
        FurnishedShop.MustKnowAll(pages);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_can_be_used_by_everybody(string pattern)
    {
        await using var person = await _furnished.Shop.PersonAsync();
        if (pattern is not ("/login" or "/register")) await person.LoginAsync(_furnished.Shop, FurnishedShop.Customer);
        await person.MustBeForEverybodyAsync(_furnished.Address(pattern), pattern);
    }

    [Fact]
    public async Task Pages_of_a_guest_can_be_used_by_everybody()
    {
        await using var person = await _furnished.Shop.PersonAsync();
        await person.MustBeForEverybodyAsync("/cart", "an empty cart");
        await person.MustBeForEverybodyAsync("/orders", "orders of a guest");
    }

    [Fact]
    public async Task A_page_is_come_through_by_keyboard_from_its_first_link_on()
    {
        await using var person = await _furnished.Shop.PersonAsync();
        await person.OpenAsync("/");
        await person.Page.SettledAsync();
        await person.Page.Keyboard.PressAsync("Tab");
        (await FocusedAsync(person)).ShouldBe("Skip to content");
        await person.Page.Keyboard.PressAsync("Enter");
        await person.Page.Keyboard.PressAsync("Tab");
        (await person.Page.EvaluateAsync<bool>("document.querySelector('main').contains(document.activeElement)")).ShouldBeTrue("what comes next is in the content");
    }

    private static Task<string> FocusedAsync(Person person) => person.Page.EvaluateAsync<string>("document.activeElement.textContent.trim()");
}
