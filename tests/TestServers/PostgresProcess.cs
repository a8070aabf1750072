using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansStore.TestServers;

/// <summary>A running postmaster with its children.</summary>
internal sealed class PostgresProcess
{
    private const int Interrupt = 2, Kill = 9, Continue = 18, Stop = 19;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private readonly Process _postmaster;
    private readonly Queue<string> _lastErrors = [];

    private PostgresProcess(Process postmaster)
    {
        _postmaster = postmaster;
        postmaster.ErrorDataReceived += (_, e) => Remember(e.Data);
        postmaster.OutputDataReceived += static (_, _) => { };
        postmaster.BeginErrorReadLine();
        postmaster.BeginOutputReadLine();
    }

    public int Id => _postmaster.Id;

    public bool HasExited => _postmaster.HasExited;

    /// <summary>What the server said last.</summary>
    public string LastErrors
    {
        get { lock (_lastErrors) return string.Join('\n', _lastErrors); }
    }

    public static async Task<PostgresProcess> StartAsync(string owner, string[] prefix, string[] command) =>
        new(await Launcher.StartAsync(owner, prefix, command));

    /// <summary>SIGKILL to all; each child leads a process group of its own, so they are found by their parent.</summary>
    public async Task KillAsync()
    {
        // A stopped postmaster makes no more children while they are looked for.
        Send(Id, Stop);
        var children = Children();
        foreach (var child in children) Send(child, Kill);
        Send(Id, Kill);
        await _postmaster.WaitForExitAsync();
        while (children.Any(child => Directory.Exists($"/proc/{child}") && !IsZombie(child))) await Task.Delay(5);
        _postmaster.Dispose();
    }

    /// <summary>Fast shutdown: clients are cut off, the rest is orderly; killed when that takes too long.</summary>
    public async Task StopAsync()
    {
        foreach (var child in Children()) Send(child, Continue);
        Send(Id, Continue);
        Send(Id, Interrupt);
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            await _postmaster.WaitForExitAsync(patience.Token);
            _postmaster.Dispose();
        }
        catch (OperationCanceledException)
        {
            await KillAsync();
        }
    }

    private int[] Children() => [.. Directory.EnumerateDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? id : 0)
        .Where(id => id > 0 && Stat(id) is [_, var parent, ..] && parent == $"{Id}")];

    private static bool IsZombie(int id) => Stat(id) is ["Z", ..];

    /// <summary>State, parent and the rest of proc(5)'s fields after the name; empty when the process is gone.</summary>
    private static string[] Stat(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static void Send(int process, int signal) => _ = kill(process, signal);

    private void Remember(string? line)
    {
        if (line is null) return;
        lock (_lastErrors)
        {
            _lastErrors.Enqueue(line);
            if (_lastErrors.Count > 20) _lastErrors.Dequeue();
        }
    }

    [DllImport("libc")]
    private static extern int kill(int process, int signal);
}
