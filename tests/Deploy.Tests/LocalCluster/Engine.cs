namespace OrleansStore.Deploy.Tests.LocalCluster;

/// <summary>Which engine the programs beside these tests were built with; the folder of the outputs is named after it.</summary>
/// <param name="Name">As the folder is called: <c>embedded</c> or <c>orleans</c>.</param>
/// <param name="Configuration">As the folder is called: <c>debug</c> or <c>release</c>.</param>
internal sealed record Engine(string Name, string Configuration)
{
    // artifacts/<engine>/bin/Deploy.Tests/<configuration>/
    public static Engine OfThisBuild { get; } = AppContext.BaseDirectory.TrimEnd('/').Split('/') is [.., var engine, "bin", _, var configuration]
        ? new(engine, configuration)
        : throw new InvalidOperationException($"{AppContext.BaseDirectory} is not below artifacts.");

    /// <summary>As the build calls it.</summary>
    public string Flavour => char.ToUpperInvariant(Name[0]) + Name[1..];
}
