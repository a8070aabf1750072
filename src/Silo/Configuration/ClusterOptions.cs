using System.Net;

namespace OrleansStore.Silo.Configuration;

/// <summary>This process's place among others.</summary>
public sealed record ClusterOptions
{
    /// <summary>What this process is.</summary>
    public ClusterRole Role { get; init; }

    /// <summary>The name that the processes of one store share.</summary>
    public string Id { get; init; } = "store";

    /// <summary>Where the others reach this silo; null for the machine's own address.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The port for other silos; null for the usual one.</summary>
    public int? SiloPort { get; init; }

    /// <summary>The port for clients; null for the usual one.</summary>
    public int? GatewayPort { get; init; }

    /// <summary>
    /// How long a process that was asked to stop serves on as not ready, so that whoever sends it work learns of it; null
    /// for none where it is alone and for 5 s in a cluster.
    /// </summary>
    public TimeSpan? Drain { get; init; }
}

/// <summary>What a process is among others.</summary>
public enum ClusterRole
{
    /// <summary>It runs grains.</summary>
    Silo,

    /// <summary>It calls grains that other processes run.</summary>
    Client,
}
