using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using OrleansStore.Contracts.Customers;
using OrleansStore.Grains.Journaling;

namespace OrleansStore.Grains.Customers;

/// <summary>An account.</summary>
/// <param name="Exists">It was opened, and not rejected since.</param>
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
    DateTimeOffset UpdatedAt) : IAggregate<CustomerState, CustomerEvent>
{
    /// <inheritdoc/>
    public static CustomerState Initial { get; } =
        new(false, "", "", null, "", CustomerRole.Customer, [], CustomerPreferences.None, default, default);

    /// <inheritdoc/>
    public static string SnapshotType => "customer.v1";

    /// <inheritdoc/>
    public static JsonTypeInfo<CustomerState> SnapshotJson => GrainStates.Default.CustomerState;

    /// <inheritdoc/>
    public static CustomerState Evolve(CustomerState state, CustomerEvent @event, in EventMeta meta) => @event switch
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
        CustomerRejected => Initial,
        _ => state,
    };
}
