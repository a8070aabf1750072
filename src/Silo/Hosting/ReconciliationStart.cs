using Microsoft.Extensions.Logging;
using OrleansStore.Contracts.Reconciliation;

namespace OrleansStore.Silo.Hosting;

/// <summary>Has stocks and orders compared as often as the store is set to.</summary>
internal sealed class ReconciliationStart(IGrainFactory grains, TimeProvider time, ILogger<ReconciliationStart> logger)
    : KeptGrain(time, logger, "reconciliation", ReconciliationLimits.Wake)
{
    private IReconciliationGrain Stock => grains.GetGrain<IReconciliationGrain>(IReconciliationGrain.Stock);

    /// <inheritdoc/>
    protected override Task StartGrain() => Stock.Start();

    /// <inheritdoc/>
    protected override Task Wake() => Stock.Get();
}
