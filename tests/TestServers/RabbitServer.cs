using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OrleansStore.TestServers;

/// <summary>A RabbitMQ of the tests' own on loopback, that can be killed and come back with what it confirmed.</summary>
public sealed class RabbitServer : IAsyncDisposable
{
    private const string Installed = "/usr/lib/rabbitmq/lib";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleansstore-rabbitmq-");
    private readonly int _port = FreePort();
    private readonly int _nodes = FreePort();
    private readonly int _names = FreePort();
    private Process? _process;

    /// <summary>Where it is reached.</summary>
    public Uri Uri => new($"amqp://guest:guest@127.0.0.1:{_port}/");

    private static string? Program => Directory.Exists(Installed)
        ? Directory.GetFiles(Installed, "rabbitmq-server", SearchOption.AllDirectories).FirstOrDefault(f => f.Contains("/sbin/", StringComparison.Ordinal))
        : null;

    /// <summary>Without RabbitMQ a test is skipped, but on the build server it fails.</summary>
    public static void Require() =>
        NeededServer.Require(Program is null ? "RabbitMQ is not installed (Debian: rabbitmq-server)." : null);

    /// <summary>Starts it, on the folder it had before.</summary>
    public async Task StartAsync()
    {
        await File.WriteAllTextAsync(In("plugins"), "[].");
        var start = new ProcessStartInfo(Program!) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = _folder.FullName };
        foreach (var (name, value) in Settings()) start.Environment[name] = value;
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new List<string>();
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.Exited += (_, _) => ready.TrySetException(new InvalidOperationException("RabbitMQ ended: " + string.Join('\n', said)));
        _process.ErrorDataReceived += static (_, _) => { };
        _process.OutputDataReceived += (_, line) =>
        {
            lock (said) said.Add(line.Data ?? "");
            if (line.Data?.Contains("startup complete", StringComparison.Ordinal) == true) ready.TrySetResult();
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ready.Task.WaitAsync(TimeSpan.FromMinutes(1));
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        // What knows the nodes by name is a daemon of its own, at a port that is this server's alone.
        var end = new ProcessStartInfo("epmd", ["-port", $"{_names}", "-kill"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var names = Process.Start(end)!;
        await names.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }

    private IEnumerable<(string Name, string Value)> Settings() =>
    [
        ("HOME", _folder.FullName),
        ("ERL_EPMD_ADDRESS", "127.0.0.1"),
        ("ERL_EPMD_PORT", $"{_names}"),
        ("RABBITMQ_NODENAME", "store@localhost"),
        ("RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1"),
        ("RABBITMQ_NODE_PORT", $"{_port}"),
        ("RABBITMQ_DIST_PORT", $"{_nodes}"),
        ("RABBITMQ_MNESIA_BASE", In("mnesia")),
        ("RABBITMQ_LOG_BASE", In("log")),
        ("RABBITMQ_LOGS", "-"),
        ("RABBITMQ_PID_FILE", In("pid")),
        ("RABBITMQ_ENABLED_PLUGINS_FILE", In("plugins")),
        ("RABBITMQ_CONF_ENV_FILE", In("none")),
        ("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-kernel inet_dist_use_interface {127,0,0,1}"),
    ];

    private string In(string name) => Path.Combine(_folder.FullName, name);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
