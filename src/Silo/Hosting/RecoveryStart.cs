using Microsoft.Extensions.Hosting;
using OrleansStore.Contracts.Recovery;

namespace OrleansStore.Silo.Hosting;

/// <summary>Has unfinished checkouts looked for as soon as the silo runs.</summary>
internal sealed class RecoveryStart(IGrainFactory grains) : BackgroundService
{
    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => grains.GetGrain<IRecoveryGrain>(0).Start();
}
