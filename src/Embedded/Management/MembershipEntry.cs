namespace Orleans.Runtime;

/// <summary>What is known of a silo.</summary>
/// <remarks>Orleans: src/Orleans.Core/SystemTargetInterfaces/IMembershipTable.cs (what people want to know)</remarks>
public sealed class MembershipEntry
{
    /// <summary>Which silo.</summary>
    public SiloAddress SiloAddress { get; set; } = null!;

    /// <summary>Whether it comes, works, goes or is gone.</summary>
    public SiloStatus Status { get; set; }

    /// <summary>The name of its machine.</summary>
    public string HostName { get; set; } = null!;

    /// <summary>Its own name.</summary>
    public string SiloName { get; set; } = null!;

    /// <summary>When it started, in UTC.</summary>
    public DateTime StartTime { get; set; }

    /// <summary>When it said last that it lives, in UTC.</summary>
    public DateTime IAmAliveTime { get; set; }
}

/// <summary>Whether a silo comes, works, goes or is gone.</summary>
/// <remarks>Orleans: src/Orleans.Core.Abstractions/Runtime/SiloStatus.cs</remarks>
public enum SiloStatus
{
    /// <summary>Not known.</summary>
    None = 0,

    /// <summary>It has not started yet.</summary>
    Created = 1,

    /// <summary>It starts.</summary>
    Joining = 2,

    /// <summary>It works.</summary>
    Active = 3,

    /// <summary>It ends in order.</summary>
    ShuttingDown = 4,

    /// <summary>It ends.</summary>
    Stopping = 5,

    /// <summary>It is gone.</summary>
    Dead = 6,
}
