using OrleansStore.ReadModels.Projections;

namespace OrleansStore.Api.Projections;

/// <summary>How the read side is.</summary>
/// <param name="Head">The journal's newest position.</param>
public sealed record ProjectionsAnswer(long Head, IReadOnlyList<ProjectionAnswer> Items);

/// <summary>How a projection is doing.</summary>
/// <param name="Position">The last event it has taken in.</param>
/// <param name="Lag">How many positions it is behind the journal's head.</param>
/// <param name="Stopped">It met an event that it cannot take in, and stays where it is; <paramref name="Error"/> says which.</param>
/// <param name="Error">Why it is stopped, or what it is trying again.</param>
public sealed record ProjectionAnswer(string Name, long Position, long Lag, bool Stopped, string? Error, RebuildAnswer? Rebuild)
{
    /// <summary>As it is shown.</summary>
    public static ProjectionAnswer Of(ProjectionStatus status) =>
        new(status.Name, status.Position, status.Lag, status.Stopped, status.Error, status.Rebuild is { } rebuild ? RebuildAnswer.Of(rebuild, status.Head) : null);
}

/// <summary>A rebuild that is under way, or the newest one.</summary>
/// <param name="Position">The last event that the new tables have taken in.</param>
/// <param name="Progress">From 0 to 1: how much of the journal that is.</param>
/// <param name="Equal">Whether it came to the rows that were there; absent where they were not compared.</param>
/// <param name="Checksum">Of the new tables.</param>
/// <param name="ReplacedChecksum">Of those they replaced, at the same position.</param>
public sealed record RebuildAnswer(
    RebuildState State, DateTimeOffset StartedAt, DateTimeOffset? FinishedAt, long Position, decimal Progress,
    bool? Equal, string? Checksum, string? ReplacedChecksum, string? Error)
{
    /// <summary>As it is shown.</summary>
    public static RebuildAnswer Of(RebuildReport report, long head) => new(
        report.State, report.StartedAt, report.FinishedAt, report.Position,
        report.State == RebuildState.Done || head == 0 ? 1 : Math.Round(Math.Min(1, (decimal)report.Position / head), 3),
        report.Equal, report.Checksum, report.ReplacedChecksum, report.Error);
}
