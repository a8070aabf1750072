using OrleansStore.Contracts.Reconciliation;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Reconciliation;

/// <summary>What a run comes to.</summary>
public static class ReconciliationDecisions
{
    /// <summary>Everything that differs, up to a limit, and that it is all.</summary>
    public static Decision<ReconciliationEvent> Complete(long position, long orders, int underWay, IReadOnlyList<StockDifference> differences) =>
        Decision<ReconciliationEvent>.All([
            .. differences.Take(ReconciliationLimits.Differences).Select(d => new ReconciliationDiffered(d)),
            new ReconciliationCompleted(position, orders, underWay, differences.Count),
        ]);
}
