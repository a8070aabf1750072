using System.Security.Cryptography;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Contracts.Staff;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api.Customers;

/// <summary>Sees to it that somebody can run the shop.</summary>
/// <remarks>However often it has to be tried, one process opens one account with one password.</remarks>
public sealed partial class FirstAdministrator(
    IGrainFactory grains, IClaimNames names, IIdSource ids, PasswordLane passwords, StoreOptions options, TimeProvider time, ILogger<FirstAdministrator> logger)
{
    /// <summary>A second in all: what opening an account takes is a part of it.</summary>
    private const int Attempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly Guid id = ids.NewId();
    private readonly string? generated = options.Admin.Password is null ? RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 16) : null;

    /// <summary>Opens the administrator's account, unless the address has one.</summary>
    /// <returns>The password to print, when one was generated.</returns>
    public async Task<string?> OpenAsync()
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await FindAsync() is { } owner)
            {
                await EnterAsync(owner);
                return owner == id ? generated : null;
            }

            var hash = await passwords.HashAsync(options.Admin.Password ?? generated!);
            var opened = await grains.GetGrain<ICustomerGrain>(id).Register(new RegisterCustomer(
                new CommandContext(id, id, Actors.System), options.Admin.Email, "Administrator", hash, CustomerRole.Admin));
            if (opened.Error is null)
            {
                await EnterAsync(id);
                return generated;
            }

            // Another node of the cluster is just opening it.
            if (attempt == Attempts) throw new InvalidOperationException(opened.Error.Detail);
            await Task.Delay(Pause, time);
        }
    }

    /// <summary>Whoever runs the shop counts as one of its staff, also where the account is older than the staff.</summary>
    private async Task EnterAsync(Guid owner)
    {
        if ((await grains.GetGrain<ICustomerGrain>(owner).Get()).Value is not { Role: CustomerRole.Admin }) return;
        var command = ids.NewId();
        await grains.GetGrain<IStaffGrain>(IStaffGrain.Key).Enter(new CommandContext(command, command, Actors.System), owner);
    }

    private async Task<Guid?> FindAsync()
    {
        var claim = await grains.GetGrain<IClaimGrain>(names.Email(options.Admin.Email)).Get();
        if (claim.Value?.Owner is not { } owner || (await grains.GetGrain<ICustomerGrain>(owner).Get()).Value is not { } account) return null;
        if (account.Role != CustomerRole.Admin) LogNoAdmin(options.Admin.Email);
        return owner;
    }

    [LoggerMessage(LogLevel.Critical, "The account of {Email} is a customer's and not an administrator's: nobody can run the shop with it. Set Store__Admin__Email to another address.")]
    private partial void LogNoAdmin(string email);
}
