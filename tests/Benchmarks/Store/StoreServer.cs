using OrleansStore.Benchmarks.Processes;
using OrleansStore.Benchmarks.Shop;

namespace OrleansStore.Benchmarks.Store;

/// <summary>The store itself, on its SQLite journal.</summary>
/// <param name="allCores">As an operator starts it, and not pinned to the core of the servers.</param>
internal sealed class StoreServer(string dataFolder, bool profiled = false, bool allCores = false) : ShopServer("this store")
{
    public string DataPath { get; } = Path.Combine(dataFolder, "store");

    /// <summary>Ends the process in an orderly way; what it stored stays.</summary>
    public ValueTask StopAsync() => DisposeAsync();

    protected override Task<ChildProcess> LaunchAsync() => Task.FromResult(StoreProcess.Start(DataPath, Port, allCores ? null : Core, profiled));
}
