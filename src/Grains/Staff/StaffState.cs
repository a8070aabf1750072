using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Staff;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Staff;

/// <summary>All administrators, in the order in which they came.</summary>
[GenerateSerializer, Immutable, Alias("store.staffState")]
public sealed record StaffState(ImmutableArray<Guid> Administrators) : IAggregate<StaffState, StaffEvent>
{
    /// <inheritdoc/>
    public static StaffState Initial { get; } = new([]);

    /// <inheritdoc/>
    public static string SnapshotType => "staff.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<StaffState> SnapshotJson => GrainStates.Default.StaffState;

    /// <inheritdoc/>
    public static StaffState Evolve(StaffState state, StaffEvent @event, in EventMeta meta) => @event switch
    {
        StaffEntered e => state with { Administrators = state.Administrators.Add(e.CustomerId) },
        StaffLeft e => state with { Administrators = state.Administrators.Remove(e.CustomerId) },
        _ => state,
    };
}
