using Orleans.Concurrency;

namespace OrleansStore.Contracts.Stock;

/// <summary>The pieces of one product. Key: the product's id.</summary>
/// <remarks>
/// received + adjusted + returned = available + held + sold, and available is never negative. What is owed to orders beyond
/// that is counted apart, in backordered, and only while nothing is available.
/// What an order does is keyed by the order's id, so that a repeat is harmless.
/// </remarks>
[Alias("store.stock")]
public interface IStockGrain : IGrainWithGuidKey
{
    /// <summary>Pieces came in.</summary>
    [Alias("receive")]
    Task<Result<StockView>> Receive(ReceiveStock command);

    /// <summary>A count was corrected.</summary>
    [Alias("adjust")]
    Task<Result<StockView>> Adjust(AdjustStock command);

    /// <summary>Makes an order's hold exactly so many pieces (0 gives it up).</summary>
    [Alias("hold")]
    Task<Result<StockView>> Hold(HoldStock command);

    /// <summary>Gives an order's hold back, if it has one; from then on it gets none.</summary>
    [Alias("release")]
    Task<Result<StockView>> Release(SettleStock command);

    /// <summary>Turns an order's hold into a sale; done already when there is none.</summary>
    [Alias("sell")]
    Task<Result<StockView>> Sell(SettleStock command);

    /// <summary>Puts pieces of an order that was paid back on the shelf: once when it is cancelled, and once a return.</summary>
    [Alias("restock")]
    Task<Result<StockView>> Restock(RestockStock command);

    /// <summary>Changes at how many pieces it counts as low, and whether more may be held than is available.</summary>
    [Alias("configure")]
    Task<Result<StockView>> Configure(ConfigureStock command);

    /// <summary>What happened to it, oldest first, each with the figures after it.</summary>
    /// <param name="afterVersion">Movements above this version.</param>
    [Alias("getLedger"), ReadOnly]
    Task<Result<StockLedger>> GetLedger(int afterVersion, int limit);

    /// <summary>The figures as they are.</summary>
    [Alias("get"), ReadOnly]
    Task<Result<StockView>> Get();
}
