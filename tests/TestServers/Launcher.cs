using System.Collections.Concurrent;
using System.Diagnostics;

namespace OrleansStore.TestServers;

/// <summary>Starts processes that end with this one, however it ends.</summary>
/// <remarks>
/// The kernel sends the parent-death signal when the <i>thread</i> that started the process ends, so all are started by one
/// thread that never does.
/// </remarks>
internal static class Launcher
{
    private static readonly BlockingCollection<Action> _orders = [];

    static Launcher() => new Thread(Run) { IsBackground = true, Name = "server-launcher" }.Start();

    /// <param name="user">Whom the process runs as when this one is privileged.</param>
    public static Task<Process> StartAsync(string user, IEnumerable<string> prefix, params string[] command)
    {
        string[] identity = Environment.IsPrivilegedProcess ? [$"--reuid={user}", $"--regid={user}", "--init-groups"] : [];
        string[] whole = [.. prefix, "setpriv", .. identity, "--pdeathsig", "INT", .. command];
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        _orders.Add(() =>
        {
            try
            {
                var start = new ProcessStartInfo(whole[0], whole[1..]) { RedirectStandardError = true, RedirectStandardOutput = true };
                started.SetResult(Process.Start(start)!);
            }
            catch (Exception e)
            {
                started.SetException(e);
            }
        });
        return started.Task;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it said.</exception>
    public static async Task RunAsync(string user, params string[] command)
    {
        using var process = await StartAsync(user, [], command);
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{command[0]} failed: {errors}{await output}");
    }

    private static void Run()
    {
        foreach (var order in _orders.GetConsumingEnumerable()) order();
    }
}
