using System.Collections.Immutable;

namespace OrleansStore.Contracts.Customers;

/// <summary>A postal address.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
[GenerateSerializer, Immutable, Alias("store.address")]
public sealed record Address(string Street, string City, string? State, string ZipCode, string Country);

/// <summary>What a customer likes to see and get.</summary>
[GenerateSerializer, Immutable, Alias("store.customerPreferences")]
public sealed record CustomerPreferences(ImmutableArray<string> Categories, bool EmailOptIn)
{
    /// <summary>No preferences.</summary>
    public static CustomerPreferences None { get; } = new([], false);
}

/// <summary>An account as its owner sees it.</summary>
/// <param name="Group">The group of customers it was put into, for promotions.</param>
/// <param name="FirstOrderId">Its first order that was not given up unpaid.</param>
[GenerateSerializer, Immutable, Alias("store.customerView")]
public sealed record CustomerView(
    Guid Id,
    string Email,
    string Name,
    string? Phone,
    CustomerRole Role,
    ImmutableArray<Address> Addresses,
    CustomerPreferences Preferences,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Version,
    string? Group = null,
    Guid? FirstOrderId = null);

/// <summary>What a login is checked against.</summary>
[GenerateSerializer, Immutable, Alias("store.customerCredentials")]
public sealed record CustomerCredentials(Guid Id, string Name, CustomerRole Role, string PasswordHash);
