using OrleansStore.Api.Tests.Crash;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.Orleans;

/// <summary>Two silos and two API nodes on PostgreSQL, and what dies among them.</summary>
public sealed class ClusterTests(SharedPostgres postgres)
{
    private const int Kills = 2;
    private const int Orders = 12;

    private static readonly (string, string) SlowGateway = ("Store__Payments__Simulated__Delay", "00:00:02");

    [Fact]
    public async Task A_silo_that_is_killed_under_load_costs_no_acknowledged_order()
    {
        var database = await NewDatabaseAsync();
        using var cluster = new StoreClusterProcesses(database);
        var silos = new List<Node> { await cluster.StartSiloAsync(), await cluster.StartSiloAsync() };
        var apis = await Task.WhenAll(cluster.StartApiAsync(), cluster.StartApiAsync());
        using var http = AnyNode.Client([.. apis.Select(api => api.Address)]);
        var day = new ShoppingDay(http);
        await day.OpenAsync();
        for (var kill = 0; kill < Kills; kill++)
        {
            await day.AnswersAsync(100);
            silos[0].Process.Kill();
            silos.RemoveAt(0);
            // With one silo left the shop goes on.
            await day.AnswersAsync(100);
            silos.Add(await cluster.StartSiloAsync());
            await day.Purchases.MustBeThereAsync();
        }

        await day.CloseAsync(() => PostgresShop.ReadChargesAsync(database));
    }

    [Fact]
    public async Task An_api_node_that_is_killed_and_a_silo_that_is_stopped_cost_no_acknowledged_order()
    {
        var database = await NewDatabaseAsync();
        using var cluster = new StoreClusterProcesses(database);
        var both = await Task.WhenAll(cluster.StartBothAsync(), cluster.StartBothAsync());
        var third = await cluster.StartBothAsync();
        using var http = AnyNode.Client([.. both.Select(node => node.Address), third.Address]);
        var day = new ShoppingDay(http);
        await day.OpenAsync();
        await day.AnswersAsync(100);
        both[0].Process.Kill();
        await day.AnswersAsync(100);
        await both[1].Process.StopAsync();
        await day.AnswersAsync(100);
        await day.CloseAsync(() => PostgresShop.ReadChargesAsync(database));
    }

    [Fact]
    public async Task What_one_node_signs_shows_and_writes_every_other_accepts_and_shows()
    {
        var database = await NewDatabaseAsync();
        using var cluster = new StoreClusterProcesses(database);
        var nodes = await Task.WhenAll(cluster.StartBothAsync(), cluster.StartBothAsync());
        using var first = new HttpClient { BaseAddress = nodes[0].Address };
        using var second = new HttpClient { BaseAddress = nodes[1].Address };
        var login = (await new Visitor(first).Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
        var here = new Visitor(first) { AccessToken = login["accessToken"].GetString() };
        var there = new Visitor(second) { AccessToken = here.AccessToken };
        var product = (await here.Post("/products", new { sku = "ONE", name = "One", price = new { amount = 500, currency = "USD" }, category = "Things" })).MustBe(201);
        (await there.Post($"/products/{product.Id}/stock/receipts", new { quantity = 3 })).MustBe(200);
        var order = (await here.Order(product.Id, 2)).MustBe(201);
        (await there.Get($"/orders/{order.Id}")).MustBe(200).Body.ShouldBe(order.Body);
        var listed = (await there.Get("/orders", ("Store-Min-Position", order.Header("Store-Position")!))).MustBe(200);
        listed["items"].EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(order.Id);
    }

    [Fact]
    public async Task Checkouts_that_a_killed_silo_left_half_way_are_finished_though_nobody_asks_again()
    {
        var database = await NewDatabaseAsync();
        using var cluster = new StoreClusterProcesses(database);
        // The one that recovers lives on the first silo, and is to be missed.
        var first = await cluster.StartSiloAsync(SlowGateway);
        await cluster.StartSiloAsync(SlowGateway);
        var api = await cluster.StartApiAsync();
        using var http = new HttpClient { BaseAddress = api.Address };
        var login = (await new Visitor(http).Post("/auth/login", new { email = Shop.AdminEmail, password = Shop.Password })).MustBe(200);
        var admin = new Visitor(http) { AccessToken = login["accessToken"].GetString() };
        var product = (await admin.Post("/products", new { sku = "ONE", name = "One", price = new { amount = 500, currency = "USD" }, category = "Things" })).MustBe(201).Id;
        (await admin.Post($"/products/{product}/stock/receipts", new { quantity = Orders })).MustBe(200);

        var asking = Enumerable.Range(0, Orders).Select(_ => admin.Order(product)).ToArray();
        while ((await admin.Get($"/products/{product}/stock"))["held"].GetInt64() < Orders) await Task.Delay(20, TestContext.Current.CancellationToken);
        first.Process.Kill();
        await Task.WhenAll(asking);

        // Sooner than the reminder, which comes once a minute.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        while (await SoldAsync() < Orders) await Task.Delay(100, patience.Token);
        var charges = await PostgresShop.ReadChargesAsync(database);
        charges.Count(c => c.State == "Captured").ShouldBe(Orders);

        async Task<long> SoldAsync() => await admin.Get($"/products/{product}/stock") is { Status: 200 } stock ? stock["sold"].GetInt64() : 0;
    }

    private async Task<string> NewDatabaseAsync()
    {
        SharedPostgres.Require();
        return await (await postgres.ServerAsync()).CreateDatabaseAsync();
    }
}
