using OrleansStore.Deploy.Tests.LocalCluster;

namespace OrleansStore.Deploy.Tests.Failover;

/// <summary>Nodes of a cluster die while people buy.</summary>
public sealed class FailoverTests : IAsyncLifetime
{
    private readonly ClusterShop shop = new();

    public async ValueTask InitializeAsync()
    {
        Needed.Programs();
        await shop.InitializeAsync();
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task Buyers_go_on_when_an_API_node_and_a_silo_die()
    {
        var product = await shop.ProductAsync(1_000);
        var buyer = await shop.CustomerAsync();
        var orders = new List<Guid>();
        for (var i = 0; i < 20; i++) orders.Add(await shop.BuyAsync(buyer, product));
        shop.Cluster.Kill(shop.Cluster.Nodes("API").First());
        for (var i = 0; i < 20; i++) orders.Add(await shop.BuyAsync(buyer, product));
        shop.Cluster.Kill(shop.Cluster.Nodes("SILO").First());
        for (var i = 0; i < 20; i++) orders.Add(await shop.BuyAsync(buyer, product));

        orders.Distinct().Count().ShouldBe(60);
        foreach (var order in orders) (await buyer.Get($"/orders/{order}")).MustBe(200)["status"].GetString().ShouldBe("paid");
        var stock = (await shop.Admin.Get($"/products/{product}/stock")).MustBe(200);
        (stock["available"].GetInt32(), stock["held"].GetInt32(), stock["sold"].GetInt32()).ShouldBe((940, 0, 60));
    }
}
