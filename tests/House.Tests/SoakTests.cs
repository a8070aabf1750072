using System.Text.RegularExpressions;

namespace OrleansStore.House.Tests;

/// <summary>The soak names tests and sizes of other programs by text.</summary>
public sealed partial class SoakTests
{
    private static readonly string Stages = Repository.Read("tests/Soak/Stage.cs");
    private static readonly string Sources = string.Concat(
        Repository.Files("tests", "*.cs").Where(f => !f.StartsWith("tests/Soak/", StringComparison.Ordinal)).Select(Repository.Read));

    public static TheoryData<string> Methods() => Found(Method());

    public static TheoryData<string> Classes() => Found(Class());

    public static TheoryData<string> Sizes() => Found(Size());

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_test_that_the_soak_runs_exists(string method) => Sources.ShouldContain($" {method}(");

    [Theory]
    [MemberData(nameof(Classes))]
    public void A_class_that_the_soak_runs_exists(string name) => Sources.ShouldContain($" class {name}");

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_size_that_the_soak_sets_is_read(string variable) => Sources.ShouldContain($"SoakSize.Of(\"{variable}\"");

    private static TheoryData<string> Found(Regex pattern) => [.. pattern.Matches(Stages).Select(m => m.Groups[1].Value)];

    [GeneratedRegex("\"-method\", \"[^\"]*?(\\w+)\"")]
    private static partial Regex Method();

    [GeneratedRegex("\"-class\", \"[^\"]*?(\\w+)\"")]
    private static partial Regex Class();

    [GeneratedRegex("\"(STORE_SOAK_\\w+)\"")]
    private static partial Regex Size();
}
