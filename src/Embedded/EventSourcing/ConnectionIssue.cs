namespace Orleans.EventSourcing;

/// <summary>Trouble with storage.</summary>
/// <remarks>Orleans: src/Orleans.EventSourcing/LogConsistency/ConnectionIssues.cs</remarks>
public abstract class ConnectionIssue
{
    /// <summary>When it was last seen, UTC.</summary>
    public DateTime TimeStamp { get; set; }

    /// <summary>When it was first seen, UTC.</summary>
    public DateTime TimeOfFirstFailure { get; set; }

    /// <summary>How many failures in a row there were.</summary>
    public int NumberOfConsecutiveFailures { get; set; }

    /// <summary>How long to wait before the next try.</summary>
    public TimeSpan RetryDelay { get; set; }

    /// <summary>How long to wait, when the wait before was <paramref name="previous"/>.</summary>
    public abstract TimeSpan ComputeRetryDelay(TimeSpan? previous);
}
