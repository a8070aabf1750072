namespace OrleansStore.Contracts.Stock;

/// <summary>What can be wrong with a command to a stock.</summary>
public static class StockErrors
{
    /// <summary>Not so many pieces are available.</summary>
    public static StoreError OutOfStock(Guid productId, int wanted, long available) =>
        new StoreError(ErrorKind.Conflict, "outOfStock", $"Of product {productId} only {available} of {wanted} pieces are available.")
            .With("productId", productId.ToString())
            .With("available", available.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Not so many pieces were available when this was asked for, and that is what it stays with.</summary>
    public static StoreError WasOutOfStock(Guid productId, int wanted) =>
        new StoreError(ErrorKind.Conflict, "outOfStock", $"Of product {productId} fewer than {wanted} pieces were available when they were asked for.")
            .With("productId", productId.ToString());

    /// <summary>The quantity is not positive, or too large.</summary>
    public static StoreError InvalidQuantity(int quantity) =>
        new(ErrorKind.Invalid, "invalidQuantity", $"A quantity must be from 1 to {StockLimits.Movement}, not {quantity}.");

    /// <summary>The threshold is negative, or too large.</summary>
    public static StoreError InvalidThreshold(int threshold) =>
        new(ErrorKind.Invalid, "invalidQuantity", $"A threshold must be from 0 to {StockLimits.Movement}, not {threshold}.");

    /// <summary>A correction needs a reason.</summary>
    public static StoreError ReasonMissing() =>
        new(ErrorKind.Invalid, "reasonMissing", $"A correction needs a reason of at most {StockLimits.Reason} characters.");

    /// <summary>A correction would make the available pieces negative.</summary>
    public static StoreError BelowZero(long available) =>
        new(ErrorKind.Conflict, "belowZero", $"Only {available} pieces are available; no more can be taken off.");

    /// <summary>The order's pieces have been sold or given back; they cannot be held anew.</summary>
    public static StoreError AlreadySettled(Guid orderId) =>
        new(ErrorKind.Conflict, "alreadySettled", $"The pieces of order {orderId} are settled.");

    /// <summary>The order has asked for other pieces since.</summary>
    public static StoreError Overtaken(Guid orderId) =>
        new(ErrorKind.Conflict, "holdOvertaken", $"Order {orderId} has asked for other pieces since.");
}

/// <summary>Limits of stock, each with its reason.</summary>
public static class StockLimits
{
    /// <summary>Pieces in one movement; sums stay far below a long.</summary>
    public const int Movement = 10_000_000;

    /// <summary>Pieces available at which a stock counts as low, when nobody said otherwise.</summary>
    public const int LowStock = 10;

    /// <summary>Orders of one product that wait for pieces; each command copies their list, and more is no stock but a waiting list.</summary>
    public const int Backorders = 1_000;

    /// <summary>Movements on one page of the ledger.</summary>
    public const int LedgerPage = 100;

    /// <summary>Characters of a reason.</summary>
    public const int Reason = 500;

    /// <summary>
    /// How many settled orders, restocked ones, those that hold nothing any more, and receipts and corrections a stock
    /// remembers, each, to know a straggling repeat.
    /// </summary>
    public const int Remembered = 64;
}
