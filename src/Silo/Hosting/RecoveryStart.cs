using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansStore.Contracts.Recovery;

namespace OrleansStore.Silo.Hosting;

/// <summary>
/// Has unfinished checkouts looked for as soon as the silo runs; a store that cannot be read yet is asked again. Then it
/// sees to it that somebody goes on looking: where the silo of who looked dies, the reminder would come after a minute.
/// </summary>
internal sealed partial class RecoveryStart(IGrainFactory grains, TimeProvider time, ILogger<RecoveryStart> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryAsync(recovery => recovery.Start())) await Task.Delay(SiloLimits.RecoveryRetry, time, stoppingToken);
        while (true)
        {
            await Task.Delay(RecoveryLimits.Period, time, stoppingToken);
            await TryAsync(recovery => recovery.Wake());
        }
    }

    private async Task<bool> TryAsync(Func<IRecoveryGrain, Task> ask)
    {
        try
        {
            await ask(grains.GetGrain<IRecoveryGrain>(0));
            return true;
        }
        catch (Exception e)
        {
            // Whatever it is, the shop serves on: an exception here would end the process.
            LogPostponed(e, SiloLimits.RecoveryRetry.TotalSeconds);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The search for unfinished checkouts could not begin; it is tried again in {Seconds} s")]
    private partial void LogPostponed(Exception exception, double seconds);
}
