namespace OrleansStore.Contracts.Reconciliation;

/// <summary>What a reconciliation finds.</summary>
[GenerateSerializer, Immutable, Alias("store.reconciliationEvent")]
public abstract record ReconciliationEvent;

/// <summary>A stock and an order say different things.</summary>
[GenerateSerializer, Immutable, Alias("reconciliation.differed.v1")]
public sealed record ReconciliationDiffered(StockDifference Difference) : ReconciliationEvent;

/// <summary>Everything was compared.</summary>
[GenerateSerializer, Immutable, Alias("reconciliation.completed.v1")]
public sealed record ReconciliationCompleted(long Position, long Orders, int UnderWay, int Differences) : ReconciliationEvent;
