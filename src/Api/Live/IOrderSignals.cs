using Orleans.Streams;
using OrleansStore.Contracts.Orders;

namespace OrleansStore.Api.Live;

/// <summary>Tells that orders have new events. A hint to look soon: signals may be late, doubled or lost.</summary>
public interface IOrderSignals
{
    /// <summary>Calls <paramref name="signalled"/> for each signal from now on.</summary>
    /// <returns>Ends it.</returns>
    Task<IAsyncDisposable> SubscribeAsync(Action<OrderSignal> signalled);
}

/// <summary>The signals on the streams of the cluster: a fixed number of subscriptions a node, however many orders are watched.</summary>
internal sealed partial class OrderSignalStreams(IClusterClient cluster, ILogger<OrderSignalStreams> logger) : IOrderSignals
{
    /// <inheritdoc/>
    public async Task<IAsyncDisposable> SubscribeAsync(Action<OrderSignal> signalled)
    {
        var provider = cluster.GetStreamProvider(OrderStreams.Provider);
        var subscriptions = new Subscriptions(logger);
        try
        {
            for (var partition = 0; partition < OrderStreams.Partitions; partition++)
            {
                var stream = provider.GetStream<OrderSignal>(OrderStreams.Partition(partition));
                subscriptions.Handles.Add(await stream.SubscribeAsync((signal, _) =>
                {
                    signalled(signal);
                    return Task.CompletedTask;
                }));
            }
        }
        catch
        {
            await subscriptions.DisposeAsync();
            throw;
        }

        return subscriptions;
    }

    [LoggerMessage(LogLevel.Debug, "A stream could not be left; the cluster drops the subscription of a node that is gone")]
    private static partial void LogNotLeft(ILogger logger, Exception exception);

    private sealed class Subscriptions(ILogger logger) : IAsyncDisposable
    {
        public List<StreamSubscriptionHandle<OrderSignal>> Handles { get; } = [];

        public async ValueTask DisposeAsync()
        {
            foreach (var handle in Handles)
            {
                try
                {
                    await handle.UnsubscribeAsync();
                }
                catch (Exception e)
                {
                    LogNotLeft(logger, e);
                }
            }
        }
    }
}
