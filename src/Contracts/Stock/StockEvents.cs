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
[GenerateSerializer, Immutable, Alias("stock.held.v1")]
public sealed record StockHeld(Guid OrderId, int Quantity, int? Number = null) : StockEvent;

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
