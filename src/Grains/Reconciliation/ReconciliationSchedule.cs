namespace OrleansStore.Grains.Reconciliation;

/// <summary>How often the books are compared.</summary>
public sealed record ReconciliationSchedule(TimeSpan Every)
{
    /// <summary>What holds when nobody says otherwise.</summary>
    public static ReconciliationSchedule Default { get; } = new(TimeSpan.FromHours(6));
}
