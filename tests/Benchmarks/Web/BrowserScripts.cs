using System.Diagnostics;

namespace OrleansStore.Benchmarks.Web;

/// <summary>The scripts beside this file, which drive a browser; their packages are fetched when the first one runs.</summary>
internal static class BrowserScripts
{
    private static readonly string _folder = Path.Combine(AppContext.BaseDirectory, "Web");

    /// <summary>The browser; null where none is installed.</summary>
    public static string? Browser => new[] { "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);

    /// <summary>Fetches the packages, unless they are there.</summary>
    public static async Task PrepareAsync()
    {
        if (!Directory.Exists(Path.Combine(_folder, "node_modules"))) await RunAsync("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
    }

    /// <summary>Runs a script; what it says.</summary>
    public static Task<string> RunAsync(string script, IEnumerable<string> arguments) => RunAsync("node", [script, Browser!, .. arguments]);

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder, RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? said : throw new InvalidOperationException($"{program} {arguments[0]} ended with {process.ExitCode}.");
    }
}
