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
/// <param name="EmailVerified">The owner was sent something to the e-mail address, and has it.</param>
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
    Guid? FirstOrderId = null,
    bool EmailVerified = false);

/// <summary>What a login is checked against.</summary>
/// <param name="MayLogin">False while the e-mail address is still to be verified, where that is required.</param>
/// <param name="EmailVerified">Whether the address is known to be the owner's.</param>
/// <param name="PasswordNumber">How many passwords it has had; the same as long as the password is.</param>
/// <param name="SessionsFrom">Sessions from before then have ended.</param>
/// <param name="KeptSession">Save this one.</param>
/// <param name="OpenReset">The number of the reset that was sent and not used; null when there is none.</param>
[GenerateSerializer, Immutable, Alias("store.customerCredentials")]
public sealed record CustomerCredentials(
    Guid Id,
    string Email,
    string Name,
    CustomerRole Role,
    string PasswordHash,
    bool MayLogin,
    bool EmailVerified,
    int PasswordNumber,
    DateTimeOffset SessionsFrom,
    Guid? KeptSession,
    int? OpenReset);
