using Orleans.Concurrency;
using OrleansStore.Contracts.Staff;

namespace OrleansStore.Contracts.Customers;

/// <summary>One person with an account. Key: the customer's id.</summary>
[Alias("store.customer")]
public interface ICustomerGrain : IGrainWithGuidKey
{
    /// <summary>Opens the account; the e-mail address must be nobody else's.</summary>
    [Alias("register")]
    Task<Result<CustomerView>> Register(RegisterCustomer command);

    /// <summary>Changes what the command names.</summary>
    [Alias("change")]
    Task<Result<CustomerView>> Change(ChangeCustomer command);

    /// <summary>Puts the customer into a group.</summary>
    [Alias("setGroup")]
    Task<Result<CustomerView>> SetGroup(GroupCustomer command);

    /// <summary>Says what the account may do, and ends its sessions when that is something else; asked by <see cref="IStaffGrain"/> alone.</summary>
    [Alias("setRole")]
    Task<Result<CustomerView>> SetRole(SetRole command);

    /// <summary>An order is about to be placed; the first one counts as the customer's first.</summary>
    /// <returns>The account; its <see cref="CustomerView.FirstOrderId"/> tells whether this one is it.</returns>
    [Alias("recordOrder")]
    Task<Result<CustomerView>> RecordOrder(CommandContext context, Guid orderId);

    /// <summary>The order was given up unpaid; when it was the first, the next one will be.</summary>
    [Alias("releaseOrder")]
    Task<Result<CustomerView>> ReleaseOrder(CommandContext context, Guid orderId);

    /// <summary>Whether it has the name that a claim of its is about; when it has not, it will not take it without claiming anew.</summary>
    /// <param name="key">See <see cref="Claims.ClaimKeys"/>.</param>
    [Alias("hasName"), AlwaysInterleave]
    Task<bool> HasName(string key);

    /// <summary>Erases the account: ends its sessions, gives its e-mail address back, and destroys the keys to what was stored of the person.</summary>
    /// <remarks>Once asked for it goes on until it is done, through crashes too; a repeat gets the same receipt.</remarks>
    [Alias("erase")]
    Task<Result<ErasureReceipt>> Erase(CommandContext context);

    /// <summary>The account as it is.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<CustomerView>> Get();

    /// <summary>Somebody wanted to open another account with the same e-mail address; the owner is told, now and then.</summary>
    [Alias("repeatRegistration")]
    Task<Result<CustomerView>> RepeatRegistration(CommandContext context);

    /// <summary>Has what verifies the e-mail address sent to the owner; not again at once, and not when it is verified.</summary>
    [Alias("askVerification")]
    Task<Result<CustomerView>> AskVerification(CommandContext context);

    /// <summary>The owner has what was sent under the number.</summary>
    [Alias("verify")]
    Task<Result<CustomerView>> Verify(CommandContext context, int number);

    /// <summary>Has what sets a new password sent to the owner; not again at once.</summary>
    [Alias("askReset")]
    Task<Result<CustomerView>> AskReset(CommandContext context);

    /// <summary>Sets a password and ends the sessions of before, save the one that is kept; a repeat ends those that could not be ended then.</summary>
    [Alias("setPassword")]
    Task<Result<CustomerView>> SetPassword(SetPassword command);

    /// <summary>Keeps a slower hash of the same password.</summary>
    /// <param name="was">The hash that the password was checked against; another one since then is not overwritten.</param>
    [Alias("rehash")]
    Task<Result<CustomerView>> Rehash(CommandContext context, string was, string passwordHash);

    /// <summary>What a login is checked against, as it is now: a password that was changed a moment ago counts everywhere.</summary>
    [Alias("credentials"), ReadOnly]
    Task<Result<CustomerCredentials>> GetCredentials();
}
