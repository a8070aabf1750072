using System.Collections.Immutable;

namespace OrleansStore.Contracts.Reconciliation;

/// <summary>The last reconciliation.</summary>
/// <param name="Running">One runs now.</param>
/// <param name="Last">What the last one came to; null when there was none.</param>
/// <param name="Differences">What differed in it, at most <see cref="ReconciliationLimits.Differences"/>.</param>
[GenerateSerializer, Immutable, Alias("store.reconciliationView")]
public sealed record ReconciliationView(bool Running, ReconciliationReport? Last, ImmutableArray<StockDifference> Differences);

/// <summary>What a reconciliation came to.</summary>
/// <param name="Position">The position of the journal at which everything was compared.</param>
/// <param name="Orders">Orders compared.</param>
/// <param name="UnderWay">Orders that something was being done with at that position: what differs in them is no difference.</param>
/// <param name="Differences">How many lines differ.</param>
[GenerateSerializer, Immutable, Alias("store.reconciliationReport")]
public sealed record ReconciliationReport(DateTimeOffset At, long Position, long Orders, int UnderWay, int Differences);

/// <summary>A line of which stock and order say different things.</summary>
/// <param name="ExpectedHeld">Pieces that the order should hold.</param>
/// <param name="FoundHeld">Pieces that the stock holds for it.</param>
/// <param name="ExpectedSold">Pieces that the order has bought and kept.</param>
/// <param name="FoundSold">Pieces that the stock has sold to it and not taken back.</param>
[GenerateSerializer, Immutable, Alias("store.stockDifference")]
public sealed record StockDifference(Guid ProductId, Guid OrderId, int ExpectedHeld, int FoundHeld, int ExpectedSold, int FoundSold);

/// <summary>Limits of reconciliation, each with its reason.</summary>
public static class ReconciliationLimits
{
    /// <summary>Differences reported of one run; whoever has more has one cause, and looks for that.</summary>
    public const int Differences = 1_000;

    /// <summary>How long a caller waits for a run; then it is told that it still runs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How often a silo sees to it that the grain is there: its place in the journal is in its memory.</summary>
    public static readonly TimeSpan Wake = TimeSpan.FromMinutes(1);
}
