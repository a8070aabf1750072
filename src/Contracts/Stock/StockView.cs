using System.Collections.Immutable;

namespace OrleansStore.Contracts.Stock;

/// <summary>The figures of one product's stock, in pieces.</summary>
/// <param name="Available">Can be sold now.</param>
/// <param name="Held">Promised to orders that are not paid.</param>
/// <param name="Sold">Left with paid orders.</param>
/// <param name="Adjusted">The sum of all corrections; may be negative.</param>
/// <param name="Returned">Came back from orders that were paid.</param>
/// <param name="Backordered">Promised to orders and not there yet: neither held nor sold.</param>
/// <param name="LowStockThreshold">Pieces available at which it counts as low.</param>
/// <param name="Backorder">Whether more may be held than is available.</param>
[GenerateSerializer, Immutable, Alias("store.stockView")]
public sealed record StockView(
    Guid ProductId,
    long Available,
    long Held,
    long Sold,
    long Received,
    long Adjusted,
    long Returned,
    long Backordered,
    int Version,
    int LowStockThreshold = StockLimits.LowStock,
    bool Backorder = false);

/// <summary>One movement of a stock, and the figures after it.</summary>
/// <param name="Kind">What happened: received, adjusted, held, released, sold, restocked, configured, low or out.</param>
/// <param name="Quantity">The pieces that it is about; negative when a correction took some off.</param>
[GenerateSerializer, Immutable, Alias("store.stockMovement")]
public sealed record StockMovement(
    int Version,
    DateTimeOffset At,
    string Actor,
    string Kind,
    long? Quantity,
    Guid? OrderId,
    string? Reason,
    long Available,
    long Held,
    long Sold,
    long Received,
    long Adjusted,
    long Returned,
    long Backordered);

/// <summary>Some movements of a stock, oldest first.</summary>
/// <param name="More">There are newer ones.</param>
[GenerateSerializer, Immutable, Alias("store.stockLedger")]
public sealed record StockLedger(ImmutableArray<StockMovement> Movements, bool More);
