using OrleansStore.TestServers;

namespace OrleansStore.Benchmarks.Processes;

/// <summary>PostgreSQL with the memory of a small server.</summary>
internal static class DurablePostgres
{
    private static readonly Dictionary<string, string> _settings = new()
    {
        ["max_connections"] = "100",
        ["shared_buffers"] = "512MB",
        ["max_wal_size"] = "4GB",
        ["autovacuum_naptime"] = "10s",
    };

    public static bool IsInstalled => PostgresServer.Binaries() is not null;

    public static Task<PostgresServer> StartAsync(string folder, int? core) =>
        PostgresServer.StartAsync(new PostgresServerOptions { ParentFolder = folder, Core = core, Settings = _settings });
}
