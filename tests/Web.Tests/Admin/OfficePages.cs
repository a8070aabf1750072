using System.Text.RegularExpressions;
using OrleansStore.House.Tests;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Admin;

/// <summary>The addresses of the back office, as its own list has them.</summary>
internal static partial class OfficePages
{
    private const string Source = "src/Web/src/admin";

    /// <summary>With what stands for ids in them; each page of the workbench, and where one makes something new.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Pages(SourceLists.Addresses($"{Source}/routes.ts")).Distinct()];

    /// <summary>An address with something in the place of ids.</summary>
    public static string Address(string pattern, string id) => ("/admin" + pattern.Replace(":id", id, StringComparison.Ordinal)).TrimEnd('/');

    private static IEnumerable<string> Pages(IEnumerable<string> patterns) => patterns.SelectMany<string, string>(pattern => pattern switch
    {
        "/workbench/:page" => SourceLists.Names($"{Source}/workbench/WorkbenchPage.tsx", "pages").Select(name => $"/workbench/{name}"),
        _ when OneOfMany().Match(pattern) is { Success: true } one && MakesNew(one.Groups[1].Value) => [pattern, pattern.Replace(":id", "new", StringComparison.Ordinal)],
        _ => [pattern],
    });

    /// <summary>Whether a page takes <c>new</c> for an id.</summary>
    private static bool MakesNew(string folder) => Directory.Exists(Path.Combine(Repository.Root, Source, folder))
        && Directory.EnumerateFiles(Path.Combine(Repository.Root, Source, folder), "*Page.tsx").Any(file => File.ReadAllText(file).Contains("id === 'new'", StringComparison.Ordinal));

    [GeneratedRegex("^/([a-z]+)/:id$")]
    private static partial Regex OneOfMany();
}
