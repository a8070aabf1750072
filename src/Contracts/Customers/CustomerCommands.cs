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
/// <param name="Verification">What becomes of its e-mail address.</param>
[GenerateSerializer, Immutable, Alias("store.registerCustomer")]
public sealed record RegisterCustomer(
    CommandContext Context, string Email, string Name, string PasswordHash, CustomerRole Role = CustomerRole.Customer, Verification Verification = Verification.None);

/// <summary>What becomes of the e-mail address of a new account.</summary>
[GenerateSerializer, Alias("store.verification")]
public enum Verification
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The owner is sent what verifies it, and may do without.</summary>
    Asked,

    /// <summary>The owner is sent what verifies it, and cannot log in before.</summary>
    Required,
}

/// <summary>Sets a password, by one of the two who may: the owner of the mailbox, or who knows the old password.</summary>
/// <param name="PasswordHash">Salted and stretched.</param>
/// <param name="Reset">The number of the reset that was sent; null when the old password was checked.</param>
/// <param name="PasswordNumber">Of the password that was checked; another one since then is not overwritten. Null with a reset.</param>
/// <param name="KeptSession">The session that goes on.</param>
[GenerateSerializer, Immutable, Alias("store.setPassword")]
public sealed record SetPassword(CommandContext Context, string PasswordHash, int? Reset, int? PasswordNumber, Guid? KeptSession);

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
