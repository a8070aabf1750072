using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Customers;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Customers;

/// <summary>An account.</summary>
/// <param name="Exists">It was opened, and not rejected since.</param>
/// <param name="Group">The group of customers it was put into.</param>
/// <param name="FirstOrderId">Its first order that was not given up unpaid.</param>
/// <param name="ReleasedOrders">The newest orders that were, oldest first.</param>
/// <param name="Security">How it is kept safe.</param>
/// <param name="Erasure">How far its erasure has come.</param>
[GenerateSerializer, Immutable, Alias("store.customerState")]
public sealed record CustomerState(
    bool Exists,
    string Email,
    string Name,
    string? Phone,
    string PasswordHash,
    CustomerRole Role,
    ImmutableArray<Address> Addresses,
    CustomerPreferences Preferences,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Group,
    Guid? FirstOrderId,
    ImmutableArray<Guid> ReleasedOrders,
    CustomerSecurity Security,
    CustomerErasure Erasure) : IAggregate<CustomerState, CustomerEvent>
{
    /// <inheritdoc/>
    public static CustomerState Initial { get; } =
        new(false, "", "", null, "", CustomerRole.Customer, [], CustomerPreferences.None, default, default, null, null, [], CustomerSecurity.None, CustomerErasure.None);

    /// <inheritdoc/>
    public static string SnapshotType => "customer.v3";

    /// <inheritdoc/>
    public static JsonTypeInfo<CustomerState> SnapshotJson => GrainStates.Default.CustomerState;

    /// <inheritdoc/>
    public static CustomerState Evolve(CustomerState state, CustomerEvent @event, in EventMeta meta) =>
        EvolveAccount(state, @event, meta) with { Security = CustomerSecurity.Evolve(state.Security, @event, meta) };

    private static CustomerState EvolveAccount(CustomerState state, CustomerEvent @event, in EventMeta meta) => @event switch
    {
        CustomerRegistered e => Initial with
        {
            Exists = true,
            Email = e.Email,
            Name = e.Name,
            PasswordHash = e.PasswordHash,
            Role = e.Role,
            CreatedAt = meta.Time,
            UpdatedAt = meta.Time,
        },
        CustomerChanged e => state with
        {
            Name = e.Name ?? state.Name,
            Phone = e.Phone ?? state.Phone,
            Preferences = e.Preferences ?? state.Preferences,
            Addresses = e.Addresses ?? state.Addresses,
            UpdatedAt = meta.Time,
        },
        CustomerRoleSet e => state with { Role = e.Role, UpdatedAt = meta.Time },
        CustomerPasswordSet e => state with { PasswordHash = e.PasswordHash, UpdatedAt = meta.Time },
        CustomerPasswordRehashed e => state with { PasswordHash = e.PasswordHash },
        CustomerGrouped e => state with { Group = e.Group, UpdatedAt = meta.Time },
        CustomerFirstOrderRecorded e => state with { FirstOrderId = e.OrderId },
        CustomerOrderReleased e => state with
        {
            FirstOrderId = state.FirstOrderId == e.OrderId ? null : state.FirstOrderId,
            ReleasedOrders = state.ReleasedOrders.Remember(e.OrderId, CustomerLimits.ReleasedOrders),
        },
        CustomerRejected => Initial,
        // The address is still needed to give it back.
        CustomerErasureAsked => state with { Exists = false, Erasure = new(meta.CommandId, null) },
        CustomerErased e => Initial with { Erasure = state.Erasure with { At = e.At } },
        _ => state,
    };
}
