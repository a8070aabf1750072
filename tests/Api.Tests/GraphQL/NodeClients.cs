using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using OrleansStore.Api.Tests.Readme;
using OrleansStore.TestServers;

namespace OrleansStore.Api.Tests.GraphQL;

/// <summary>Runs scripts with the packages of <c>Client/package.json</c>; they are installed when they are first needed.</summary>
internal static class NodeClients
{
    private static readonly string Sources = Path.Combine(ReadmeCommands.Root, "tests", "Api.Tests", "GraphQL", "Client");

    /// <summary>What a script writes.</summary>
    /// <param name="input">What it reads, as JSON.</param>
    public static async Task<JsonElement> RunAsync(string script, object input)
    {
        NeededServer.Require(Find("node") is null || Find("npm") is null ? "Node.js and npm are not installed (Debian: nodejs, npm); the official GraphQL clients cannot be run." : null);
        var folder = await InstallAsync();
        File.Copy(Path.Combine(Sources, script), Path.Combine(folder, script), overwrite: true);
        var (code, output, errors) = await RunAsync(folder, JsonSerializer.Serialize(input), "node", script);
        code.ShouldBe(0, errors + output);
        return JsonSerializer.Deserialize<JsonElement>(output);
    }

    /// <summary>One folder for each lock file.</summary>
    private static async Task<string> InstallAsync()
    {
        var file = await File.ReadAllBytesAsync(Path.Combine(Sources, "package-lock.json"), TestContext.Current.CancellationToken);
        var folder = Path.Combine(ReadmeCommands.Root, "artifacts", "graphql-clients", Convert.ToHexStringLower(SHA256.HashData(file))[..12]);
        if (File.Exists(Path.Combine(folder, "installed"))) return folder;
        Directory.CreateDirectory(folder);
        foreach (var name in (string[])["package.json", "package-lock.json"]) File.Copy(Path.Combine(Sources, name), Path.Combine(folder, name), overwrite: true);
        var (code, output, errors) = await RunAsync(folder, "", "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        code.ShouldBe(0, errors + output);
        await File.WriteAllTextAsync(Path.Combine(folder, "installed"), "", TestContext.Current.CancellationToken);
        return folder;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(string folder, string input, string program, params string[] arguments)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);
}
