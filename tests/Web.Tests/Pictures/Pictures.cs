using Microsoft.Playwright;
using OrleansStore.House.Tests;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Pictures;

/// <summary>The pictures of README and docs: <c>STORE_PICTURES=true dotnet test tests/Web.Tests --filter Pictures</c> takes them anew into <c>docs/images</c>. Else they are taken and thrown away.</summary>
public sealed class Pictures : IClassFixture<FurnishedShop>
{
    private static readonly string Kept = Path.Combine(Repository.Root, "docs", "images");
    private static readonly bool Keeps = Environment.GetEnvironmentVariable("STORE_PICTURES") == "true";

    private readonly FurnishedShop _furnished;
    private readonly List<string> _taken = [];

    public Pictures(FurnishedShop furnished)
    {
        furnished.Shop.Require();
        _furnished = furnished;
    }

    [Fact]
    public async Task Of_the_shop()
    {
        await using var person = await ComeAsync(ColorScheme.Light);
        await person.LoginAsync(_furnished.Shop, FurnishedShop.Customer);
        await TakeAsync(person, "/", "shop-home");
        await TakeAsync(person, "/search?q=lamp", "shop-search");
        await TakeAsync(person, $"/products/{_furnished.Ids["products"]}", "shop-product");
        await TakeAsync(person, $"/orders/{_furnished.Ids["orders"]}", "shop-order");

        await using var guest = await ComeAsync(ColorScheme.Light);
        await guest.OpenAsync($"/products/{_furnished.Ids["products"]}");
        await guest.Page.GetByRole(AriaRole.Button, new() { NameString = "Add to cart" }).First.ClickAsync();
        await guest.Page.Locator("header").GetByRole(AriaRole.Link, new() { NameString = "Cart, 1 item" }).SeenAsync();
        await TakeAsync(guest, "/checkout", "shop-checkout");

        await using var small = await ComeAsync(ColorScheme.Dark, 390, 844);
        await TakeAsync(small, "/", "shop-small-dark");
        MustBeAll("shop");
    }

    [Fact]
    public async Task Of_the_back_office()
    {
        await using var keeper = await ComeAsync(ColorScheme.Light);
        await keeper.LoginAsAdminAsync(_furnished.Shop);
        await TakeAsync(keeper, "/admin", "admin-dashboard");
        await TakeAsync(keeper, "/admin/orders", "admin-orders");
        await TakeAsync(keeper, $"/admin/products/{_furnished.Ids["products"]}", "admin-product");
        await TakeAsync(keeper, $"/admin/workbench/orders/{_furnished.Ids["orders"]}", "admin-workbench");

        await using var dark = await ComeAsync(ColorScheme.Dark);
        await dark.LoginAsAdminAsync(_furnished.Shop);
        await TakeAsync(dark, "/admin", "admin-dashboard-dark");
        MustBeAll("admin");
    }

    /// <summary>The docs show what is taken here, and nothing that nobody takes anew.</summary>
    private void MustBeAll(string kind) => _taken.ShouldBe(Directory.GetFiles(Kept, $"{kind}-*.png"), ignoreOrder: true);

    private Task<Person> ComeAsync(ColorScheme scheme, int width = 1280, int height = 860) =>
        _furnished.Shop.PersonAsync(new() { ColorScheme = scheme, ViewportSize = new() { Width = width, Height = height }, ReducedMotion = ReducedMotion.Reduce });

    private async Task TakeAsync(Person person, string address, string name)
    {
        await person.OpenAsync(address);
        await person.Page.SettledAsync();
        // Pictures of products, and what is drawn on canvases.
        await person.Page.WaitForTimeoutAsync(800);
        var picture = await person.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });
        person.MustBeUntroubled();
        var path = Path.Combine(Kept, $"{name}.png");
        if (Keeps) await File.WriteAllBytesAsync(path, picture);
        _taken.Add(path);
    }
}
