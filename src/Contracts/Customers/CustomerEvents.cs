using System.Collections.Immutable;

namespace OrleansStore.Contracts.Customers;

/// <summary>What can happen to an account.</summary>
[GenerateSerializer, Immutable, Alias("store.customerEvent")]
public abstract record CustomerEvent;

/// <summary>It was opened.</summary>
[GenerateSerializer, Immutable, Alias("customer.registered.v1")]
public sealed record CustomerRegistered(
    [property: Personal] string Email, [property: Personal] string Name, [property: Personal] string PasswordHash, CustomerRole Role) : CustomerEvent;

/// <summary>It was changed; what is null stayed.</summary>
[GenerateSerializer, Immutable, Alias("customer.changed.v1")]
public sealed record CustomerChanged(
    [property: Personal] string? Name,
    [property: Personal] string? Phone,
    CustomerPreferences? Preferences,
    [property: Personal] ImmutableArray<Address>? Addresses) : CustomerEvent;

/// <summary>Its e-mail address turned out to be somebody else's before it was confirmed.</summary>
[GenerateSerializer, Immutable, Alias("customer.rejected.v1")]
public sealed record CustomerRejected : CustomerEvent;

/// <summary>It was put into a group of customers.</summary>
/// <param name="Group">Null: into none.</param>
[GenerateSerializer, Immutable, Alias("customer.grouped.v1")]
public sealed record CustomerGrouped(string? Group) : CustomerEvent;

/// <summary>It may do something else from now on.</summary>
[GenerateSerializer, Immutable, Alias("customer.roleSet.v1")]
public sealed record CustomerRoleSet(CustomerRole Role) : CustomerEvent;

/// <summary>It placed its first order.</summary>
[GenerateSerializer, Immutable, Alias("customer.firstOrderRecorded.v1")]
public sealed record CustomerFirstOrderRecorded(Guid OrderId) : CustomerEvent;

/// <summary>An order was given up unpaid: it does not count as the first, then or later.</summary>
[GenerateSerializer, Immutable, Alias("customer.orderReleased.v1")]
public sealed record CustomerOrderReleased(Guid OrderId) : CustomerEvent;
