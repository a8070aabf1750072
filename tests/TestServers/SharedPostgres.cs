namespace OrleansStore.TestServers;

/// <summary>One server for all tests of an assembly, started when the first of them asks.</summary>
public sealed class SharedPostgres : IAsyncDisposable
{
    private readonly Lazy<Task<PostgresServer>> _server = new(() => PostgresServer.StartAsync());

    /// <summary>Without PostgreSQL a test is skipped, but on the build server it fails.</summary>
    public static void Require() => NeededServer.Require(Missing);

    /// <summary>Why there can be no server, or null.</summary>
    public static string? Missing => PostgresServer.Binaries() is null ? "PostgreSQL is not installed (Debian: postgresql-15)." : null;

    public Task<PostgresServer> ServerAsync() => _server.Value;

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated) await (await _server.Value).DisposeAsync();
    }
}
