namespace OrleansStore.Silo.Hosting;

/// <summary>What a silo is called in its cluster: its machine, and which store it runs, for while one is renewed there are two.</summary>
public static class NodeName
{
    /// <summary>The version of this store.</summary>
    public static string? Version { get; } = typeof(NodeName).Assembly.GetName().Version?.ToString(3);

    /// <summary>This process's name.</summary>
    public static string Here { get; } = $"{Environment.MachineName}/{Version}";

    /// <summary>Reads a name.</summary>
    /// <returns>The machine, and the version where the name tells one.</returns>
    public static (string Machine, string? Version) Read(string name) =>
        name.LastIndexOf('/') is var at and > 0 ? (name[..at], name[(at + 1)..]) : (name, null);
}
