using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace OrleansStore.TestServers;

/// <summary>A throw-away PostgreSQL of the installed binaries on a free port of the loopback; durable: <c>fsync</c> and <c>synchronous_commit</c> on.</summary>
/// <remarks>It never runs as root and ends with the process that started it.</remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Owner = "postgres";
    private readonly PostgresServerOptions _options;
    private readonly DirectoryInfo _folder;
    private readonly List<PostgresServer> _replicas = [];
    private readonly bool _isReplica;
    private PostgresProcess? _process;
    private int _databases;

    private PostgresServer(PostgresServerOptions options, DirectoryInfo folder, bool isReplica)
    {
        _options = options;
        _folder = folder;
        _isReplica = isReplica;
        Port = FreePort();
    }

    /// <summary>What a server is started with unless it is told otherwise: small, and able to have replicas.</summary>
    public static IReadOnlyDictionary<string, string> Defaults { get; } = new Dictionary<string, string>
    {
        ["listen_addresses"] = "127.0.0.1",
        ["unix_socket_directories"] = "",
        ["fsync"] = "on",
        ["synchronous_commit"] = "on",
        ["wal_level"] = "replica",
        ["hot_standby"] = "on",
        ["max_connections"] = "300",
        ["shared_buffers"] = "32MB",
        ["log_min_messages"] = "fatal",
    };

    /// <summary>Stays the same when the server is started again.</summary>
    public int Port { get; }

    /// <summary>Of the postmaster.</summary>
    public int ProcessId => Process.Id;

    /// <summary>To the database of the administrator.</summary>
    public string ConnectionString => ConnectionStringOf("postgres");

    private PostgresProcess Process => _process ?? throw new InvalidOperationException("The server does not run.");

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>Where the newest installed binaries are, or null.</summary>
    public static string? Binaries() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.EnumerateDirectories("/usr/lib/postgresql")
            .Select(version => Path.Combine(version, "bin"))
            .Where(bin => File.Exists(Path.Combine(bin, "postgres")))
            .MaxBy(bin => double.TryParse(Path.GetFileName(Path.GetDirectoryName(bin)), out var version) ? version : 0)
        : null;

    /// <summary>Makes a server and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or does not start.</exception>
    public static async Task<PostgresServer> StartAsync(PostgresServerOptions? options = null)
    {
        options ??= new PostgresServerOptions();
        var server = new PostgresServer(options, await ServerFolder.MakeAsync(options.ParentFolder, Owner), isReplica: false);
        await Launcher.RunAsync(
            Owner, Program("initdb"), "-D", server.Data, "-U", Owner, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync");
        await server.RestartAsync();
        return server;
    }

    /// <summary>A database of the server, whether it exists or not.</summary>
    public string ConnectionStringOf(string database) => $"Host=127.0.0.1;Port={Port};Username={Owner};Database={database}";

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync()
    {
        var name = $"test{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        return ConnectionStringOf(name);
    }

    /// <summary>Runs a statement as the administrator.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString + ";Pooling=false;Timeout=60;Command Timeout=120");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>
    /// Brings the statistics up to date. Plans made while the tables were empty scan them whole; a database that has been
    /// in use for a day has none of those left.
    /// </summary>
    public Task AnalyzeAsync() => ExecuteAsync("VACUUM ANALYZE");

    /// <summary>Kills the postmaster and all its children, and waits until they are gone.</summary>
    public async Task KillAsync()
    {
        await Process.KillAsync();
        _process = null;
    }

    /// <summary>Starts the server again, on the same port and data, and waits until it answers.</summary>
    public async Task RestartAsync()
    {
        if (_process is not null) await KillAsync();
        // The processes are gone; what they left would be taken for a sign of life should their id be in use again.
        File.Delete(Path.Combine(Data, "postmaster.pid"));
        var settings = Defaults.Concat(_options.Settings).SelectMany(setting => new[] { "-c", $"{setting.Key}={setting.Value}" });
        string[] pin = _options.Core is { } core ? ["taskset", "-c", $"{core % Environment.ProcessorCount}"] : [];
        _process = await PostgresProcess.StartAsync(Owner, pin, [Program("postgres"), "-D", Data, "-p", $"{Port}", .. settings]);
        await WaitAsync();
    }

    /// <summary>Makes a hot standby that streams from this server, and waits until it answers. It is disposed with this server.</summary>
    public async Task<PostgresServer> CreateReplicaAsync()
    {
        var folder = await ServerFolder.MakeAsync(_options.ParentFolder, Owner);
        var replica = new PostgresServer(_options, folder, isReplica: true);
        await Launcher.RunAsync(
            Owner, Program("pg_basebackup"), "-h", "127.0.0.1", "-p", $"{Port}", "-U", Owner, "-D", replica.Data, "-R", "-X", "stream", "-c", "fast", "--no-sync");
        await replica.RestartAsync();
        _replicas.Add(replica);
        return replica;
    }

    /// <summary>A replica goes on receiving, but shows nothing new until <see cref="ResumeReplayAsync"/>.</summary>
    public Task PauseReplayAsync() => ExecuteAsync("SELECT pg_wal_replay_pause()");

    /// <summary>A replica shows what it has received meanwhile.</summary>
    public Task ResumeReplayAsync() => ExecuteAsync("SELECT pg_wal_replay_resume()");

    /// <summary>Stops the server and deletes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var replica in _replicas) await replica.DisposeAsync();
        if (_process is not null) await _process.StopAsync();
        _process = null;
        if (_folder.Exists) _folder.Delete(recursive: true);
    }

    private static string Program(string name) =>
        Path.Combine(Binaries() ?? throw new InvalidOperationException("PostgreSQL is not installed."), name);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitAsync()
    {
        for (var attempt = 0; attempt < 600; attempt++)
        {
            try
            {
                await ExecuteAsync(_isReplica ? "SELECT 1" : "SELECT pg_current_wal_lsn()");
                return;
            }
            catch (NpgsqlException) when (!Process.HasExited)
            {
                await Task.Delay(50);
            }
        }

        throw new InvalidOperationException($"PostgreSQL did not start: {Process.LastErrors}");
    }
}
