namespace OrleansStore.Deploy.Tests;

/// <summary>Lines of <c>NAME=value</c>.</summary>
internal static class EnvironmentFile
{
    public static IEnumerable<(string Name, string Value)> Parse(string text) => text.Split('\n')
        .Select(line => line.Trim())
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split('=', 2))
        .Select(parts => (parts[0], parts[1].Trim('\'')));
}
