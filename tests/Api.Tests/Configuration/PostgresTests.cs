using Npgsql;
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

    [Fact]
    public async Task Lists_follow_the_replica_unless_somebody_has_seen_more()
    {
        SharedPostgres.Require();
        await using var primary = await PostgresServer.StartAsync();
        var database = await primary.CreateDatabaseAsync();
        await using var replica = await primary.CreateReplicaAsync();
        var port = StoreProcess.FreePort();
        (string, string)[] settings = [.. PostgresShop.Silo(database), ("ConnectionStrings__StoreRead", replica.ConnectionStringOf(new NpgsqlConnectionStringBuilder(database).Database!))];
        using var store = StoreProcess.Start(StoreProcess.Built, _folder.FullName, port, settings);
        await store.ServesAsync();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var login = (await new Visitor(http).Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
        var admin = new Visitor(http) { AccessToken = login["accessToken"].GetString() };

        await replica.PauseReplayAsync();
        var product = (await admin.Post("/products", new { sku = "ONE", name = "One", price = new { amount = 500, currency = "USD" }, category = "Things" })).MustBe(201);
        (await admin.Get($"/products/{product.Id}/stock")).MustBe(200);
        (await admin.Get("/products"))["items"].GetArrayLength().ShouldBe(0);
        (await admin.Get("/products", ("Store-Min-Position", product.Header("Store-Position")!)))["items"].GetArrayLength().ShouldBe(1);
        await replica.ResumeReplayAsync();
    }

    [Fact]
    public async Task A_database_belongs_to_one_cluster()
    {
        var database = await NewDatabaseAsync();
        using (var first = StoreProcess.Start(StoreProcess.Built, _folder.FullName, StoreProcess.FreePort(), PostgresShop.Silo(database)))
        {
            await first.ServesAsync();
            await first.StopAsync();
        }

        (string, string)[] settings = [.. PostgresShop.Silo(database), ("Store__Cluster__Id", "other")];
        using var second = StoreProcess.Start(StoreProcess.Built, _second.FullName, StoreProcess.FreePort(), settings);
        await second.EndedAsync();
        second.ExitCode.ShouldBe(3);
        second.Said.ShouldContain("The database belongs to the cluster 'store', and this process is of 'other'.");
    }

    [Fact]
    public async Task Two_processes_do_not_share_a_folder()
    {
        var (database, other) = (await NewDatabaseAsync(), await NewDatabaseAsync());
        using var first = StoreProcess.Start(StoreProcess.Built, _folder.FullName, StoreProcess.FreePort(), PostgresShop.Silo(database));
        await first.ServesAsync();
        using var second = StoreProcess.Start(StoreProcess.Built, _folder.FullName, StoreProcess.FreePort(), PostgresShop.Silo(other));
        await second.EndedAsync();
        second.ExitCode.ShouldBe(3);
        second.Said.ShouldContain("Give each process a folder of its own (Store__DataPath).");
    }

    private async Task<string> NewDatabaseAsync()
    {
        SharedPostgres.Require();
        return await (await postgres.ServerAsync()).CreateDatabaseAsync();
    }
}
