using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace OrleansStore.Silo.Hosting;

/// <summary>
/// Starts a grain that works by itself as soon as the silo runs; a store that cannot be read yet is asked again. Then it sees
/// to it that the grain is somewhere: where the silo of it dies, its reminder would come after a minute.
/// </summary>
/// <param name="work">What the grain does, for the log.</param>
/// <param name="period">How often it is seen to.</param>
internal abstract partial class KeptGrain(TimeProvider time, ILogger logger, string work, TimeSpan period) : BackgroundService
{
    private readonly ILogger _logger = logger;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!await TryAsync(StartGrain)) await Task.Delay(SiloLimits.GrainRetry, time, stoppingToken);
        while (true)
        {
            await Task.Delay(period, time, stoppingToken);
            await TryAsync(Wake);
        }
    }

    /// <summary>Starts the grain.</summary>
    protected abstract Task StartGrain();

    /// <summary>Brings the grain back.</summary>
    protected abstract Task Wake();

    private async Task<bool> TryAsync(Func<Task> ask)
    {
        try
        {
            await ask();
            return true;
        }
        catch (Exception e)
        {
            // Whatever it is, the shop serves on: an exception here would end the process.
            LogPostponed(e, work, SiloLimits.GrainRetry.TotalSeconds);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The {Work} could not begin; it is tried again in {Seconds} s")]
    private partial void LogPostponed(Exception exception, string work, double seconds);
}
