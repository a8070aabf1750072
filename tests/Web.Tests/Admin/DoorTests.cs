using System.Collections.Concurrent;
using Microsoft.Playwright;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Admin;

/// <summary>Who does not work in the shop sees nothing of the back office, at whatever address, and nothing of it is asked for.</summary>
public sealed class DoorTests(WebShop shop) : BrowserTests(shop)
{
    private const string NothingHere = "There is nothing here";

    [Fact]
    public void There_are_pages_to_keep_closed() => OfficePages.All.Count.ShouldBeGreaterThan(15);

    [Fact]
    public async Task A_customer_at_every_address_of_the_back_office_sees_none_of_it()
    {
        const string email = "door@example.com";
        await Shop.RegisterAsync(email);
        await using var person = await Shop.PersonAsync();
        await person.LoginAsync(Shop, email);
        var asked = Asked(person);
        foreach (var address in OfficePages.All.Select(p => OfficePages.Address(p, $"{Guid.NewGuid()}")))
        {
            await person.OpenAsync(address);
            await person.Page.SettledAsync();
            (await person.Page.Locator("h1").AllTextContentsAsync()).ShouldBe(["Not for this account"], address);
            (await person.Page.GetByRole(AriaRole.Navigation).CountAsync()).ShouldBe(0, address);
        }

        asked.Where(a => a != "GET /api/v1/customers/me").ShouldBeEmpty();
        asked.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_guest_at_every_address_of_the_back_office_sees_its_door()
    {
        await using var person = await Shop.PersonAsync();
        var asked = Asked(person);
        foreach (var address in OfficePages.All.Select(p => OfficePages.Address(p, $"{Guid.NewGuid()}")))
        {
            await person.OpenAsync(address);
            await person.Page.SettledAsync();
            (await person.Page.Locator("h1").AllTextContentsAsync()).ShouldBe(["Log in to the back office"], address);
        }

        asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_keeps_the_catalog_works_on_products_and_promotions_and_nothing_else_is_there()
    {
        const string email = "catalog@example.com";
        var (customer, product) = (await Shop.RegisterAsync(email), await Shop.ProductAsync());
        (await (await Shop.AdminAsync()).Patch($"/customers/{customer.Id}", new { role = "catalogManager" })).MustBe(200);
        await using var person = await Shop.PersonAsync();
        await person.LoginAsync(Shop, email);
        await person.OpenAsync("/admin");
        await person.Page.SettledAsync();
        (await person.Page.Locator("h1").TextContentAsync()).ShouldBe("Products");
        (await person.Page.GetByRole(AriaRole.Navigation, new() { NameString = "Back office" }).GetByRole(AriaRole.Link).AllTextContentsAsync()).ShouldBe(["Products", "Promotions"]);

        await person.OpenAsync($"/admin/products/{product.Id}");
        await person.Page.GetByRole(AriaRole.Textbox, new() { NameString = "Name", Exact = true }).FillAsync("A lamp of the catalog's keeper");
        await person.Page.GetByRole(AriaRole.Button, new() { NameString = "Save", Exact = true }).ClickAsync();
        await person.Page.GetByText("Saved.").SeenAsync();
        (await Shop.Guest.Get($"/products/{product.Id}")).MustBe(200)["name"].GetString().ShouldBe("A lamp of the catalog's keeper");
        foreach (var part in new[] { "Prices", "Reviews", "Changes" })
        {
            await person.Page.GetByRole(AriaRole.Link, new() { NameString = part, Exact = true }).ClickAsync();
            await person.Page.SettledAsync();
        }

        var (open, closed) = (OfficePages.All.Where(IsOfCatalog).ToList(), OfficePages.All.Where(p => !IsOfCatalog(p)).ToList());
        open.Count.ShouldBeGreaterThan(5);
        closed.Count.ShouldBeGreaterThan(10);
        var promotion = (await (await Shop.AdminAsync()).Post("/promotions", new { name = "Ten", code = "TEN", kind = "percentage", percent = 10 })).MustBe(201).Id;
        foreach (var pattern in open)
        {
            await person.OpenAsync(OfficePages.Address(pattern, $"{(pattern.StartsWith("/promotions", StringComparison.Ordinal) ? promotion : product.Id)}"));
            await person.Page.SettledAsync();
            (await person.Page.Locator("h1").TextContentAsync()).ShouldNotBe(NothingHere, pattern);
            (await person.Page.GetByRole(AriaRole.Alert).CountAsync()).ShouldBe(0, pattern);
        }

        var asked = Asked(person);
        foreach (var pattern in closed)
        {
            await person.OpenAsync(OfficePages.Address(pattern, $"{product.Id}"));
            await person.Page.SettledAsync();
            (await person.Page.Locator("h1").AllTextContentsAsync()).ShouldBe([NothingHere], pattern);
        }

        asked.Where(a => a != "GET /api/v1/customers/me").ShouldBeEmpty();
        asked.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task An_administrator_logs_in_at_the_door_and_is_where_he_wanted_to_be()
    {
        await using var person = await Shop.PersonAsync();
        await person.OpenAsync("/admin/orders");
        await person.Page.GetByLabel("E-mail address").FillAsync(Shopkeeper.Email);
        await person.Page.GetByLabel("Password").FillAsync("not this one");
        person.Expects(401, "/api/v1/auth/login");
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Alert).SeenAsync();
        await person.Page.GetByLabel("Password").FillAsync(Shopkeeper.Password);
        await person.Page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await person.Page.GetByRole(AriaRole.Navigation, new() { Name = "Back office" }).SeenAsync();
        new Uri(person.Page.Url).AbsolutePath.ShouldBe("/admin/orders");
    }

    /// <summary>The areas of the catalog, and the first page, which is that of products for who has no dashboard.</summary>
    private static bool IsOfCatalog(string pattern) => pattern.Split('/')[1] is "" or "products" or "imports" or "stock" or "promotions";

    private static ConcurrentQueue<string> Asked(Person person)
    {
        var asked = new ConcurrentQueue<string>();
        person.Page.Request += (_, request) =>
        {
            if (new Uri(request.Url).AbsolutePath is var path && path.StartsWith("/api/", StringComparison.Ordinal)) asked.Enqueue($"{request.Method} {path}");
        };
        return asked;
    }
}
