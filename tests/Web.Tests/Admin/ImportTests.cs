using System.Text;
using Microsoft.Playwright;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Admin;

/// <summary>A file of products that comes in.</summary>
public sealed class ImportTests(WebShop shop) : BrowserTests(shop)
{
    private const int Rows = 300;

    [Fact]
    public async Task A_file_is_tried_out_imported_and_its_errors_are_told_line_by_line()
    {
        var file = new StringBuilder("sku,name,category,price,stock\n");
        for (var i = 0; i < Rows; i++) file.Append($"IMP-{i},Imported {i},Imports,{1_000 + i},5\n");
        file.Append("IMP-BAD,Without a price,Imports,free,5\n");
        await using var keeper = await Shop.PersonAsync();
        await keeper.LoginAsAdminAsync(Shop);
        await keeper.OpenAsync("/admin/imports");
        await keeper.Page.GetByLabel("File").SetInputFilesAsync(new FilePayload { Name = "products.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(file.ToString()) });

        await keeper.Page.GetByLabel("Only try").CheckAsync();
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Try out" }).ClickAsync();
        await keeper.Page.GetByText("Tried out; nothing was written").SeenAsync();
        (await Shop.Guest.Get("/products?search=IMP-7")).MustBe(200).Body.ShouldNotContain("IMP-7\"");

        await keeper.Page.GetByLabel("Only try").UncheckAsync();
        await keeper.Page.GetByRole(AriaRole.Button, new() { NameString = "Import", Exact = true }).ClickAsync();
        await keeper.Page.GetByText("The import is complete").SeenAsync();
        (await keeper.Page.Locator(".imports-counts dd").AllTextContentsAsync()).ShouldBe([$"{Rows + 1}", $"{Rows}", "0", "0", "1"]);
        await keeper.Page.GetByText("The price must be a whole number of minor units above zero.").SeenAsync();
        await keeper.Page.MustBeAccessibleAsync("the result");
        (await Shop.Guest.Get("/products?category=Imports&limit=1")).MustBe(200).Body.ShouldContain("Imported");
    }
}
