using OrleansStore.Deploy.Tests.Yaml;
using OrleansStore.House.Tests;

namespace OrleansStore.Deploy.Tests.Compose;

/// <summary>The services of <c>deploy/compose.yaml</c>.</summary>
internal static class ComposeFile
{
    public const string Folder = "deploy";

    public static YamlValue All { get; } = YamlValue.Parse(Repository.Read($"{Folder}/compose.yaml")).Single();

    public static IEnumerable<(string Name, YamlValue Body)> Services => All["services"].Members;

    public static YamlValue Service(string name) => All["services"][name];

    /// <summary>Which program a service runs: <c>api</c>, <c>silo</c>, or null for those that are not the store's.</summary>
    public static string? Program(string service) => Service(service).At("build", "target").Text;

    /// <summary>The services that run a program.</summary>
    public static IEnumerable<string> Running(string program) => Services.Select(s => s.Name).Where(n => Program(n) == program);
}
