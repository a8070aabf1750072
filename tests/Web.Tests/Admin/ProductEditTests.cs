using Microsoft.Playwright;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Admin;

/// <summary>Products in the back office.</summary>
public sealed class ProductEditTests(WebShop shop) : BrowserTests(shop)
{
    [Fact]
    public async Task Two_who_edit_one_product_are_told_of_each_other_and_nothing_typed_is_lost()
    {
        var product = await Shop.ProductAsync();
        await using var first = await Shop.PersonAsync();
        await using var second = await Shop.PersonAsync();
        foreach (var keeper in new[] { first, second })
        {
            await keeper.LoginAsAdminAsync(Shop);
            await keeper.OpenAsync($"/admin/products/{product.Id}");
            await Name(keeper).SeenAsync();
        }

        await Name(first).FillAsync("A lamp of the first");
        await SaveAsync(first);
        await first.Page.GetByText("Saved.").SeenAsync();

        second.Expects(412, $"/products/{product.Id}");
        await Name(second).FillAsync("A lamp of the second");
        await SaveAsync(second);
        var conflict = await second.Page.GetByRole(AriaRole.Alert).Filter(new() { HasText = "Somebody else saved this product while you were typing" }).SeenAsync();
        await conflict.GetByText("A lamp of the first").SeenAsync();
        await conflict.GetByText("A lamp of the second").SeenAsync();
        (await Name(second).InputValueAsync()).ShouldBe("A lamp of the second");
        await second.Page.MustBeAccessibleAsync("the conflict");
        await second.Page.GetByRole(AriaRole.Button, new() { NameString = "Keep mine" }).ClickAsync();
        await SaveAsync(second);
        await second.Page.GetByText("Saved.").SeenAsync();
        (await Shop.Guest.Get($"/products/{product.Id}")).MustBe(200)["name"].GetString().ShouldBe("A lamp of the second");
    }

    [Fact]
    public async Task Taking_a_product_off_sale_sends_that_and_nothing_of_what_was_typed()
    {
        var product = await Shop.ProductAsync();
        await using var keeper = await Shop.KeeperAsync($"/admin/products/{product.Id}");
        var writes = keeper.Page.Writes();
        await Name(keeper).FillAsync("A lamp that nobody saved");
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Take off sale", Exact = true }).ClickAsync();
        await keeper.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { NameString = "Take off sale", Exact = true }).ClickAsync();
        await keeper.Page.GetByText("The product is off sale.", new() { Exact = true }).SeenAsync();
        await keeper.Page.SettledAsync();

        writes.ShouldBe([$"DELETE /api/v1/products/{product.Id}"]);
        (await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Save", Exact = true }).CountAsync()).ShouldBe(0, "there is nothing to be changed any more");
        (await Name(keeper).InputValueAsync()).ShouldBe(product.Name);
        (await Shop.Guest.Get($"/products/{product.Id}")).MustBe(200)["name"].GetString().ShouldBe(product.Name);
        await keeper.Page.MustBeAccessibleAsync("a product that is off sale");
    }

    private static ILocator Name(Person keeper) => keeper.Page.GetByRole(AriaRole.Textbox, new() { NameString = "Name", Exact = true });

    private static Task SaveAsync(Person keeper) => keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Save", Exact = true }).ClickAsync();
}
