namespace OrleansStore.ReadModels.Projections;

/// <summary>How a projection is doing.</summary>
/// <param name="Position">The last global position it has taken in.</param>
/// <param name="Head">The journal's head; what it lags behind.</param>
/// <param name="Stopped">It met an event that it cannot take in, and stays where it is until it is rebuilt or the program changes.</param>
/// <param name="Error">Why it is stopped, or what it is trying again; null when all is well.</param>
/// <param name="Rebuild">Its newest rebuild; null when there was none.</param>
public sealed record ProjectionStatus(string Name, long Position, long Head, bool Stopped, string? Error, RebuildReport? Rebuild = null)
{
    /// <summary>How many positions it is behind the head.</summary>
    public long Lag => Math.Max(0, Head - Position);
}

/// <summary>What became of a rebuild, or how far it is.</summary>
/// <param name="Position">The last global position that the new tables have taken in.</param>
/// <param name="Checksum">Of the new tables, when they were compared with those they replaced; lower-case hexadecimal.</param>
/// <param name="ReplacedChecksum">Of those they replaced, at the same position.</param>
/// <param name="Error">Why it failed.</param>
public sealed record RebuildReport(
    RebuildState State, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt = null, long Position = 0,
    string? Checksum = null, string? ReplacedChecksum = null, string? Error = null)
{
    /// <summary>Whether the rebuild came to the rows that were there; null where they were not compared.</summary>
    public bool? Equal => Checksum is null || ReplacedChecksum is null ? null : Checksum == ReplacedChecksum;

    /// <summary>Whether it is still under way.</summary>
    public bool IsRunning => State is RebuildState.Asked or RebuildState.Building or RebuildState.Comparing;
}

/// <summary>How far a rebuild is.</summary>
public enum RebuildState
{
    /// <summary>The process that writes has not heard of it yet.</summary>
    Asked,

    /// <summary>New tables take in the journal beside the live ones.</summary>
    Building,

    /// <summary>They have caught up; both are compared.</summary>
    Comparing,

    /// <summary>The new tables are the live ones.</summary>
    Done,

    /// <summary>The old tables stay.</summary>
    Failed,
}

/// <summary>The projections, for operators.</summary>
public interface IProjections
{
    /// <summary>All projections.</summary>
    IReadOnlyList<ProjectionStatus> Status { get; }

    /// <summary>Makes a projection's tables anew from the journal beside the live ones and puts them in their place.</summary>
    /// <returns>How it is doing; null when there is no projection of that name.</returns>
    /// <exception cref="TimeoutException">It could not be begun for now.</exception>
    /// <remarks>Returns when it was begun, or is kept to be begun; <see cref="Status"/> tells how far it is. One that is under way is not begun again.</remarks>
    ValueTask<ProjectionStatus?> RebuildAsync(string name, CancellationToken cancellation = default);
}
