using System.Text.RegularExpressions;
using OrleansStore.House.Tests;

namespace OrleansStore.Deploy.Tests.Docker;

/// <summary>The files that a container engine is sent, by the rules of <c>.dockerignore</c>: the last line that fits a file decides.</summary>
internal static class BuildContext
{
    private static readonly (bool Keeps, Regex Fits)[] Rules =
    [
        .. Repository.Read(".dockerignore").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0 && l[0] != '#').Select(l => (l[0] == '!', Pattern(l.TrimStart('!')))),
    ];

    public static IReadOnlyList<string> Files { get; } = [.. EveryFile(Repository.Root).Where(IsSent)];

    public static bool IsSent(string file) => Rules.LastOrDefault(r => r.Fits.IsMatch(file), (true, null!)).Item1;

    // Outputs of other builds and the history are many, and none of them is sent; a test says so.
    private static IEnumerable<string> EveryFile(string folder) => Directory.EnumerateFiles(folder).Select(f => Path.GetRelativePath(Repository.Root, f).Replace('\\', '/'))
        .Concat(Directory.EnumerateDirectories(folder).Where(d => Path.GetFileName(d) is not ("artifacts" or ".git" or "node_modules")).SelectMany(EveryFile));

    /// <summary>A pattern fits a path and everything below it.</summary>
    private static Regex Pattern(string line) => new(
        "^" + Regex.Escape(line).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "(/.*)?$");
}
