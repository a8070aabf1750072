using System.Collections.Immutable;
using OrleansStore.Contracts.Customers;

namespace OrleansStore.Contracts.Staff;

/// <summary>Who runs the shop: all roles are given and taken here, so that somebody always does. One for the whole store; key: <see cref="Key"/>.</summary>
/// <remarks>It may miss an administrator for a moment, and never counts one that is none.</remarks>
[Alias("store.staff")]
public interface IStaffGrain : IGrainWithStringKey
{
    /// <summary>The key of the one there is.</summary>
    const string Key = "all";

    /// <summary>Says what an account may do; the last administrator stays one.</summary>
    [Alias("setRole")]
    Task<Result<CustomerView>> SetRole(SetRole command);

    /// <summary>An account is an administrator's already.</summary>
    [Alias("enter")]
    Task<Result<StaffView>> Enter(CommandContext context, Guid customerId);

    /// <summary>An account is about to go; the last administrator's cannot.</summary>
    [Alias("leave")]
    Task<Result<StaffView>> Leave(CommandContext context, Guid customerId);
}

/// <summary>Says what an account may do.</summary>
[GenerateSerializer, Immutable, Alias("store.setRole")]
public sealed record SetRole(CommandContext Context, Guid CustomerId, int? ExpectedVersion, CustomerRole Role);

/// <summary>Who runs the shop.</summary>
[GenerateSerializer, Immutable, Alias("store.staffView")]
public sealed record StaffView(ImmutableArray<Guid> Administrators);

/// <summary>What can be wrong with a command about staff.</summary>
public static class StaffErrors
{
    /// <summary>Administrators at most: people, and each is a risk.</summary>
    public const int Administrators = 1_000;

    /// <summary>Without them nobody could run the shop.</summary>
    public static StoreError LastAdministrator() =>
        new(ErrorKind.Conflict, "lastAdministrator", "This is the last administrator; make somebody else one first.");

    /// <summary>There are as many as there may be.</summary>
    public static StoreError TooMany() =>
        new(ErrorKind.Conflict, "tooManyAdministrators", $"There are at most {Administrators} administrators.");
}
