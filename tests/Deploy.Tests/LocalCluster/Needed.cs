namespace OrleansStore.Deploy.Tests.LocalCluster;

/// <summary>Programs that are not part of the repository. The build server must have them; elsewhere their tests are skipped.</summary>
internal static class Needed
{
    /// <summary>What is not installed; null when all is.</summary>
    public static string? Missing { get; } = Find();

    /// <summary>Goes on only when all are there.</summary>
    public static void Programs() => Require(Missing);

    /// <summary>Goes on only when the pages can be built, as in the image of Node.js.</summary>
    public static void Node() => Require(Has("node") && Has("npm") ? null : "Node.js");

    private static void Require(string? missing)
    {
        if (missing is null) return;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"{missing} must be installed where CI=true.");
        Assert.Skip($"{missing} is not installed.");
    }

    private static string? Find()
    {
        var missing = string.Join(" and ", new[] { ("nginx", Has("nginx")), ("PostgreSQL", HasPostgres()) }.Where(p => !p.Item2).Select(p => p.Item1));
        return missing.Length == 0 ? null : missing;
    }

    private static bool Has(string program) => $"{Environment.GetEnvironmentVariable("PATH")}:/usr/sbin:/usr/local/sbin".Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    private static bool HasPostgres() => Directory.Exists("/usr/lib/postgresql")
        && Directory.EnumerateDirectories("/usr/lib/postgresql").Any(version => File.Exists(Path.Combine(version, "bin", "initdb")));
}
