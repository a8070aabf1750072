using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrleansStore.Benchmarks.Processes;

/// <summary>A process of the benchmark, pinned to a core, which ends with it.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private readonly Process _process;
    private readonly Queue<string> _lastErrors = [];

    private ChildProcess(Process process)
    {
        _process = process;
        process.ErrorDataReceived += (_, e) => Remember(e.Data);
        process.BeginErrorReadLine();
        AppDomain.CurrentDomain.ProcessExit += Kill;
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>What the process said last on its standard error.</summary>
    public string LastErrors
    {
        get { lock (_lastErrors) return string.Join('\n', _lastErrors); }
    }

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    /// <param name="core">The one core it may run on; null for any.</param>
    public static ChildProcess Start(
        string file, IEnumerable<string> arguments, int? core, IReadOnlyDictionary<string, string>? environment = null)
    {
        string[] pin = core is { } number ? ["taskset", "-c", $"{number % Environment.ProcessorCount}"] : [];
        string[] command = [.. pin, file, .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        return new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"{file} did not start."));
    }

    /// <summary>This program again, in another mode.</summary>
    public static ChildProcess StartSelf(int? core, params string[] arguments) =>
        Start(Environment.ProcessPath!, arguments, core);

    /// <summary>Reads and drops what the process says, so that it never waits for a reader.</summary>
    public void DrainOutput()
    {
        _process.OutputDataReceived += static (_, _) => { };
        _process.BeginOutputReadLine();
    }

    public static void Send(int process, Signal signal) => _ = kill(process, (int)signal);

    /// <summary>Waits for the end; the exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Asks the process to end and waits for it; kills it when it does not.</summary>
    public async Task StopAsync(Signal signal = Signal.Terminate)
    {
        if (_process.HasExited) return;
        Send(Id, Signal.Continue);
        Send(Id, signal);
        using var patience = new CancellationTokenSource(_patience);
        try
        {
            await _process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        AppDomain.CurrentDomain.ProcessExit -= Kill;
        _process.Dispose();
    }

    private void Kill(object? sender, EventArgs e)
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
    }

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

/// <summary>Linux signal numbers.</summary>
internal enum Signal
{
    Interrupt = 2,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}
