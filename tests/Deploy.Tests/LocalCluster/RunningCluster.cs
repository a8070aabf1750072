using System.Diagnostics;
using System.Text;
using OrleansStore.Api.Tests.Setup;
using OrleansStore.House.Tests;

namespace OrleansStore.Deploy.Tests.LocalCluster;

/// <summary><c>deploy/local-cluster</c>, as large as the engine allows.</summary>
internal sealed class RunningCluster : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("store-cluster-");
    private readonly StringBuilder _said = new();
    private readonly Process _script;
    private Dictionary<string, string> _addresses = [];

    private RunningCluster()
    {
        var engine = Engine.OfThisBuild;
        var start = new ProcessStartInfo(
            Path.Combine(Repository.Root, "deploy/local-cluster"),
            ["--engine", engine.Name, "--configuration", engine.Configuration, "--no-build", "--parent", $"{Environment.ProcessId}", "--folder", Folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Store__Demo"] = "false";
        start.Environment["Store__Cluster__Drain"] = "00:00:01";
        // As root the script runs PostgreSQL as another user, who must get through to the folder.
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(_folder.FullName, (UnixFileMode)0b111_001_001);
        _script = new Process { StartInfo = start };
        _script.OutputDataReceived += (_, line) => Hear(line.Data);
        _script.ErrorDataReceived += (_, line) => Hear(line.Data);
        _script.Start();
        _script.BeginOutputReadLine();
        _script.BeginErrorReadLine();
    }

    /// <summary>The script's work folder.</summary>
    public string Folder => Path.Combine(_folder.FullName, "work");

    public Uri Url => new(_addresses["URL"]);

    /// <summary>All that the script wrote.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    /// <summary>Names of the nodes of a kind: <c>API_1</c>, <c>API_2</c>, …</summary>
    public IEnumerable<string> Nodes(string kind) => _addresses.Keys.Where(k => k.StartsWith($"{kind}_", StringComparison.Ordinal) && k.EndsWith("_PID", StringComparison.Ordinal)).Select(k => k[..^4]);

    /// <summary>Ids of everything that runs.</summary>
    public IEnumerable<int> Processes => _addresses.Where(a => a.Key.EndsWith("_PID", StringComparison.Ordinal)).Select(a => int.Parse(a.Value));

    public static async Task<RunningCluster> StartAsync(CancellationToken cancellation)
    {
        var cluster = new RunningCluster();
        try
        {
            await cluster.ReadyAsync(cancellation);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client of the address of nginx.</summary>
    public HttpClient Connect() => new() { BaseAddress = Url };

    public async Task<Visitor> AdministratorAsync(HttpClient http)
    {
        var login = (await new Visitor(http).Post("/auth/login", new { email = _addresses["ADMIN_EMAIL"], password = _addresses["ADMIN_PASSWORD"] })).MustBe(200);
        return new Visitor(http) { AccessToken = login["accessToken"].GetString() };
    }

    /// <summary>kill -9.</summary>
    public void Kill(string node)
    {
        using var process = Process.GetProcessById(int.Parse(_addresses[$"{node}_PID"]));
        process.Kill();
    }

    /// <summary>Asks the script to end, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        if (!_script.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", $"{_script.Id}"]);
            await kill.WaitForExitAsync();
        }

        await _script.WaitForExitAsync().WaitAsync(Patience);
        return _script.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _script.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task ReadyAsync(CancellationToken cancellation)
    {
        var file = Path.Combine(Folder, "cluster.env");
        var began = Stopwatch.GetTimestamp();
        while (!File.Exists(file))
        {
            _script.HasExited.ShouldBeFalse(Said);
            Stopwatch.GetElapsedTime(began).ShouldBeLessThan(Patience, Said);
            await Task.Delay(200, cancellation);
        }

        _addresses = EnvironmentFile.Parse(await File.ReadAllTextAsync(file, cancellation)).ToDictionary();
    }

    private void Hear(string? line)
    {
        lock (_said) _said.AppendLine(line);
    }
}
