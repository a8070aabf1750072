using OrleansStore.House.Tests;
using OrleansStore.TestServers;

namespace OrleansStore.Web.Tests.Setup;

/// <summary>What browser tests need beside .NET.</summary>
internal static class Needed
{
    /// <summary>The folder of the npm project.</summary>
    public static string Project { get; } = Path.Combine(Repository.Root, "src", "Web");

    /// <summary>The browser; <c>STORE_CHROMIUM</c> names another one.</summary>
    public static string? Chromium { get; } = Environment.GetEnvironmentVariable("STORE_CHROMIUM") ?? Find("chromium") ?? Find("chromium-browser") ?? Find("google-chrome");

    private static string? MissingNode => Find("node") is null || Find("npm") is null ? "Node.js and npm are not installed (Debian: nodejs, npm)." : null;

    private static string? MissingBrowser => Chromium is null ? "No browser is installed (Debian: chromium)." : null;

    /// <summary>Without Node.js a test is skipped, but on the build server it fails.</summary>
    public static void Node() => NeededServer.Require(MissingNode);

    /// <summary>Why there can be no browser test, or null.</summary>
    public static string? Missing => MissingNode ?? MissingBrowser;

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
