namespace OrleansStore.House.Tests;

/// <summary>The files of the repository that these tests were built from.</summary>
internal static class Repository
{
    private static readonly HashSet<string> NotOurs = ["artifacts", "bin", "obj", "node_modules", "dist", "wwwroot"];

    public static string Root { get; } = FindRoot();

    /// <summary>Files below a folder, as paths from the root with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, string pattern)
    {
        var start = Path.Combine(Root, folder);
        return Directory.Exists(start) ? Walk(start, pattern).Select(f => Path.GetRelativePath(Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal) : [];
    }

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static IEnumerable<string> Walk(string folder, string pattern) => Directory.EnumerateFiles(folder, pattern).Concat(
        Directory.EnumerateDirectories(folder)
            .Where(d => Path.GetFileName(d) is var name && !NotOurs.Contains(name) && !name.StartsWith('.'))
            .SelectMany(d => Walk(d, pattern)));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "OrleansStore.sln"))) return folder.FullName;
        throw new InvalidOperationException($"OrleansStore.sln is nowhere above {AppContext.BaseDirectory}.");
    }
}
