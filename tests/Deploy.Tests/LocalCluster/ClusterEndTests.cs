using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Deploy.Tests.LocalCluster;

/// <summary>What is left when nodes, or all of it, are gone.</summary>
public sealed class ClusterEndTests : IAsyncLifetime
{
    private readonly ClusterShop shop = new();

    public async ValueTask InitializeAsync()
    {
        Needed.Programs();
        await shop.InitializeAsync();
    }

    public ValueTask DisposeAsync() => shop.DisposeAsync();

    [Fact]
    public async Task When_no_node_answers_nginx_says_so_as_a_problem()
    {
        foreach (var node in shop.Cluster.Nodes("API")) shop.Cluster.Kill(node);
        (await new Visitor(shop.Http).Get("/products")).MustBeProblem(502, "nodeUnavailable").Header("Retry-After").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_script_ends_everything_that_it_started()
    {
        var processes = shop.Cluster.Processes.ToList();
        processes.Count.ShouldBeGreaterThanOrEqualTo(4);
        (await shop.Cluster.StopAsync()).ShouldBe(143);
        processes.Where(id => Directory.Exists($"/proc/{id}")).ShouldBeEmpty();
        File.Exists(Path.Combine(shop.Cluster.Folder, "cluster.env")).ShouldBeFalse();
    }
}
