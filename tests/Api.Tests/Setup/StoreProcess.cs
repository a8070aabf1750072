using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace OrleansStore.Api.Tests.Setup;

/// <summary>A store in a process of its own, on a folder that outlives it.</summary>
internal sealed class StoreProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _said = new();
    private readonly TaskCompletionSource _serves = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StoreProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.Exited += (_, _) => _serves.TrySetException(new InvalidOperationException($"The store ended before it served. It said:\n{Said}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The program that was built with these tests, to be run by <c>dotnet</c>.</summary>
    public static string Built => PathOf("Api");

    /// <summary>The silo without an API, likewise.</summary>
    public static string BuiltSilo => PathOf("Silo");

    public int Id => _process.Id;

    /// <summary>What it ended with, once it has.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>All it wrote to its output.</summary>
    public string Said
    {
        get
        {
            lock (_said) return _said.ToString();
        }
    }

    /// <summary>Starts a store without demo products whose administrator has <see cref="Shopkeeper.Password"/>.</summary>
    /// <param name="program">A .dll for <c>dotnet</c>, or an executable.</param>
    /// <param name="settings">Environment variables beside the usual ones.</param>
    public static StoreProcess Start(string program, string dataPath, int port, params (string Name, string Value)[] settings)
    {
        var start = program.EndsWith(".dll", StringComparison.Ordinal)
            ? new ProcessStartInfo("dotnet", [program])
            : new ProcessStartInfo(program);
        start.WorkingDirectory = dataPath;
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        start.Environment["Store__DataPath"] = dataPath;
        start.Environment["Store__Demo"] = "false";
        start.Environment["Store__Admin__Email"] = Shopkeeper.Email;
        start.Environment["Store__Admin__Password"] = Shopkeeper.Password;
        foreach (var (name, value) in settings) start.Environment[name] = value;
        return new StoreProcess(start);
    }

    /// <summary>A port that is free now and can be used life after life.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Completes when it has said that it serves.</summary>
    public Task ServesAsync() => _serves.Task.WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to stop.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until it has ended, in order or not.</summary>
    public Task EndedAsync() => _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));

    /// <summary>Asks it to stop, and waits until it has.</summary>
    public async Task StopAsync()
    {
        await TerminateAsync();
        await EndedAsync();
        _process.ExitCode.ShouldBe(0, Said);
    }

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (_said) _said.AppendLine(line);
        if (line.Contains("serves on", StringComparison.Ordinal) || line.StartsWith("A silo of", StringComparison.Ordinal)) _serves.TrySetResult();
    }

    private static string PathOf(string project)
    {
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(here.Parent!.Parent!.FullName, project, here.Name, $"OrleansStore.{project}.dll");
    }
}
