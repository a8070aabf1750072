using System.Security.Cryptography;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Customers;

/// <summary>Sees to it that somebody can run the shop.</summary>
/// <remarks>However often it has to be tried, one process opens one account with one password.</remarks>
public sealed partial class FirstAdministrator(
    IGrainFactory grains, IIdSource ids, PasswordLane passwords, StoreOptions options, ILogger<FirstAdministrator> logger)
{
    private readonly Guid id = ids.NewId();
    private readonly string? generated = options.Admin.Password is null ? RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 16) : null;

    /// <summary>Opens the administrator's account, unless the address has one.</summary>
    /// <returns>The password to print, when one was generated.</returns>
    public async Task<string?> OpenAsync()
    {
        var claim = await grains.GetGrain<IClaimGrain>(ClaimKeys.Email(options.Admin.Email)).Get();
        if (claim.Value?.Owner is { } owner && (await grains.GetGrain<ICustomerGrain>(owner).Get()).Value is { } account)
        {
            if (account.Role != CustomerRole.Admin) LogNoAdmin(options.Admin.Email);
            return owner == id ? generated : null;
        }

        var hash = await passwords.HashAsync(options.Admin.Password ?? generated!);
        var opened = await grains.GetGrain<ICustomerGrain>(id).Register(new RegisterCustomer(
            new CommandContext(id, id, Actors.System), options.Admin.Email, "Administrator", hash, CustomerRole.Admin));
        return opened.Error is null ? generated : throw new InvalidOperationException(opened.Error.Detail);
    }

    [LoggerMessage(LogLevel.Critical, "The account of {Email} is a customer's and not an administrator's: nobody can run the shop with it. Set Store__Admin__Email to another address.")]
    private partial void LogNoAdmin(string email);
}
