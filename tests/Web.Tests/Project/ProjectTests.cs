using System.Text.Json;
using OrleansStore.Web.Tests.Setup;

namespace OrleansStore.Web.Tests.Project;

/// <summary>The npm project by itself.</summary>
public sealed class ProjectTests
{
    [Fact]
    public async Task Its_types_hold()
    {
        Needed.Node();
        await Npm.RunAsync("check");
    }

    [Fact]
    public async Task Its_own_tests_pass()
    {
        Needed.Node();
        await Npm.RunAsync("test");
    }

    [Fact]
    public async Task Packages_are_named_by_their_exact_version()
    {
        using var package = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Needed.Project, "package.json"), TestContext.Current.CancellationToken));
        var versions = new[] { "dependencies", "devDependencies" }
            .SelectMany(kind => package.RootElement.TryGetProperty(kind, out var named) ? named.EnumerateObject().ToList() : []).ToList();
        versions.ShouldNotBeEmpty();
        versions.Where(v => !Version.TryParse(v.Value.GetString(), out _)).ShouldBeEmpty();
    }
}
