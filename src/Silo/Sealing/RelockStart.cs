using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansStore.Journal;
using OrleansStore.Journal.Sealing;

namespace OrleansStore.Silo.Sealing;

/// <summary>
/// After a start, locks with the present master key what is locked with another, while the store serves. When it says that
/// it is through, the other key is not needed any more.
/// </summary>
internal sealed partial class RelockStart(StoreClaimNames names, SubjectKeys keys, TimeProvider time, ILogger<RelockStart> logger) : BackgroundService
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Factory.StartNew(names.Open, stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                var done = await keys.RelockAsync(new Lines(logger), stoppingToken);
                LogDone(logger, done.Changed, done.Seen);
                return;
            }
            catch (Exception e) when (e is JournalUnavailableException)
            {
                LogPostponed(logger, e, Retry.TotalSeconds);
                await Task.Delay(Retry, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(LogLevel.Information, "{Changed} of {Seen} keys were locked with the present master key. Another one is not needed any more once every node has said so")]
    private static partial void LogDone(ILogger logger, long changed, long seen);

    [LoggerMessage(LogLevel.Information, "Locking keys with the present master key: {Changed} of {Seen} so far")]
    private static partial void LogProgress(ILogger logger, long changed, long seen);

    [LoggerMessage(LogLevel.Warning, "Keys could not be locked with the present master key; it is tried again in {Seconds} s")]
    private static partial void LogPostponed(ILogger logger, Exception exception, double seconds);

    /// <summary>A line for every so many keys.</summary>
    private sealed class Lines(ILogger logger) : IProgress<Relocking>
    {
        private const int Every = 50_000;

        public void Report(Relocking value)
        {
            if (value is { Changed: > 0 } && value.Seen % Every == 0) LogProgress(logger, value.Changed, value.Seen);
        }
    }
}
