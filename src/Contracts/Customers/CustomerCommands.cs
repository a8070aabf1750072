using System.Collections.Immutable;

namespace OrleansStore.Contracts.Customers;

/// <summary>What an account may do.</summary>
[GenerateSerializer, Alias("store.customerRole")]
public enum CustomerRole
{
    /// <summary>Buys.</summary>
    Customer,

    /// <summary>Runs the shop.</summary>
    Admin,

    /// <summary>Keeps products, stock, promotions and reviews.</summary>
    CatalogManager,
}

/// <summary>Opens an account.</summary>
/// <param name="PasswordHash">Salted and stretched; the password itself never reaches a grain.</param>
[GenerateSerializer, Immutable, Alias("store.registerCustomer")]
public sealed record RegisterCustomer(
    CommandContext Context, string Email, string Name, string PasswordHash, CustomerRole Role = CustomerRole.Customer);

/// <summary>Changes an account; what is null stays.</summary>
[GenerateSerializer, Immutable, Alias("store.changeCustomer")]
public sealed record ChangeCustomer(
    CommandContext Context,
    int? ExpectedVersion,
    string? Name = null,
    string? Phone = null,
    CustomerPreferences? Preferences = null,
    ImmutableArray<Address>? Addresses = null);

/// <summary>Puts a customer into a group.</summary>
/// <param name="Group">Null or empty: into none.</param>
[GenerateSerializer, Immutable, Alias("store.groupCustomer")]
public sealed record GroupCustomer(CommandContext Context, int? ExpectedVersion, string? Group);
