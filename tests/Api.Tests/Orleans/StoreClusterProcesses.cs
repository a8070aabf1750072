using System.Collections.Concurrent;
using OrleansStore.Api.Tests.Setup;

namespace OrleansStore.Api.Tests.Orleans;

/// <summary>Silos and API nodes as processes of this machine, on one PostgreSQL.</summary>
internal sealed class StoreClusterProcesses(string database) : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cluster-");
    private readonly ConcurrentBag<StoreProcess> _all = [];
    private int _nodes;

    /// <summary>A silo without an API.</summary>
    public async Task<Node> StartSiloAsync(params (string Name, string Value)[] settings)
    {
        var node = Start(StoreProcess.BuiltSilo, [.. PostgresShop.Silo(database), .. settings]);
        await node.Process.ServesAsync();
        return node;
    }

    /// <summary>An API that calls the silos.</summary>
    public async Task<Node> StartApiAsync(params (string Name, string Value)[] settings)
    {
        var node = Start(StoreProcess.Built, [.. PostgresShop.Client(database), .. settings]);
        await node.Process.ServesAsync();
        return node;
    }

    /// <summary>An API with a silo in it.</summary>
    public async Task<Node> StartBothAsync()
    {
        var node = Start(StoreProcess.Built, PostgresShop.Silo(database));
        await node.Process.ServesAsync();
        return node;
    }

    public void Dispose()
    {
        foreach (var process in _all) process.Dispose();
        _folder.Delete(recursive: true);
    }

    private Node Start(string program, (string, string)[] settings)
    {
        var port = StoreProcess.FreePort();
        var folder = _folder.CreateSubdirectory($"{Interlocked.Increment(ref _nodes)}");
        var process = StoreProcess.Start(program, folder.FullName, port, settings);
        _all.Add(process);
        return new Node(process, new Uri($"http://127.0.0.1:{port}"));
    }
}

/// <summary>A process of the cluster.</summary>
/// <param name="Address">Of its API, or of its health.</param>
internal sealed record Node(StoreProcess Process, Uri Address);
