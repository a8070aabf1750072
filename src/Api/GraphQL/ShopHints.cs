using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using OrleansStore.Api.Live;
using OrleansStore.Contracts;
using OrleansStore.Contracts.Products;
using OrleansStore.Journal;

namespace OrleansStore.Api.GraphQL;

/// <summary>What can be hinted at.</summary>
internal enum HintKind
{
    /// <summary>A product is new in the catalog.</summary>
    ProductAdded,

    /// <summary>A product's pieces fell to the threshold.</summary>
    StockLow,
}

/// <summary>Tells of new products and low stocks as they happen. Hints: what comes faster than it is taken pushes the oldest out.</summary>
internal sealed class ShopHints(EventCodec codec, LiveLimits limits) : IJournalListener
{
    private readonly ConcurrentDictionary<Channel<JsonElement>, HintKind> _listeners = new();

    /// <inheritdoc/>
    public bool Listens => !_listeners.IsEmpty;

    /// <summary>Hints from now on.</summary>
    public async IAsyncEnumerable<object?> FollowAsync(HintKind kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var hints = Channel.CreateBounded<JsonElement>(new BoundedChannelOptions(limits.LowProducts) { FullMode = BoundedChannelFullMode.DropOldest });
        _listeners[hints] = kind;
        try
        {
            await foreach (var hint in hints.Reader.ReadAllAsync(cancellation)) yield return hint;
        }
        finally
        {
            _listeners.TryRemove(hints, out _);
        }
    }

    /// <inheritdoc/>
    public void On(StoredEvent stored)
    {
        if (stored.Type == "product.created.v1" && StoreStreams.TryKeyOf(StoreStreams.Product, stored.Stream, out var product) && codec.Read(stored) is ProductCreated e)
            Tell(HintKind.ProductAdded, () => JsonSerializer.SerializeToElement(new ProductAdded(product, e.Sku, e.Name, new Money(e.Price, e.Currency), e.Category), LiveJson.Default.ProductAdded));
        else if (stored.Type == "stock.low.v1" && StoreStreams.TryKeyOf(StoreStreams.Stock, stored.Stream, out var stock) && codec.Read(stored) is Contracts.Stock.StockLow low)
            Tell(HintKind.StockLow, () => JsonSerializer.SerializeToElement(new StockLow(stock, null, null, low.Available, low.Threshold), LiveJson.Default.StockLow));
    }

    /// <inheritdoc/>
    public void On(LiveUpdate update)
    {
    }

    private void Tell(HintKind kind, Func<JsonElement> make)
    {
        JsonElement? hint = null;
        foreach (var (listener, wanted) in _listeners)
            if (wanted == kind) listener.Writer.TryWrite(hint ??= make());
    }
}
