using System.Text.RegularExpressions;
using OrleansStore.House.Tests;

namespace OrleansStore.Web.Tests.Setup;

/// <summary>What lists in the sources of the pages name, so that no test has a list that somebody forgets.</summary>
internal static partial class SourceLists
{
    /// <summary>The addresses of a list of routes.</summary>
    public static IReadOnlyList<string> Addresses(string file) => Found(file, Quoted().Matches(Repository.Read(file)));

    /// <summary>The names of the members of a constant object: <c>const pages = { orders: …, things: … }</c>.</summary>
    public static IReadOnlyList<string> Names(string file, string constant)
    {
        var list = Regex.Match(Repository.Read(file), $@"const {constant} = \{{(.*?)\}} as const;", RegexOptions.Singleline);
        list.Success.ShouldBeTrue($"{file} has no list {constant}");
        return Found(file, Member().Matches(list.Groups[1].Value));
    }

    /// <summary>The names that a page compares its parameter with by themselves: <c>page === 'verify'</c>.</summary>
    public static IReadOnlyList<string> Compared(string file, string parameter) =>
        Found(file, Regex.Matches(Repository.Read(file), $@"\b{parameter} === '([\w-]+)'"));

    private static List<string> Found(string file, MatchCollection matches)
    {
        var found = matches.Select(m => m.Groups[1].Value).ToList();
        found.ShouldNotBeEmpty($"nothing is found in {file}");
        return found;
    }

    [GeneratedRegex("""'(/[^'\s]*)'""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?:^|,)\s*(\w+):", RegexOptions.Multiline)]
    private static partial Regex Member();
}
