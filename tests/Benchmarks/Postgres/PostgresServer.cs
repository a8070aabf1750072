using Npgsql;
using OrleansStore.Benchmarks.Processes;

namespace OrleansStore.Benchmarks.Postgres;

/// <summary>A throw-away PostgreSQL of the installed binaries, durable as it comes: <c>fsync</c> and <c>synchronous_commit</c> on.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    private const string Owner = "postgres";
    private readonly ChildProcess _process;
    private readonly string _folder;

    private PostgresServer(ChildProcess process, string folder, int port)
    {
        _process = process;
        _folder = folder;
        ConnectionString = $"Host=127.0.0.1;Port={port};Username={Owner};Database=postgres";
    }

    public string ConnectionString { get; }

    public int ProcessId => _process.Id;

    /// <summary>Where the newest installed binaries are, or null.</summary>
    public static string? Binaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "postgres")))
            .MaxBy(bin => double.TryParse(Path.GetFileName(Path.GetDirectoryName(bin)), out var version) ? version : 0)
        : null;

    public static async Task<PostgresServer> StartAsync(string parentFolder, int core)
    {
        var binaries = Binaries() ?? throw new InvalidOperationException("PostgreSQL is not installed.");
        var folder = Path.Combine(parentFolder, "postgres");
        Directory.CreateDirectory(folder);
        if (Environment.IsPrivilegedProcess) await RunAsync("chown", Owner, folder);
        await RunAsync([.. AsOwner(), $"{binaries}/initdb", "-D", folder, "-U", Owner, "--auth=trust", "--encoding=UTF8", "--locale=C"]);

        var port = Ports.Free();
        string[] command =
        [
            .. AsOwner(), $"{binaries}/postgres", "-D", folder, "-p", $"{port}", "-k", "",
            "-c", "listen_addresses=127.0.0.1", "-c", "fsync=on", "-c", "synchronous_commit=on",
            "-c", "shared_buffers=512MB", "-c", "max_wal_size=4GB", "-c", "autovacuum_naptime=10s",
            "-c", "log_min_messages=fatal",
        ];
        var process = ChildProcess.Start(command[0], command[1..], core);
        process.DrainOutput();
        var server = new PostgresServer(process, folder, port);
        await server.WaitAsync();
        return server;
    }

    /// <summary>
    /// Brings the statistics up to date. Plans made while the tables were empty scan them whole; a database that has been
    /// in use for a day has none of those left.
    /// </summary>
    public async Task AnalyzeAsync()
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Command Timeout=120");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("VACUUM ANALYZE", connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in ProcessTree.Members(_process.Id)) ChildProcess.Send(id, Signal.Continue);
        // Fast shutdown: clients are cut off, the rest is orderly.
        await _process.StopAsync(Signal.Interrupt);
        await _process.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    // The server refuses to run as root.
    private static string[] AsOwner() => Environment.IsPrivilegedProcess
        ? ["setpriv", $"--reuid={Owner}", $"--regid={Owner}", "--init-groups"]
        : [];

    private async Task WaitAsync()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            try
            {
                await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false");
                await connection.OpenAsync();
                return;
            }
            catch (NpgsqlException) when (!_process.HasExited)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException($"PostgreSQL did not start: {_process.LastErrors}");
    }

    private static async Task RunAsync(params string[] command)
    {
        await using var process = ChildProcess.Start(command[0], command[1..], core: null);
        process.DrainOutput();
        if (await process.WaitForExitAsync() != 0)
            throw new InvalidOperationException($"{command[0]} failed: {process.LastErrors}");
    }
}
