namespace OrleansStore.TestServers;

/// <summary>What a throw-away server is started with.</summary>
public sealed record PostgresServerOptions
{
    /// <summary>The folder that its own folder is made in; null: the system's for temporary files.</summary>
    public string? ParentFolder { get; init; }

    /// <summary>The one core that it may run on; null for any.</summary>
    public int? Core { get; init; }

    /// <summary>Settings beside, or in place of, <see cref="PostgresServer.Defaults"/>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
