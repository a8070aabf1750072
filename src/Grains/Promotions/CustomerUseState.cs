using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Promotions;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Promotions;

/// <summary>One customer's uses of one promotion.</summary>
/// <param name="Orders">Those that have a use; at most as many as one customer may have.</param>
/// <param name="Returned">The newest that gave theirs back or are not to get one, oldest first.</param>
[GenerateSerializer, Immutable, Alias("store.customerUseState")]
public sealed record CustomerUseState(ImmutableArray<Guid> Orders, ImmutableArray<Guid> Returned)
    : IAggregate<CustomerUseState, CustomerUseEvent>
{
    /// <inheritdoc/>
    public static CustomerUseState Initial { get; } = new([], []);

    /// <inheritdoc/>
    public static string SnapshotType => "customerUse.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<CustomerUseState> SnapshotJson => GrainStates.Default.CustomerUseState;

    /// <inheritdoc/>
    public static int RememberedCommands => 0;

    /// <inheritdoc/>
    public static CustomerUseState Evolve(CustomerUseState state, CustomerUseEvent @event, in EventMeta meta) => @event switch
    {
        CustomerUseTaken e => state with { Orders = state.Orders.Add(e.OrderId) },
        CustomerUseReturned e => new(state.Orders.Remove(e.OrderId), state.Returned.Remember(e.OrderId, PromotionLimits.Remembered)),
        _ => state,
    };
}
