using System.Xml.Linq;

namespace OrleansStore.House.Tests;

/// <summary>Which room may know which.</summary>
public sealed class ArrowTests
{
    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Contracts"] = [],
        ["Journal"] = [],
        ["Grains"] = ["Contracts", "Journal"],
        ["ReadModels"] = ["Contracts", "Journal"],
        ["Silo"] = ["Contracts", "Grains", "ReadModels", "Journal"],
        ["Api"] = ["Contracts", "ReadModels", "GraphQL", "Silo", "Web"],
        ["Cli"] = ["Silo", "Journal", "Contracts"],
        ["GraphQL"] = [],
        ["Web"] = [],
        ["Embedded"] = ["Embedded.CodeGenerator"],
        ["Embedded.CodeGenerator"] = [],
    };

    /// <summary>They know neither the shop nor the engine.</summary>
    private static readonly string[] NoEngine = ["Journal", "GraphQL", "Web", "Embedded", "Embedded.CodeGenerator"];

    public static TheoryData<string> Projects() => [.. Repository.Files("src", "*.csproj")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_refers_only_to_rooms_it_may_know(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        Arrows.ShouldContainKey(name, $"{name} is a new room: say here which others it may know");
        var known = XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));
        known.Except(Arrows[name]).ShouldBeEmpty($"{name} must not know these");
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void Only_rooms_that_run_grains_program_against_the_engine(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var document = XDocument.Parse(Repository.Read(project));
        var uses = document.Descendants("UsesEngine").Any(u => u.Value == "true");
        (uses && NoEngine.Contains(name)).ShouldBeFalse(name);
        document.Descendants("PackageReference").Select(p => p.Attribute("Include")!.Value)
            .ShouldAllBe(p => !p.StartsWith("Microsoft.Orleans", StringComparison.Ordinal));
    }

    [Fact]
    public void The_arrows_make_no_circle()
    {
        foreach (var room in Arrows.Keys) Reachable(room).ShouldNotContain(room);

        static IEnumerable<string> Reachable(string room) => Arrows[room].Concat(Arrows[room].SelectMany(Reachable));
    }

    [Fact]
    public void Journal_GraphQL_and_the_engine_know_nothing_of_the_shop()
    {
        string[] shop = ["OrleansStore.Contracts", "OrleansStore.Grains", "OrleansStore.ReadModels", "OrleansStore.Silo", "OrleansStore.Api"];
        foreach (var room in NoEngine)
            foreach (var file in Repository.Files($"src/{room}", "*.cs"))
                shop.Where(name => Repository.Read(file).Contains(name, StringComparison.Ordinal)).ShouldBeEmpty(file);
    }
}
