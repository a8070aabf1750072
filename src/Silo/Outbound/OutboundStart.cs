using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansStore.Contracts.Outbound;
using OrleansStore.Contracts.Webhooks;
using OrleansStore.Grains.Outbound;
using OrleansStore.Journal;
using OrleansStore.Silo.Hosting;

namespace OrleansStore.Silo.Outbound;

/// <summary>
/// Sees to it that somebody works for every receiver, as long as any silo runs: each silo wakes all of them now and then,
/// and one whose silo died comes to life elsewhere.
/// </summary>
internal sealed partial class OutboundStart(
    IGrainFactory grains, OutboundReceivers receivers, OutboundLimits limits, TimeProvider time, ILogger<OutboundStart> logger) : BackgroundService
{
    private readonly HashSet<string> _failing = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            foreach (var name in receivers.Configured) await TryAsync(name, () => grains.GetGrain<IOutboundGrain>(name).Wake());
            await TryAsync("webhooks", WakeWebhooksAsync);
            await Task.Delay(limits.Wake, time, stoppingToken);
        }
    }

    private async Task WakeWebhooksAsync()
    {
        var list = await grains.GetGrain<IWebhooksGrain>(IWebhooksGrain.Key).List();
        foreach (var webhook in list.Value?.Items ?? [])
        {
            if (!webhook.Active) continue;
            var name = OutboundNames.Webhook(webhook.Id);
            await TryAsync(name, () => grains.GetGrain<IOutboundGrain>(name).Wake());
        }
    }

    private async Task TryAsync(string name, Func<Task> wake)
    {
        try
        {
            await wake();
            _failing.Remove(name);
        }
        catch (Exception e)
        {
            // Whatever it is, the shop serves on: an exception here would end the process. A full disk is told once.
            if (_failing.Add(name)) LogNotAwake(e, name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The receiver {Name} could not be woken; it is tried again")]
    private partial void LogNotAwake(Exception exception, string name);
}

/// <summary>Writes down from where on a receiver that is new is told what happens, before anything can: else what came first would be missing.</summary>
internal sealed partial class OutboundBeginning(
    IJournal journal, IDurableRows rows, IEnumerable<ConfiguredReceiver> receivers, ILogger<OutboundBeginning> logger) : BeforeStart
{
    /// <inheritdoc/>
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var receiver in receivers) await OutboundRows.BeginAsync(rows, receiver.Name, journal.Head);
        }
        catch (Exception e) when (e is JournalUnavailableException or JournalOutcomeUnknownException)
        {
            // Where nothing can be written nothing happens, and what there is can be read all the same.
            LogNotBegun(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Where receivers begin could not be written down; it is when they are woken")]
    private partial void LogNotBegun(Exception exception);
}
