using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;
using OrleansStore.Journal;

namespace OrleansStore.Api.Live;

/// <summary>Notices products that run low, while an administrator is there to be told.</summary>
/// <remarks>A stock that moves a thousand times a second is looked at once a look, not a thousand times.</remarks>
internal sealed partial class StockWatch(
    IGrainFactory grains, EventCodec codec, OrdersAudience audience, LiveLimits limits, ILogger<StockWatch> logger) : BackgroundService, IJournalListener
{
    private readonly Lock _gate = new();
    private readonly LiveWatcher _moved = new();
    private readonly Dictionary<Guid, bool> _low = [];
    private Dictionary<Guid, long> _movements = [];

    /// <inheritdoc/>
    public bool Listens => audience.HasAdmins;

    /// <inheritdoc/>
    public void On(StoredEvent stored)
    {
        if (!StoreStreams.TryKeyOf(StoreStreams.Stock, stored.Stream, out var productId)) return;
        var change = codec.Read(stored) switch
        {
            StockReceived e => e.Quantity,
            StockAdjusted e => e.Delta,
            StockReleased e => e.Quantity,
            StockRestocked e => e.Quantity,
            StockHeld e => -e.Quantity,
            _ => 0,
        };
        if (change == 0) return;
        lock (_gate)
        {
            if (_movements.Count >= limits.MovedProducts && !_movements.ContainsKey(productId)) return;
            _movements[productId] = _movements.GetValueOrDefault(productId) + change;
        }

        _moved.Wake();
    }

    /// <inheritdoc/>
    public void On(LiveUpdate update)
    {
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stopping = stoppingToken.UnsafeRegister(static moved => ((LiveWatcher)moved!).Wake(), _moved);
        while (!stoppingToken.IsCancellationRequested)
        {
            await _moved.WaitAsync();
            foreach (var (productId, change) in Take())
            {
                try
                {
                    await LookAsync(productId, change);
                }
                catch (Exception e)
                {
                    LogNotLooked(e, productId);
                }
            }
        }
    }

    private Dictionary<Guid, long> Take()
    {
        lock (_gate)
        {
            var taken = _movements;
            _movements = [];
            return taken;
        }
    }

    private async Task LookAsync(Guid productId, long change)
    {
        var stock = await grains.GetGrain<IStockGrain>(productId).Get();
        if (stock.Value is not { } view) return;
        var isLow = view.Available <= limits.LowStock;
        // Of a product not looked at before, what moved tells where it was.
        var wasLow = _low.TryGetValue(productId, out var known) ? known : view.Available - change <= limits.LowStock;
        if (_low.Count >= limits.MovedProducts) _low.Clear();
        _low[productId] = isLow;
        if (!isLow || wasLow) return;
        var product = (await grains.GetGrain<IProductGrain>(productId).Get()).Value;
        audience.Tell(new StockLow(productId, product?.Sku, product?.Name, view.Available, limits.LowStock));
    }

    [LoggerMessage(LogLevel.Warning, "The stock of {ProductId} could not be looked at; it is when it moves again")]
    private partial void LogNotLooked(Exception exception, Guid productId);
}
