using System.Threading.Channels;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Journal;

namespace OrleansStore.Api.Live;

/// <summary>Tells administrators who are there that a product runs low, when its stock says so.</summary>
internal sealed partial class StockWatch(
    IGrainFactory grains, EventCodec codec, OrdersAudience audience, LiveLimits limits, ILogger<StockWatch> logger) : BackgroundService, IJournalListener
{
    // A hint that may be missed: when more wait than the limit, the oldest goes.
    private readonly Channel<(Guid ProductId, Contracts.Stock.StockLow Low)> _low =
        Channel.CreateBounded<(Guid, Contracts.Stock.StockLow)>(new BoundedChannelOptions(limits.LowProducts) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <inheritdoc/>
    public bool Listens => audience.HasStockKeepers;

    /// <inheritdoc/>
    public void On(StoredEvent stored)
    {
        if (stored.Type != "stock.low.v1" || !StoreStreams.TryKeyOf(StoreStreams.Stock, stored.Stream, out var productId)) return;
        if (codec.Read(stored) is Contracts.Stock.StockLow low) _low.Writer.TryWrite((productId, low));
    }

    /// <inheritdoc/>
    public void On(LiveUpdate update)
    {
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (productId, low) in _low.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                var product = (await grains.GetGrain<IProductGrain>(productId).Get()).Value;
                audience.Tell(new StockLow(productId, product?.Sku, product?.Name, low.Available, low.Threshold));
            }
            catch (Exception e)
            {
                LogNotTold(e, productId);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "That {ProductId} runs low could not be told")]
    private partial void LogNotTold(Exception exception, Guid productId);
}
