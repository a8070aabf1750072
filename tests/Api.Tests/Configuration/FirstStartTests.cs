using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.Journal;
using OrleansStore.Silo.Configuration;

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

    [Fact]
    public async Task The_administrator_is_there_before_anybody_is_listened_to()
    {
        var folder = Directory.CreateTempSubdirectory("store-");
        try
        {
            await using var shop = new FolderShop(folder.FullName, demo: true);
            shop.StartServer();
            (await shop.Guest.Post("/customers", new { email = Shop.AdminEmail, name = "Mallory", password = "mine from now on" })).MustBe(201);
            (await shop.Guest.Post("/auth/login", new { email = Shop.AdminEmail, password = "mine from now on" })).MustBe(401);
            await shop.LoginAsync(Shop.AdminEmail, Shop.Password);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task An_administrator_whose_address_is_a_customers_is_missed_loudly()
    {
        var log = new HeardLog();
        await using var shop = new LoggingShop(log);
        await shop.InitializeAsync();
        var customer = await shop.NewCustomerAsync();
        var email = (await customer.Get("/customers/me")).MustBe(200)["email"].GetString()!;
        log.Lines.ShouldNotContain(l => l.Contains("not an administrator's"));

        var options = shop.Services.GetRequiredService<StoreOptions>() with { Admin = new AdminOptions { Email = email } };
        (await ActivatorUtilities.CreateInstance<FirstAdministrator>(shop.Services, options).OpenAsync()).ShouldBeNull();
        log.Lines.ShouldContain(l => l.StartsWith("Critical", StringComparison.Ordinal) && l.Contains($"{email} is a customer's and not an administrator's"));
    }

    [Fact]
    public async Task A_start_that_failed_is_tried_again_until_it_succeeds()
    {
        var log = new HeardLog();
        await using var shop = new LoggingShop(log);
        shop.Journal.Full = true;
        shop.StartServer();
        while (log.Lines.Count(l => l.Contains("it is tried again")) < 2) await Task.Delay(20, TestContext.Current.CancellationToken);
        (await shop.Guest.Get("/health/ready")).MustBe(503);
        shop.Journal.Full = false;
        await shop.InitializeAsync();
        (await shop.Admin.Get("/customers/me")).MustBe(200)["role"].GetString().ShouldBe("admin");
    }

    private static (string, string) Head(Shop shop) => ("Store-Min-Position", $"{shop.Services.GetRequiredService<IJournal>().Head}");

    private sealed class LoggingShop(HeardLog log) : Shop
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureLogging(logging => logging.AddProvider(log));
        }
    }
}
