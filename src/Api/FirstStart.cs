using System.Security.Cryptography;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Demo;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Claims;
using OrleansStore.Contracts.Customers;
using OrleansStore.Silo.Configuration;

namespace OrleansStore.Api;

/// <summary>
/// What a new store needs before anybody can try it: an administrator and, if wanted, a demo catalog. Runs while requests
/// are served already, so that a start is not slower for it.
/// </summary>
public sealed partial class FirstStart(
    IGrainFactory grains,
    IIdSource ids,
    PasswordLane passwords,
    DemoCatalog demo,
    StoreOptions options,
    IServer server,
    IHostApplicationLifetime lifetime,
    ILogger<FirstStart> logger) : BackgroundService
{
    /// <summary>Whether the store is as complete as it will get.</summary>
    public bool IsDone { get; private set; }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        try
        {
            var added = options.Demo ? await demo.AddAsync() : 0;
            Welcome.Print(Address(), options, added, await OpenAdminAsync());
            IsDone = true;
        }
        catch (Exception e)
        {
            // A full or read-only store still serves reads; the next start tries again.
            LogFailed(e);
        }
    }

    /// <returns>The password to print, when one was generated.</returns>
    private async Task<string?> OpenAdminAsync()
    {
        var claim = await grains.GetGrain<IClaimGrain>(ClaimKeys.Email(options.Admin.Email)).Get();
        if (claim.Value?.Owner is not null) return null;
        var generated = options.Admin.Password is null ? RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 16) : null;
        var id = ids.NewId();
        var hash = await passwords.HashAsync(options.Admin.Password ?? generated!);
        var opened = await grains.GetGrain<ICustomerGrain>(id).Register(new RegisterCustomer(
            new CommandContext(id, id, Actors.System), options.Admin.Email, "Administrator", hash, CustomerRole.Admin));
        return opened.Error is null ? generated : throw new InvalidOperationException(opened.Error.Detail);
    }

    private string? Address() => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();

    [LoggerMessage(LogLevel.Error, "The administrator or the demo catalog could not be set up; the next start tries again")]
    private partial void LogFailed(Exception exception);
}
