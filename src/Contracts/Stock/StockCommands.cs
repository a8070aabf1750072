namespace OrleansStore.Contracts.Stock;

/// <summary>Pieces came in.</summary>
[GenerateSerializer, Immutable, Alias("store.receiveStock")]
public sealed record ReceiveStock(CommandContext Context, int Quantity, int? ExpectedVersion = null);

/// <summary>A count was corrected by so many pieces, up or down.</summary>
[GenerateSerializer, Immutable, Alias("store.adjustStock")]
public sealed record AdjustStock(CommandContext Context, int Delta, string Reason, int? ExpectedVersion = null);

/// <summary>An order wants to hold exactly so many pieces.</summary>
/// <param name="Number">
/// Grows with every ask of the order and is the same when one is repeated: from 1. One that is not newer than what the
/// stock has written down for the order moves nothing. Without it the ask is taken as it comes.
/// </param>
[GenerateSerializer, Immutable, Alias("store.holdStock")]
public sealed record HoldStock(CommandContext Context, Guid OrderId, int Quantity, int? Number = null);

/// <summary>An order's hold is to be given back or sold.</summary>
[GenerateSerializer, Immutable, Alias("store.settleStock")]
public sealed record SettleStock(CommandContext Context, Guid OrderId);

/// <summary>Pieces of a paid order came back: it was cancelled, or its buyer sent them back.</summary>
/// <param name="Since">No earlier attempt was made before this time; bounds the look back for a repeat.</param>
/// <param name="Redriven">An earlier attempt may have been made, however long ago.</param>
/// <param name="Return">The number of the return; null when the order was cancelled.</param>
[GenerateSerializer, Immutable, Alias("store.restockStock")]
public sealed record RestockStock(CommandContext Context, Guid OrderId, int Quantity, DateTimeOffset Since, bool Redriven, int? Return = null);

/// <summary>Changes how a stock is kept; what is null stays as it is.</summary>
/// <param name="LowStockThreshold">Pieces available at which it counts as low.</param>
/// <param name="Backorder">Whether more may be held than is available; what is owed comes out of the next receipts, oldest first.</param>
[GenerateSerializer, Immutable, Alias("store.configureStock")]
public sealed record ConfigureStock(CommandContext Context, int? LowStockThreshold, bool? Backorder, int? ExpectedVersion = null);
