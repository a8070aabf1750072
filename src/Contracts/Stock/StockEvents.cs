namespace OrleansStore.Contracts.Stock;

/// <summary>What can happen to a stock.</summary>
[GenerateSerializer, Immutable, Alias("store.stockEvent")]
public abstract record StockEvent;

/// <summary>Pieces came in.</summary>
[GenerateSerializer, Immutable, Alias("stock.received.v1")]
public sealed record StockReceived(int Quantity) : StockEvent;

/// <summary>A count was corrected.</summary>
[GenerateSerializer, Immutable, Alias("stock.adjusted.v1")]
public sealed record StockAdjusted(int Delta, string Reason) : StockEvent;

/// <summary>An order's hold is now so many pieces; as many as before when only the number is written down.</summary>
/// <param name="Number">The number of the ask; null in events that are older than numbers.</param>
/// <param name="Added">Pieces that it is more than before, or less if negative; null: it held none before.</param>
[GenerateSerializer, Immutable, Alias("stock.held.v1")]
public sealed record StockHeld(Guid OrderId, int Quantity, int? Number = null, int? Added = null) : StockEvent;

/// <summary>An order gave its hold back; of no pieces when it had none and is over all the same.</summary>
[GenerateSerializer, Immutable, Alias("stock.released.v1")]
public sealed record StockReleased(Guid OrderId, int Quantity) : StockEvent;

/// <summary>An order's hold was sold.</summary>
[GenerateSerializer, Immutable, Alias("stock.sold.v1")]
public sealed record StockSold(Guid OrderId, int Quantity) : StockEvent;

/// <summary>Pieces of a paid order came back: it was cancelled, or its buyer sent them back.</summary>
/// <param name="Return">The number of the return; null when the order was cancelled.</param>
[GenerateSerializer, Immutable, Alias("stock.restocked.v1")]
public sealed record StockRestocked(Guid OrderId, int Quantity, int? Return = null) : StockEvent;

/// <summary>How it is kept was changed; what is null stays as it was.</summary>
/// <param name="LowStockThreshold">Pieces available at which it counts as low.</param>
/// <param name="Backorder">Whether more may be held than is available.</param>
[GenerateSerializer, Immutable, Alias("stock.configured.v1")]
public sealed record StockConfigured(int? LowStockThreshold, bool? Backorder) : StockEvent;

/// <summary>The pieces available fell to the threshold or under it; told again only after they were above it.</summary>
[GenerateSerializer, Immutable, Alias("stock.low.v1")]
public sealed record StockLow(long Available, int Threshold) : StockEvent;

/// <summary>No piece is available any more; told again only after there were some.</summary>
[GenerateSerializer, Immutable, Alias("stock.out.v1")]
public sealed record StockOut : StockEvent;
