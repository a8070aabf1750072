using Microsoft.Extensions.Logging;
using OrleansStore.Contracts.Recovery;

namespace OrleansStore.Silo.Hosting;

/// <summary>Has unfinished checkouts looked for as soon as the silo runs.</summary>
internal sealed class RecoveryStart(IGrainFactory grains, TimeProvider time, ILogger<RecoveryStart> logger)
    : KeptGrain(time, logger, "search for unfinished checkouts", RecoveryLimits.Period)
{
    /// <inheritdoc/>
    protected override Task StartGrain() => grains.GetGrain<IRecoveryGrain>(0).Start();

    /// <inheritdoc/>
    protected override Task Wake() => grains.GetGrain<IRecoveryGrain>(0).Wake();
}
