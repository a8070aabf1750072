namespace OrleansStore.Contracts.Orders;

/// <summary>What can be wrong with a command to an order.</summary>
public static class OrderErrors
{
    /// <summary>There is no such order.</summary>
    public static StoreError NotFound(Guid id) => new(ErrorKind.NotFound, "orderNotFound", $"There is no order {id}.");

    /// <summary>The order's status does not allow it.</summary>
    public static StoreError IllegalTransition(string verb, OrderStatus status) =>
        new StoreError(ErrorKind.Conflict, "illegalTransition", $"An order that is {Name(status)} cannot be {verb}.")
            .With("status", Name(status));

    /// <summary>The money is promised and not taken yet.</summary>
    public static StoreError NotCaptured() =>
        new(ErrorKind.Conflict, "paymentNotCaptured", "The payment is promised and not taken yet; ship the order when it is.");

    /// <summary>A line changes only while the order is unpaid.</summary>
    public static StoreError NotChangeable(OrderStatus status) =>
        new StoreError(ErrorKind.Conflict, "orderNotChangeable", $"The lines of an order that is {Name(status)} cannot change.")
            .With("status", Name(status));

    /// <summary>The last line cannot be taken out; cancel the order instead.</summary>
    public static StoreError LastLine() =>
        new(ErrorKind.Conflict, "lastLine", "An order keeps at least one line; cancel it instead.");

    /// <summary>The line is not there.</summary>
    public static StoreError LineNotFound(Guid productId) =>
        new(ErrorKind.NotFound, "lineNotFound", $"The order has no line of product {productId}.");

    /// <summary>A text is missing or too long.</summary>
    public static StoreError InvalidText(string field, int limit) =>
        new(ErrorKind.Invalid, "invalidText", $"'{field}' must have from 1 to {limit} characters.");

    /// <summary>Pieces are named that the order has not, or not so many of that the command could be about.</summary>
    public static StoreError InvalidPieces(Guid productId, int quantity, int most) =>
        new StoreError(ErrorKind.Unprocessable, "invalidPieces", $"{quantity} pieces of product {productId} were named; it can be from 1 to {most}.")
            .With("productId", productId.ToString())
            .With("most", most.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>A list is empty or too long.</summary>
    public static StoreError InvalidCount(string field, int limit) =>
        new(ErrorKind.Invalid, "invalidCount", $"'{field}' must have from 1 to {limit} entries.");

    /// <summary>A product is named twice.</summary>
    public static StoreError PiecesTwice(Guid productId) =>
        new(ErrorKind.Invalid, "productTwice", $"Product {productId} is named twice.");

    /// <summary>There is no such shipment, or it is not on its way.</summary>
    public static StoreError ShipmentNotUnderWay(int number) =>
        new(ErrorKind.Conflict, "shipmentNotUnderWay", $"The order has no shipment {number} that is on its way.");

    /// <summary>There is no such return.</summary>
    public static StoreError ReturnNotFound(int number) =>
        new(ErrorKind.NotFound, "returnNotFound", $"The order has no return {number}.");

    /// <summary>The return's status does not allow it.</summary>
    public static StoreError IllegalReturn(string verb, ReturnStatus status) =>
        new StoreError(ErrorKind.Conflict, "illegalReturn", $"A return that is {Name(status)} cannot be {verb}.")
            .With("status", Name(status));

    /// <summary>Something of an order has as many entries as are kept.</summary>
    public static StoreError TooMany(string field, int limit) =>
        new(ErrorKind.LimitReached, "tooMany", $"An order keeps at most {limit} {field}.");

    /// <summary>The status as clients know it.</summary>
    public static string Name<T>(T status)
        where T : struct, Enum
    {
        var name = status.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}

/// <summary>Limits of an order, each with its reason.</summary>
public static class OrderLimits
{
    /// <summary>Characters of a tracking number, a carrier or a reason.</summary>
    public const int Text = 500;

    /// <summary>Characters of a note.</summary>
    public const int Note = 4_000;

    /// <summary>Notes, returns or refunds; each stays in the order's state for good.</summary>
    public const int Entries = 100;

    /// <summary>Parcels of one shipment.</summary>
    public const int Parcels = 50;

    /// <summary>Shipments of an order.</summary>
    public const int Shipments = 100;
}
