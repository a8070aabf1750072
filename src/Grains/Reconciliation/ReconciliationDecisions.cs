using System.Collections.Immutable;
using OrleansStore.Contracts.Reconciliation;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Reconciliation;

/// <summary>What a run comes to.</summary>
public static class ReconciliationDecisions
{
    /// <summary>What differs and did not before, up to a limit, and that it is all: what stays as it was is no news.</summary>
    /// <param name="before">What differed in the run before.</param>
    public static Decision<ReconciliationEvent> Complete(
        long position, long orders, int underWay, IReadOnlyList<StockDifference> differences, IReadOnlyCollection<StockDifference> before)
    {
        var known = before.ToHashSet();
        // Those that are known first: were they left out for others, they would be news in the next run.
        var staying = differences.Where(known.Contains).Take(ReconciliationLimits.Differences).ToImmutableArray();
        var news = differences.Where(d => !known.Contains(d)).Take(ReconciliationLimits.Differences - staying.Length);
        return Decision<ReconciliationEvent>.All([
            .. news.Select(d => new ReconciliationDiffered(d)),
            new ReconciliationCompleted(position, orders, underWay, differences.Count, staying.IsEmpty ? null : staying),
        ]);
    }
}
