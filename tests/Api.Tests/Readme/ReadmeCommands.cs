using System.Text.RegularExpressions;

namespace OrleansStore.Api.Tests.Readme;

/// <summary>The shell commands that the README shows.</summary>
internal static partial class ReadmeCommands
{
    /// <summary>All blocks of a section, in order.</summary>
    public static string Of(string section)
    {
        var readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        var start = readme.IndexOf($"## {section}\n", StringComparison.Ordinal);
        start.ShouldBeGreaterThanOrEqualTo(0, $"README.md has no section '{section}'.");
        var end = readme.IndexOf("\n## ", start + 3, StringComparison.Ordinal);
        return string.Join('\n', Block().Matches(readme[start..end]).Select(m => m.Groups[1].Value));
    }

    /// <summary>The folder that its commands are run in.</summary>
    public static string Root
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "OrleansStore.sln"))) folder = Path.GetDirectoryName(folder)!;
            return folder;
        }
    }

    [GeneratedRegex("```sh\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();
}
