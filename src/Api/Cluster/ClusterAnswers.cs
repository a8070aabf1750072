namespace OrleansStore.Api.Cluster;

/// <summary>Which grains are active.</summary>
/// <param name="Activations">In all.</param>
/// <param name="Types">By type, in alphabetical order; those of which none is active are left out.</param>
/// <param name="Silent">Addresses of silos that did not answer in time: what is active there is not counted.</param>
public sealed record GrainsAnswer(int Activations, IReadOnlyList<GrainTypeAnswer> Types, IReadOnlyList<string> Silent);

/// <summary>How many grains of a type are active.</summary>
/// <param name="Type">What they are, such as <c>order</c> or <c>cart</c>.</param>
/// <param name="Activations">In all.</param>
/// <param name="Silos">On each silo that has some.</param>
public sealed record GrainTypeAnswer(string Type, int Activations, IReadOnlyList<SiloGrainsAnswer> Silos);

/// <summary>How many grains of a type are active on a silo.</summary>
/// <param name="Silo">Its address.</param>
public sealed record SiloGrainsAnswer(string Silo, int Activations);

/// <summary>The silos of the cluster: those that are not gone first, then the newest.</summary>
public sealed record SilosAnswer(IReadOnlyList<SiloAnswer> Items);

/// <summary>A silo.</summary>
/// <param name="Address">Where the others reach it, and which of those that were there one after the other.</param>
/// <param name="Machine">Where it runs.</param>
/// <param name="Version">Of the store that it runs, where that is known.</param>
/// <param name="StartedAt">Since when it is there.</param>
/// <param name="LastSeenAt">When it said last that it lives.</param>
/// <param name="Activations">Grains of the store that are active there; absent, like what follows, where it is not active or did not answer in time.</param>
/// <param name="CpuPercent">Of its processors, what its process used of late.</param>
/// <param name="MemoryBytes">Managed memory in use.</param>
/// <param name="MemoryLimitBytes">Memory that its process may use.</param>
public sealed record SiloAnswer(
    string Address,
    string Machine,
    string? Version,
    SiloState State,
    DateTimeOffset StartedAt,
    DateTimeOffset LastSeenAt,
    int? Activations,
    double? CpuPercent,
    long? MemoryBytes,
    long? MemoryLimitBytes);

/// <summary>How a silo is.</summary>
public enum SiloState
{
    /// <summary>It comes.</summary>
    Joining,

    /// <summary>It works.</summary>
    Active,

    /// <summary>It ends in order.</summary>
    Stopping,

    /// <summary>It ended, or the others missed it for too long.</summary>
    Dead,
}
