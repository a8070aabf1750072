using OrleansStore.Contracts.Products;
using OrleansStore.Contracts.Stock;

namespace OrleansStore.ReadModels.Analytics;

/// <summary>What has to be known of a product to say what its pieces are worth.</summary>
/// <param name="Sku">Null while only its stock is known.</param>
/// <param name="Pieces">On the shelf, held ones included; fewer than none when orders wait for goods.</param>
internal sealed record ProductShelf(string? Sku, string? Name, string? Currency, long Price, long Pieces, bool IsOnSale)
{
    /// <summary>Nothing is known of it.</summary>
    public static ProductShelf Empty { get; } = new(null, null, null, 0, 0, false);

    /// <summary>Pieces that are there; what is owed to orders is nowhere.</summary>
    public long Present => Math.Max(0, Pieces);

    /// <summary>What they are worth at the product's price.</summary>
    public long Value => Present * Price;

    /// <summary>The product after an event of it.</summary>
    public ProductShelf After(ProductEvent e) => e switch
    {
        ProductCreated created => this with { Sku = created.Sku, Name = created.Name, Currency = created.Currency, Price = created.Price, IsOnSale = true },
        ProductChanged changed => this with { Name = changed.Name ?? Name, Price = changed.Price ?? Price },
        ProductRemoved => this with { IsOnSale = false },
        _ => this,
    };

    /// <summary>The product after an event of its stock. A hold is still on the shelf.</summary>
    public ProductShelf After(StockEvent e) => e switch
    {
        StockReceived received => this with { Pieces = Pieces + received.Quantity },
        StockAdjusted adjusted => this with { Pieces = Pieces + adjusted.Delta },
        StockSold sold => this with { Pieces = Pieces - sold.Quantity },
        StockRestocked restocked => this with { Pieces = Pieces + restocked.Quantity },
        _ => this,
    };
}
