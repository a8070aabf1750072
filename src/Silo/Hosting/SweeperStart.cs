using Microsoft.Extensions.Logging;
using OrleansStore.Contracts.Sweeping;

namespace OrleansStore.Silo.Hosting;

/// <summary>Has what is over its time looked for as soon as the silo runs.</summary>
internal sealed class SweeperStart(IGrainFactory grains, TimeProvider time, ILogger<SweeperStart> logger)
    : KeptGrain(time, logger, "search for what is over its time", SweepLimits.Wake)
{
    /// <inheritdoc/>
    protected override Task StartGrain() => grains.GetGrain<ISweeperGrain>(0).Start();

    /// <inheritdoc/>
    protected override Task Wake() => grains.GetGrain<ISweeperGrain>(0).Wake();
}
