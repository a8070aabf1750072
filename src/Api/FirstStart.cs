using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using OrleansStore.Api.Customers;
using OrleansStore.Api.Demo;
using OrleansStore.Silo.Configuration;
using OrleansStore.Web;

namespace OrleansStore.Api;

/// <summary>
/// What a new store needs before anybody can try it: an administrator and, if wanted, a demo catalog. Tried again until it
/// is there, for a full or locked store may heal.
/// </summary>
public sealed partial class FirstStart(
    ClaimUpgrade claims,
    FirstAdministrator admin,
    DemoCatalog demo,
    StoreOptions options,
    WebFiles pages,
    IServer server,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<FirstStart> logger) : BackgroundService
{
    /// <summary>Soon, for nobody is sent here before it is done.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(5);

    private bool adminIsThere;
    private string? password;

    /// <summary>Whether the store is as complete as it will get.</summary>
    public bool IsDone { get; private set; }

    /// <inheritdoc/>
    /// <remarks>The administrator comes before anybody is listened to: who registered the address first would have it for good.</remarks>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await TryAsync(OpenAdminAsync);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var listening = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        while (!await TryAsync(CompleteAsync)) await Task.Delay(Retry, time, stoppingToken);
    }

    private async Task CompleteAsync()
    {
        await OpenAdminAsync();
        // While requests are served already, so that a start is not slower for it.
        var added = options.Demo ? await demo.AddAsync() : 0;
        Welcome.Print(Address(), options, pages, added, password);
        IsDone = true;
    }

    private async Task OpenAdminAsync()
    {
        if (adminIsThere) return;
        await claims.RunAsync();
        password = await admin.OpenAsync();
        adminIsThere = true;
    }

    private async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (Exception e)
        {
            // A full or read-only store still serves reads.
            LogPostponed(e, Retry.TotalSeconds);
            return false;
        }
    }

    private string? Address() => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();

    [LoggerMessage(LogLevel.Error, "The administrator or the demo catalog could not be set up; it is tried again in {Seconds} s")]
    private partial void LogPostponed(Exception exception, double seconds);
}
