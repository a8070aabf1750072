using System.Collections.Immutable;

namespace OrleansStore.Contracts.Reconciliation;

/// <summary>What a reconciliation finds.</summary>
[GenerateSerializer, Immutable, Alias("store.reconciliationEvent")]
public abstract record ReconciliationEvent;

/// <summary>A stock and an order say different things, and did not in the run before.</summary>
[GenerateSerializer, Immutable, Alias("reconciliation.differed.v1")]
public sealed record ReconciliationDiffered(StockDifference Difference) : ReconciliationEvent;

/// <summary>Everything was compared.</summary>
/// <param name="Differences">All there are.</param>
/// <param name="Staying">Those that were there in the run before, and told of then; null: none.</param>
[GenerateSerializer, Immutable, Alias("reconciliation.completed.v1")]
public sealed record ReconciliationCompleted(long Position, long Orders, int UnderWay, int Differences, ImmutableArray<StockDifference>? Staying = null) : ReconciliationEvent;
