using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Reconciliation;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Reconciliation;

/// <summary>What the last reconciliation came to.</summary>
/// <param name="Found">Differences of the run that is being written down.</param>
[GenerateSerializer, Immutable, Alias("store.reconciliationState")]
public sealed record ReconciliationState(
    ReconciliationReport? Last, ImmutableArray<StockDifference> Differences, ImmutableArray<StockDifference> Found)
    : IAggregate<ReconciliationState, ReconciliationEvent>
{
    /// <inheritdoc/>
    public static ReconciliationState Initial { get; } = new(null, [], []);

    /// <inheritdoc/>
    public static string SnapshotType => "reconciliation.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<ReconciliationState> SnapshotJson => GrainStates.Default.ReconciliationState;

    /// <inheritdoc/>
    public static ReconciliationState Evolve(ReconciliationState state, ReconciliationEvent @event, in EventMeta meta) => @event switch
    {
        ReconciliationDiffered e => state with { Found = state.Found.Add(e.Difference) },
        ReconciliationCompleted e => new(new(meta.Time, e.Position, e.Orders, e.UnderWay, e.Differences), [.. e.Staying ?? [], .. state.Found], []),
        _ => state,
    };
}
