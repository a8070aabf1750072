using Microsoft.Extensions.DependencyInjection;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Journal;

namespace OrleansStore.Api.Tests.Configuration;

public sealed class FirstStartTests
{
    [Fact]
    public async Task A_new_store_has_a_demo_catalog_with_stock_and_a_restart_leaves_it_alone()
    {
        var folder = Directory.CreateTempSubdirectory("store-");
        try
        {
            Guid removed;
            await using (var shop = new FolderShop(folder.FullName, demo: true))
            {
                await shop.InitializeAsync();
                var categories = (await shop.Guest.Get("/categories", Head(shop)))["items"].EnumerateArray().ToList();
                categories.Count.ShouldBeGreaterThan(4);
                categories.Sum(c => c.GetProperty("count").GetInt32()).ShouldBeInRange(45, 60);
                var page = (await shop.Guest.Get("/products?limit=100"))["items"].EnumerateArray().ToList();
                page.ShouldAllBe(p => p.GetProperty("available").GetInt64() > 0 && p.GetProperty("description").GetString()!.Length > 10);
                removed = page[0].GetProperty("id").GetGuid();
                (await shop.Admin.Delete($"/products/{removed}")).MustBe(204);
            }

            await using (var shop = new FolderShop(folder.FullName, demo: true))
            {
                await shop.InitializeAsync();
                (await shop.Guest.Get($"/products/{removed}", Head(shop)))["active"].GetBoolean().ShouldBeFalse();
                Directory.GetFiles(Path.Combine(folder.FullName, "keys")).ShouldNotBeEmpty();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Tokens_outlive_a_restart()
    {
        var folder = Directory.CreateTempSubdirectory("store-");
        try
        {
            Visitor before;
            await using (var shop = new FolderShop(folder.FullName))
            {
                await shop.InitializeAsync();
                before = shop.Admin;
            }

            await using (var shop = new FolderShop(folder.FullName))
            {
                await shop.InitializeAsync();
                (await (shop.Guest with { AccessToken = before.AccessToken }).Get("/customers/me")).MustBe(200);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static (string, string) Head(Shop shop) => ("Store-Min-Position", $"{shop.Services.GetRequiredService<IJournal>().Head}");
}
