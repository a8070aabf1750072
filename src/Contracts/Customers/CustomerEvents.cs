using System.Collections.Immutable;

namespace OrleansStore.Contracts.Customers;

/// <summary>What can happen to an account.</summary>
[GenerateSerializer, Immutable, Alias("store.customerEvent")]
public abstract record CustomerEvent;

/// <summary>It was opened.</summary>
/// <param name="MustVerify">The e-mail address must be verified before anybody logs in; null: it need not be.</param>
[GenerateSerializer, Immutable, Alias("customer.registered.v1")]
public sealed record CustomerRegistered(
    [property: Personal] string Email,
    [property: Personal] string Name,
    [property: Personal] string PasswordHash,
    CustomerRole Role,
    bool? MustVerify = null) : CustomerEvent;

/// <summary>The owner is to be sent what verifies the e-mail address; ends what was sent before.</summary>
[GenerateSerializer, Immutable, Alias("customer.verificationAsked.v1")]
public sealed record CustomerVerificationAsked(int Number) : CustomerEvent;

/// <summary>The e-mail address was verified.</summary>
[GenerateSerializer, Immutable, Alias("customer.verified.v1")]
public sealed record CustomerVerified(int Number) : CustomerEvent;

/// <summary>Somebody wanted to open another account with its e-mail address.</summary>
[GenerateSerializer, Immutable, Alias("customer.registrationRepeated.v1")]
public sealed record CustomerRegistrationRepeated : CustomerEvent;

/// <summary>The owner is to be sent what sets a new password; ends what was sent before.</summary>
[GenerateSerializer, Immutable, Alias("customer.resetAsked.v1")]
public sealed record CustomerResetAsked(int Number) : CustomerEvent;

/// <summary>It got a new password: all sessions of before have ended, save one.</summary>
/// <param name="Reset">The number of the reset that it was set by; null: by who knew the old one.</param>
/// <param name="KeptSession">The session that it was set in; null: none is kept.</param>
[GenerateSerializer, Immutable, Alias("customer.passwordSet.v1")]
public sealed record CustomerPasswordSet([property: Personal] string PasswordHash, int? Reset, Guid? KeptSession) : CustomerEvent;

/// <summary>The same password was hashed anew, more slowly.</summary>
[GenerateSerializer, Immutable, Alias("customer.passwordRehashed.v1")]
public sealed record CustomerPasswordRehashed([property: Personal] string PasswordHash) : CustomerEvent;

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

/// <summary>It is to be erased: from now on it is no account any more.</summary>
[GenerateSerializer, Immutable, Alias("customer.erasureAsked.v1")]
public sealed record CustomerErasureAsked : CustomerEvent;

/// <summary>The keys to what was stored of the person are destroyed.</summary>
/// <param name="At">When.</param>
[GenerateSerializer, Immutable, Alias("customer.erased.v1")]
public sealed record CustomerErased(DateTimeOffset At) : CustomerEvent;

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
