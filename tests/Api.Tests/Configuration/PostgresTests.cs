using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Configuration;

/// <summary>A store on PostgreSQL, as whoever installs it sees it.</summary>
public sealed class PostgresTests(SharedPostgres postgres) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-");
    private readonly DirectoryInfo _second = Directory.CreateTempSubdirectory("store-");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        _second.Delete(recursive: true);
    }

    [Fact]
    public async Task Tokens_orders_and_lists_outlive_the_process_and_its_folder()
    {
        var database = await NewDatabaseAsync();
        var port = StoreProcess.FreePort();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        Visitor admin;
        Reply order;
        using (var store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, port, PostgresShop.Silo(database)))
        {
            await store.ServesAsync();
            var login = (await new Visitor(http).Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
            admin = new Visitor(http) { AccessToken = login["accessToken"].GetString() };
            var product = (await admin.Post("/products", new { sku = "ONE", name = "One", price = new { amount = 500, currency = "USD" }, category = "Things" })).MustBe(201);
            (await admin.Post($"/products/{product.Id}/stock/receipts", new { quantity = 3 })).MustBe(200);
            order = (await admin.Order(product.Id, 2)).MustBe(201);
            await store.StopAsync();
        }

        // Another machine, as it were: nothing but the database is the same.
        using (var store = StoreProcess.Start(StoreProcess.Built, _second.FullName, port, PostgresShop.Silo(database)))
        {
            await store.ServesAsync();
            (await admin.Get($"/orders/{order.Id}")).MustBe(200).Body.ShouldBe(order.Body);
            var all = (await admin.Get("/orders", ("Store-Min-Position", order.Header("Store-Position")!))).MustBe(200);
            all["items"].EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(order.Id);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_up_yet_is_waited_for()
    {
        await using var own = await PostgresServer.StartAsync();
        var database = await own.CreateDatabaseAsync();
        await own.KillAsync();
        using var store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, StoreProcess.FreePort(), PostgresShop.Silo(database));
        await Task.Delay(500, TestContext.Current.CancellationToken);
        await own.RestartAsync();
        await store.ServesAsync();
    }

    private async Task<string> NewDatabaseAsync()
    {
        SharedPostgres.Require();
        return await (await postgres.ServerAsync()).CreateDatabaseAsync();
    }
}
