namespace Orleans.EventSourcing.Common;

/// <summary>Storage threw.</summary>
/// <remarks>Orleans: src/Orleans.EventSourcing/Common/ConnectionIssues.cs</remarks>
public abstract class PrimaryOperationFailed : ConnectionIssue
{
    private const double SlowestPoll = 10_000;

    /// <summary>What it threw.</summary>
    public Exception Exception { get; set; } = null!;

    /// <summary>At once the first time, then from about 15 ms growing by half to about 10 s.</summary>
    public override TimeSpan ComputeRetryDelay(TimeSpan? previous)
    {
        if (previous is not { } before) return TimeSpan.Zero;
        return TimeSpan.FromMilliseconds(Math.Min(SlowestPoll, (before.TotalMilliseconds + 10) * 1.5));
    }
}

internal sealed class UpdatePrimaryFailed : PrimaryOperationFailed
{
    public override string ToString() => $"update primary failed: caught {Exception.GetType().Name}: {Exception.Message}";
}

internal sealed class ReadFromPrimaryFailed : PrimaryOperationFailed
{
    public override string ToString() => $"read from primary failed: caught {Exception.GetType().Name}: {Exception.Message}";
}
