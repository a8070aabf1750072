using System.Text.RegularExpressions;

namespace OrleansStore.House.Tests;

/// <summary>What sources must not hold.</summary>
public sealed partial class SourceTests
{
    /// <summary>Tests of the engine itself, and the simulation that runs it with parts of its own.</summary>
    private static readonly string[] KnowTheEngine = ["src/Embedded/", "src/Embedded.CodeGenerator/", "src/Silo/", "tests/Engine.Tests/", "tests/Simulation/"];

    private static IEnumerable<string> Sources => Repository.Files("src", "*.cs").Concat(Repository.Files("tests", "*.cs"));

    [Fact]
    public void There_are_sources_to_look_at() => Sources.Count().ShouldBeGreaterThan(100);

    [Fact]
    public void Only_the_silo_has_conditional_code() =>
        Sources.Where(f => !f.StartsWith("src/Silo/", StringComparison.Ordinal) && Conditional().IsMatch(Repository.Read(f))).ShouldBeEmpty();

    [Fact]
    public void Only_engine_and_silo_know_what_is_inside_the_engine()
    {
        var inside = "Orleans" + ".Embedded";
        Sources.Where(f => !KnowTheEngine.Any(k => f.StartsWith(k, StringComparison.Ordinal)))
            .Where(f => Regex.IsMatch(Repository.Read(f), $@"\b{Regex.Escape(inside)}\b"))
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_file_is_named_after_a_concept() =>
        Repository.Files("src", "*").Concat(Repository.Files("tests", "*"))
            .Where(f => Nameless().IsMatch(Path.GetFileNameWithoutExtension(f)))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("OrderManager", true)]
    [InlineData("Helper", true)]
    [InlineData("StringUtils", true)]
    [InlineData("CommonTypes", true)]
    [InlineData("ManagementGrain", false)]
    [InlineData("Commonwealth", false)]
    public void Names_that_say_nothing_are_told_from_others(string name, bool nameless) => Nameless().IsMatch(name).ShouldBe(nameless);

    [Fact]
    public void Every_public_name_of_the_engine_says_where_Orleans_has_it()
    {
        var inside = "namespace Orleans" + ".Embedded";
        Repository.Files("src/Embedded", "*.cs")
            .Where(f => Repository.Read(f) is var text
                && text.Contains("\nnamespace Orleans", StringComparison.Ordinal) | text.StartsWith("namespace Orleans", StringComparison.Ordinal)
                && !text.Contains(inside, StringComparison.Ordinal)
                && !text.Contains("Orleans: src/", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    [GeneratedRegex(@"^[ \t]*#(if|elif)\b", RegexOptions.Multiline)]
    private static partial Regex Conditional();

    [GeneratedRegex("(Manager|Helper|Helpers|Utils|Utilities|Common)(?![a-z])")]
    private static partial Regex Nameless();
}
