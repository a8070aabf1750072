using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Shop;
using OrleansStore.TestServers;

namespace OrleansStore.Benchmarks.CrudShop;

/// <summary>The CRUD shop with its PostgreSQL, both on the core of the servers.</summary>
internal sealed class CrudShopServer(string dataFolder) : ShopServer("CRUD shop")
{
    private PostgresServer? _postgres;

    protected override IEnumerable<int> ProcessRoots => [.. base.ProcessRoots, _postgres!.ProcessId];

    public override Task SettleAsync() => _postgres!.AnalyzeAsync();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
    }

    protected override async Task<ChildProcess> LaunchAsync()
    {
        _postgres = await DurablePostgres.StartAsync(dataFolder, Core);
        return ChildProcess.StartSelf(Core, "--serve-crud", _postgres.ConnectionString, $"{Port}");
    }
}
