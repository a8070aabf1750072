namespace OrleansStore.ReadModels.Projections;

/// <summary>How a projection is doing.</summary>
/// <param name="Position">The last global position it has taken in.</param>
/// <param name="Head">The journal's head; what it lags behind.</param>
/// <param name="Stopped">It met an event that it cannot take in, and stays where it is until it is rebuilt or the program changes.</param>
/// <param name="Error">Why it is stopped, or what it is trying again; null when all is well.</param>
public sealed record ProjectionStatus(string Name, long Position, long Head, bool Stopped, string? Error);

/// <summary>The projections, for operators.</summary>
public interface IProjections
{
    /// <summary>All projections.</summary>
    IReadOnlyList<ProjectionStatus> Status { get; }

    /// <summary>Drops a projection's rows and makes them anew from the journal; a stopped one starts again.</summary>
    /// <returns>False when there is no projection of that name.</returns>
    /// <remarks>Returns when it has been asked for; <see cref="Status"/> tells how far it is.</remarks>
    bool Rebuild(string name);
}
