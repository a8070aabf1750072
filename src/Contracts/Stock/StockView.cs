namespace OrleansStore.Contracts.Stock;

/// <summary>The figures of one product's stock, in pieces.</summary>
/// <param name="Available">Can be sold now.</param>
/// <param name="Held">Promised to orders that are not paid.</param>
/// <param name="Sold">Left with paid orders.</param>
/// <param name="Adjusted">The sum of all corrections; may be negative.</param>
/// <param name="Returned">Came back from orders that were paid.</param>
[GenerateSerializer, Immutable, Alias("store.stockView")]
public sealed record StockView(
    Guid ProductId, long Available, long Held, long Sold, long Received, long Adjusted, long Returned, long Backordered, int Version);
